"""Writing down what was seen: laying out the sheet, one change at a time, or a whole visit at once."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from applications.queries.standards import applicable
from qcp import clock
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, OutOfDate

from .. import policies
from ..merging import Change
from ..models import CheckOut, Finding, Operation
from ..prior import closure_of
from ..queries.at_hand import unmet_before
from ..queries.tablet import FORM
from ..states import PORTAL

FIELDS = ("rating", "methods", "notes", "commendation", "reason", "observed_at", "closure")
WRITTEN = (*FIELDS, "answers", "clashes", "revision", "changed_at", "changed_by")


def lay_out(survey, *, by) -> None:
    """One empty finding for each applicable standard at each site, as they stand on the day the survey begins.

    A further survey has each unmet finding of the one before beside its own. By which words and which form of the
    page that was is written down.
    """
    standards, earlier, visits = applicable(survey.application), unmet_before(survey), list(survey.visits.all())
    Finding.objects.bulk_create(
        Finding(visit=visit, standard=standard, follows=earlier.get((visit.site_id, standard.pk)))
        for visit in visits
        for standard in standards
    )
    laid_out = {"standards": len(standards), "sites": len(visits), "edition": survey.application.edition}
    CheckOut.objects.create(survey=survey, form=FORM, by=by, **laid_out)


@transaction.atomic
def change(finding, *, by, revision, **fields) -> Finding:
    """Write one finding down. Whoever looked at an older one is refused, so that neither answer is lost unseen."""
    open_for(finding.visit.survey, by)
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if finding.revision != revision:
        raise OutOfDate("This was changed in another window since you opened it. Both answers are shown: keep one.")
    store([finding], write(finding, fields, by))
    return finding


@transaction.atomic
def choose(finding, *, by, field, value) -> Finding:
    """Of two answers that stand beside each other the surveyor keeps one."""
    open_for(finding.visit.survey, by)
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    store([finding], [entry(finding, field, value, by)])
    return finding


@transaction.atomic
def record(visit, ratings: Mapping, *, by) -> int:
    """Write a whole visit down: standard -> rating, or standard -> fields. Answers how many findings changed.

    A bare rating counts as seen in every way that the standard asks for; of an earlier finding it says by itself
    whether that one is closed.
    """
    open_for(visit.survey, by)
    changed, operations = [], []
    for finding in visit.findings.select_related("standard").select_for_update(of=("self",)):
        given = ratings.get(finding.standard)
        fields = given if isinstance(given, Mapping) else given and {"rating": given}
        implied = {"methods": finding.standard.evidence, "closure": closure_of(finding, (fields or {}).get("rating"))}
        new = write(finding, {**implied, **fields}, by) if fields else []
        changed += [finding] if new else []
        operations += new
    store(changed, operations)
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


def write(finding, fields: Mapping, by) -> list[Operation]:
    """Set on the finding (not saved) the fields that say something new; the lines that are to be kept of it."""
    new = {name: fields[name] for name in FIELDS if name in fields and fields[name] != getattr(finding, name)}
    return [entry(finding, name, value, by) for name, value in new.items()]


def entry(finding, field: str, value, by) -> Operation:
    """One change made in the portal, by somebody who sees all that was said of this answer."""
    answer = finding.answer(field)
    seq = answer.seqs.get(PORTAL, -1) + 1
    change = Change(number=str(uuid.uuid4()), device=PORTAL, seq=seq, base=answer.revision, value=value)
    return line(finding, field, change, by=by, client_at=clock.now())


def line(finding, field: str, change: Change, *, by, **told) -> Operation:
    """Let the finding take the change in; the line that is kept of it. told: what the device says of itself."""
    outcome = finding.take_in(field, change, by=by)
    return Operation(
        op_id=change.number,
        survey_id=finding.visit.survey_id,
        finding=finding,
        field=field,
        value=change.value,
        base=change.base,
        outcome=outcome,
        revision=finding.answer(field).revision,
        by=by,
        device=change.device,
        device_seq=change.seq,
        **told,
    )


def store(findings: list[Finding], operations: list[Operation]) -> None:
    Finding.objects.bulk_create(findings, update_conflicts=True, unique_fields=["pk"], update_fields=WRITTEN)
    Operation.objects.bulk_create(operations)
