"""The reviewer's own work on a report: each rating confirmed or changed, the summary written."""

from django.db import transaction
from django.db.models import F

from compliance import policies, risk
from compliance.states import ReportState
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from surveys.states import UNMET, Rating


def held_for(report, by):
    """The report, held, when it is this person's to assess now."""
    report = hold(report)
    if report.case.closed_to(by) or not policies.may_assess(report, by):
        raise NotAllowed("Ratings are assessed by the reviewer of this report.")
    if report.state != ReportState.IN_REVIEW:
        raise OutOfDate("The report is not in review now. Open the page again to see where it stands.")
    return report


def assess(finding, *, by, rating, reason="", requirement="", commendation="", likelihood="", scope=""):
    """Confirm the surveyor's rating or change it with a reason; an unmet standard gets its requirement."""
    with transaction.atomic():
        report = held_for(finding.report, by)
        finding = report.findings.get(pk=finding.pk)
        finding.assessed, finding.reason, finding.commendation = rating, reason.strip(), commendation.strip()
        finding.requirement = requirement.strip() if rating in UNMET else ""
        place(finding, likelihood, scope)
        if problems := faults(finding):
            raise NotReady(*problems)
        finding.save(
            update_fields=["assessed", "reason", "requirement", "commendation", "likelihood", "scope"],
        )
    return finding


def place(finding, likelihood, scope) -> None:
    """Where it lies on the risk grid: as the reviewer says, else as it lay, else as the ratings suggest."""
    if finding.assessed not in UNMET:
        finding.likelihood = finding.scope = ""
        return
    finding.likelihood, finding.scope = likelihood or finding.likelihood, scope or finding.scope
    if not (finding.likelihood and finding.scope):
        others = finding.report.findings.filter(standard=finding.standard_id).exclude(pk=finding.pk)
        risk.suggest([finding, *others])


def faults(finding) -> list[str]:
    """What an assessment still lacks."""
    problems = []
    if finding.assessed not in Rating.values or finding.assessed == Rating.NOT_ASSESSED:
        problems.append("Rating: choose met, partially met, not met or not applicable.")
    if finding.assessed != finding.surveyed and not finding.reason:
        problems.append("Reason: say why you rate this otherwise than the surveyor.")
    if finding.assessed in UNMET and not finding.requirement:
        problems.append("Requirement: say what the practice has to show.")
    return problems


def confirm_the_rest(report, *, by) -> int:
    """Confirm every rating that was not looked at one by one, as the surveyor gave it."""
    with transaction.atomic():
        report = held_for(report, by)
        rest = report.findings.unassessed().exclude(surveyed=Rating.NOT_ASSESSED)
        return rest.update(assessed=F("surveyed"))


def summarize(report, *, by, summary, misrepresentation=False):
    """What the practice reads first; and whether it knowingly stated what was not so."""
    with transaction.atomic():
        report = held_for(report, by)
        report.summary, report.misrepresentation = summary.strip(), misrepresentation
        report.save(update_fields=["summary", "misrepresentation"])
    return report
