"""When the pages tidy up."""

from celery import shared_task


@shared_task(name="web.forget_sent", ignore_result=True)
def forget_sent():
    """Every night: a form key older than a week is in no open page any more."""
    from .oneshot import forget

    forget()
