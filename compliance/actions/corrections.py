"""An issued report is never changed: a correction is a report of its own, which takes its place when it is issued."""

from django.db import transaction

from compliance import notices, policies, risk
from compliance.models import ItemVerdict, QualityAnswer, Report, ReportFinding, next_number
from compliance.readiness import correctable
from compliance.states import Stage, Verdict
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady

from . import proofs

COPIED = (
    "standard_id", "site_id", "place", "surveyed", "observed", "methods", "assessed", "reason", "requirement",
    "commendation", "likelihood", "scope",
)  # fmt: skip


def correct(report, *, by, because):
    """Draft a correction: a copy of the issued report, for the reviewer to put right what was wrong."""
    with transaction.atomic():
        report = hold(report)
        if report.case.closed_to(by) or not policies.may_run(report, by):
            raise NotAllowed("Corrections are begun by the program office.")
        if problems := correctable(report):
            raise NotReady(*problems)
        if not because.strip():
            raise NotReady("Reason: say what is wrong in the report; the practice reads it in the correction.")
        fresh = copy_of(report, because.strip())
        chain.begin(fresh, by=by, note=because.strip())
        copy_findings(report, fresh)
        enqueue(notices.REPORT_DRAFTED, fresh)
    return fresh


def copy_of(report, because: str):
    """Numbered anew; who reviews it is asked about conflicts for it as for any other."""
    return Report.objects.create(
        case=report.case,
        number=next_number("CCR"),
        application=report.application,
        survey=report.survey,
        summary=report.summary,
        misrepresentation=report.misrepresentation,
        corrects=report,
        correction=because,
    )


def copy_findings(report, fresh) -> None:
    """As they were assessed, with what the office said of them at the quality gate."""
    earlier = list(report.findings.prefetch_related("quality_answers"))
    copies = [ReportFinding(report=fresh, **{name: getattr(finding, name) for name in COPIED}) for finding in earlier]
    risk.suggest(copies)  # a report from before the risk grid has none of them placed
    ReportFinding.objects.bulk_create(copies)
    QualityAnswer.objects.bulk_create(
        QualityAnswer(finding=copy, rule=each.rule, answer=each.answer, by_id=each.by_id, at=each.at)
        for finding, copy in zip(earlier, copies, strict=True)
        for each in finding.quality_answers.all()
    )


def first_of(report):
    """The report that a chain of corrections began with: its number is the one that requirements bear."""
    while report.corrects_id:
        report = report.corrects
    return report


def lasting_numbers(report) -> dict[tuple[int, int], str]:
    """(standard, site) -> the number that its requirement has borne since it was first issued."""
    known: dict[tuple, str] = {}
    while report.corrects_id:
        report = report.corrects
        for row in report.requirements.all():
            known.setdefault((row.standard_id, row.site_id), row.number)
    return known


def carry_over(plan, earlier) -> None:
    """What was written for a requirement that stands goes on; what was accepted stays so while it asks the same."""
    before = {item.requirement.number: item for item in earlier.items.for_list()}
    for item in plan.items.for_list():
        if old := before.get(item.requirement.number):
            go_on(item, old)


def go_on(item, old) -> None:
    """One item takes over the words, the files and, where nothing changed, the acceptance of its earlier self."""
    words = ("root_cause", "action", "owner", "target_on", "measure", "explanation", "edited_at", "edited_by")
    for name in words:
        setattr(item, name, getattr(old, name))
    item.continues = old
    item.save(update_fields=[*words, "continues"])
    proofs.hand_on(old, item)
    if old.requirement.text == item.requirement.text:
        ItemVerdict.objects.bulk_create(
            ItemVerdict(item=item, stage=stage, round=0, verdict=Verdict.ACCEPTED, by=found.by, at=found.at)
            for stage in Stage
            if (found := accepted_once(old, stage))
        )


def accepted_once(item, stage):
    """The acceptance of one half, whichever round gave it."""
    given = [each for each in item.verdicts.all() if each.stage == stage]
    latest = max(given, key=lambda each: each.round, default=None)
    return latest if latest and latest.verdict == Verdict.ACCEPTED else None
