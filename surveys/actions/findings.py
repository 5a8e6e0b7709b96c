"""Writing down what was seen: laying out the sheet, one change at a time, or a whole visit at once."""

from collections.abc import Mapping

from django.db import transaction

from applications.queries.standards import applicable
from qcp import clock
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, OutOfDate

from .. import policies
from ..models import Finding

FIELDS = ("rating", "methods", "notes", "commendation", "reason")
WRITTEN = (*FIELDS, "revision", "changed_at", "changed_by")


def lay_out(survey) -> None:
    """One empty finding for each applicable standard at each site, as they stand on the day the survey begins."""
    standards = applicable(survey.application)
    Finding.objects.bulk_create(
        Finding(visit=visit, standard=standard) for visit in survey.visits.all() for standard in standards
    )


@transaction.atomic
def change(finding, *, by, revision, **fields) -> Finding:
    """Write one finding down. Whoever looked at an older one is refused, so that neither answer is lost unseen."""
    open_for(finding.visit.survey, by)
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.revision != revision:
        raise OutOfDate("This was changed in another window since you opened it. Both answers are shown: keep one.")
    if write(finding, fields, by):
        finding.save(update_fields=WRITTEN)
    return finding


@transaction.atomic
def record(visit, ratings: Mapping, *, by) -> int:
    """Write a whole visit down: standard -> rating, or standard -> fields. Answers how many findings changed.

    A bare rating counts as seen in every way that the standard asks for.
    """
    open_for(visit.survey, by)
    changed = []
    for finding in visit.findings.select_related("standard").select_for_update(of=("self",)):
        given = ratings.get(finding.standard)
        fields = given if isinstance(given, Mapping) else given and {"rating": given}
        if fields and write(finding, {"methods": finding.standard.evidence, **fields}, by):
            changed.append(finding)
    Finding.objects.bulk_create(changed, update_conflicts=True, unique_fields=["pk"], update_fields=WRITTEN)
    return len(changed)


def open_for(survey, by) -> None:
    """Only the surveyor, and only while the survey is under way."""
    survey = hold(survey)
    if survey.case.closed_to(by):
        raise NotAllowed("You stepped off this case, so it is closed to you.")
    if not policies.may_record(survey, by):
        raise NotAllowed(
            f"Findings are written by the surveyor while the survey is under way; it is now "
            f"“{survey.get_state_display()}”."
        )


def write(finding, fields: Mapping, by) -> bool:
    """Set the fields on the finding (not saved); did anything change?"""
    new = {name: fields[name] for name in FIELDS if name in fields}
    if all(getattr(finding, name) == value for name, value in new.items()):
        return False
    for name, value in new.items():
        setattr(finding, name, value)
    finding.revision += 1
    finding.changed_at, finding.changed_by = clock.now(), by
    return True
