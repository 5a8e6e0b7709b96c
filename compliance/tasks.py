"""Alarm clocks of this app."""

from celery import shared_task


@shared_task(name="compliance.release_due", ignore_result=True)
def release_due():
    """Carry out the releases whose minute is over."""
    from compliance.actions.decisions import release_due

    release_due()
