"""When the pages tidy up."""

from celery import shared_task


@shared_task(name="web.forget_sent", ignore_result=True)
def forget_sent():
    """Every night: a form key older than a week is in no open page any more."""
    from .oneshot import forget

    forget()


@shared_task(name="web.remind_of_the_day", ignore_result=True, time_limit=600)
def remind_of_the_day():
    """Tell everybody of the program once a day what waits for them."""
    from .reminding import remind_due

    remind_due()
