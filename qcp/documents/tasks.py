"""When files are checked and letters are made: every minute, and at once after a commit that left work."""

from celery import shared_task


@shared_task(name="documents.check_due", ignore_result=True, acks_late=True)
def check_due():
    from . import checks

    checks.check_due()


@shared_task(name="documents.render_due", ignore_result=True, acks_late=True)
def render_due():
    from . import letters

    letters.render_due()


def wake_checker():
    """The sweep would come anyway; this only makes it come soon."""
    check_due.apply_async(retry=False)


def wake_printer():
    """The sweep would come anyway; this only makes it come soon."""
    render_due.apply_async(retry=False)
