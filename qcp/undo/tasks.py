"""Alarm clock of the moves that are held for a minute."""

from celery import shared_task


@shared_task(name="undo.carry_out_due", ignore_result=True)
def carry_out_due():
    """Make the moves whose minute is over."""
    from qcp.undo.holding import carry_out_due

    carry_out_due()
