"""A small round with one measure, and figures handed in for it."""

import datetime

from django.db import transaction

from practices.models import (
    ChartMinimum,
    Measure,
    MeasureScore,
    MeasureSet,
    ModuleCharts,
    ModuleTarget,
    Round,
    ScoreSubmission,
)
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.system import SYSTEM

from .practices import MembershipFactory, PracticeFactory


def small_round() -> Round:
    """One measure, one module, one chart needed; 75 % to pass."""
    measures, _ = MeasureSet.objects.get_or_create(
        code="small", track="QCP", defaults={"threshold_percent": 75, "strategy": "opportunity_weighted"}
    )
    Measure.objects.get_or_create(
        measure_set=measures,
        code="CORE1",
        defaults={"position": 1, "module": "CORE", "kind": "proportion", "title": "One"},
    )
    ModuleTarget.objects.get_or_create(measure_set=measures, module="CORE", defaults={"position": 1, "charts": 1})
    ChartMinimum.objects.get_or_create(measure_set=measures, fte_up_to=None, defaults={"charts": 1})
    days = {
        "opens_on": datetime.date(2026, 2, 1),
        "closes_on": datetime.date(2026, 5, 1),
        "report_on": datetime.date(2026, 6, 1),
    }
    return Round.objects.get_or_create(code="2026-small", track="QCP", defaults={"measure_set": measures, **days})[0]


@transaction.atomic
def handed_in(*signatories, met: int = 60, practice=None, round=None) -> ScoreSubmission:
    """A new practice's figures, `met` of 100, waiting for staff to compare them."""
    practice, round = practice or PracticeFactory(), round or small_round()
    for user in signatories:
        MembershipFactory(practice=practice, user=user)
    submission = ScoreSubmission.objects.create(
        case=Case.objects.create(),
        practice=practice,
        round=round,
        state="submitted",
        submitted_on=datetime.date(2026, 6, 2),
    )
    chain.begin(submission, by=SYSTEM)
    measure = round.measure_set.measures.get()
    MeasureScore.objects.create(submission=submission, measure=measure, numerator=met, denominator=100)
    ModuleCharts.objects.create(submission=submission, module="CORE", eligible=100, abstracted=100, attested=True)
    return submission
