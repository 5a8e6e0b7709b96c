"""Alarm clocks of surveys; the work is elsewhere, and running it twice, late or at once changes nothing."""

from celery import shared_task


@shared_task(name="surveys.remind_of_papers", ignore_result=True, time_limit=300)
def remind_of_papers():
    """Tell surveyors whose papers run out."""
    from surveys.actions.roster import remind_of_papers

    remind_of_papers()
