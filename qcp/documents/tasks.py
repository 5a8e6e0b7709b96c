"""When files are checked and letters are made: every minute, and at once after a commit that left work."""

import logging
from functools import partial

from celery import shared_task
from django.db import connection, transaction

logger = logging.getLogger(__name__)


@shared_task(name="documents.check_due", ignore_result=True, acks_late=True)
def check_due():
    from . import checks

    checks.check_due()


@shared_task(name="documents.render_due", ignore_result=True, acks_late=True)
def render_due():
    from . import letters

    letters.render_due()


@shared_task(name="documents.preview_due", ignore_result=True, acks_late=True)
def preview_due():
    from . import previews

    previews.make_due()


@shared_task(name="documents.destroy_due", ignore_result=True, acks_late=True)
def destroy_due():
    from . import destructions

    destructions.delete_due()


@shared_task(name="documents.forget_pieces", ignore_result=True, acks_late=True)
def forget_pieces():
    from . import pieces

    pieces.forget_abandoned()


def wake(task) -> None:
    """Once per transaction, after its commit, make the task come soon; it may fail, the sweep comes anyway."""
    if not any(getattr(function, "args", ()) == (task,) for _, function, *_ in connection.run_on_commit):
        transaction.on_commit(partial(send, task), robust=True)


def send(task) -> None:
    try:
        task.apply_async(retry=False, expires=60)
    except Exception as error:  # noqa: BLE001  whatever is wrong with the broker, the act itself is done
        logger.warning("%s could not be woken (%s); the next sweep does the work.", task.name, error)
