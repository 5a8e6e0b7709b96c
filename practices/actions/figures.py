"""Saving figures: whole sets of rows at once, never over somebody else's newer ones."""

from django.db import transaction

from qcp import clock
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, OutOfDate
from qcp.workflow.system import SYSTEM

from .. import policies
from ..models import HalfTyped, MeasureScore, ModuleCharts

PERSON_MAY_NOT = (
    "These figures are not open to you now. They can be changed while the submission is a draft or returned."
)


def save_figures(submission, measures: dict, charts: dict, *, by, revision: int | None = None, half_typed=None):
    """Keep figures: `measures` by measure id, `charts` by module; None takes a row away, rows not named stay.

    revision: what the person saw. A newer one refuses the save, so that nothing is overwritten unseen.
    half_typed: what was typed beside it and is no figure yet; it is kept as typed.
    """
    with transaction.atomic():
        submission = hold(submission)
        if by is not SYSTEM and not policies.may_edit_scores(submission, by):
            raise NotAllowed(PERSON_MAY_NOT)
        if revision is not None and revision != submission.revision:
            raise OutOfDate("Somebody else saved these figures while you were entering yours.")
        write_rows(submission, measures, charts)
        keep_typed(submission, half_typed or {})
        submission.revision += 1
        submission.saved_by = None if by is SYSTEM else by
        submission.saved_at = clock.now()
        submission.save(update_fields=["revision", "saved_by", "saved_at"])
    return submission


def keep_typed(submission, values: dict) -> None:
    if values:
        HalfTyped.objects.update_or_create(submission=submission, defaults={"values": values})
    else:
        HalfTyped.objects.filter(submission=submission).delete()


def write_rows(submission, measures: dict, charts: dict) -> None:
    """Replace the named rows in a handful of queries."""
    submission.measure_scores.filter(measure_id__in=measures).delete()
    submission.module_charts.filter(module__in=charts).delete()
    MeasureScore.objects.bulk_create(
        MeasureScore(
            submission=submission,
            measure_id=measure,
            numerator=row.numerator,
            denominator=row.denominator,
            excluded=row.excluded,
        )
        for measure, row in measures.items()
        if row is not None
    )
    ModuleCharts.objects.bulk_create(
        ModuleCharts(
            submission=submission,
            module=module,
            eligible=row.eligible,
            abstracted=row.abstracted,
            attested=row.attested,
        )
        for module, row in charts.items()
        if row is not None
    )
