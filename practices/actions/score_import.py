"""Bringing imported figures in: all of them or nothing."""

from django.db import transaction

from qcp.workflow.refusals import NotReady
from qcp.workflow.system import SYSTEM

from .. import policies
from .figures import save_figures
from .scores import correct, open_draft

WHO = "This round is final already. Name the member of staff who corrects it (--by E-MAIL)."


@transaction.atomic
def bring_in(imported, *, by, note: str = "") -> list:
    """Keep the figures of every practice in the files. Call only when no line was refused.

    by: the person, or SYSTEM for the command line. The office brings in figures for any practice; a final round is
    corrected first, which only the office may.
    """
    return [keep(batch, by=by, note=note) for batch in imported.batches.values() if batch.changes]


def keep(batch, *, by, note: str):
    submission = batch.submission or open_draft(batch.practice, batch.round, by=by)
    if batch.is_correction:
        if by is SYSTEM:
            raise NotReady(f"{batch.practice.number}, round {batch.round.code}: {WHO}")
        submission = correct(submission, by=by, note=note)
    from_the_office = by is SYSTEM or policies.may_import_scores(batch.practice, by)
    return save_figures(submission, batch.measures, batch.charts, by=SYSTEM if from_the_office else by)
