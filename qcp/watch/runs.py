"""Writing down that a job began, ended or failed. What is watched never fails because of the watching."""

import logging
from contextlib import contextmanager

from django.db import DatabaseError, transaction
from django.db.models import F

from qcp import clock

from .models import JobRun

logger = logging.getLogger(__name__)


@contextmanager
def watched(task: str):
    try:
        yield
    except Exception as error:
        note(task, failed_at=clock.now(), failure=type(error).__name__, failures=F("failures") + 1)
        raise
    note(task, ended_at=clock.now())


def note(task: str, **what) -> None:
    try:
        with transaction.atomic():
            run, _ = JobRun.objects.get_or_create(pk=task)
            JobRun.objects.filter(pk=run.pk).update(**what)
    except DatabaseError as error:
        logger.warning("The run of %s could not be noted (%s).", task, type(error).__name__)
