"""When the clocks are looked at."""

from celery import shared_task


@shared_task(name="deadlines.sweep", ignore_result=True)
def sweep_deadlines():
    """Every five minutes; a missed run costs nothing but time."""
    from .sweep import sweep

    sweep()
