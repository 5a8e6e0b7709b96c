"""The golden thread of one standard: from what the practice claims to what was decided, and the cycle before."""

from dataclasses import dataclass, field

from django.db.models import Q

from applications.models import PolicyCitation, PolicyDocument, Standard
from applications.queries.standards import reason_for
from compliance.models import Decision, PlanItem, Report, ReportFinding
from compliance.rounds import differences
from compliance.states import PUBLISHED

from .same_standard import rows_like


@dataclass(frozen=True)
class Step:
    """A plan item with its rounds compared."""

    item: PlanItem
    rounds: list


@dataclass(frozen=True)
class Thread:
    """Everything that was said of one standard, in the order in which it happened."""

    standard: Standard
    because: str
    citations: list
    findings: list
    steps: list[Step] = field(default_factory=list)
    verified: list = field(default_factory=list)
    replaced: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    before: list = field(default_factory=list)


def thread(report, standard, reader) -> Thread:
    """As far as this reader may see each of its records."""
    application = report.application
    known = {row.pk: row for row in application.standards()}
    others = seen_findings(application, standard).exclude(report=report)
    items = PlanItem.objects.visible_to(reader).filter(plan__application=application, requirement__report=report)
    steps = items.filter(requirement__standard=standard).for_list().order_by("-plan__opened_at", "requirement__number")
    return Thread(
        standard=standard,
        because=reason_for(known.get(standard.pk, standard), known),
        citations=claims(application, standard, reader),
        findings=list(report.findings.filter(standard=standard).for_list()),
        steps=[Step(item, differences(item)) for item in steps],
        verified=list(others.filter(report__survey__kind="verification")),
        replaced=list(others.exclude(report__survey__kind="verification")),
        decisions=list(Decision.objects.visible_to(reader).filter(application=application).order_by("opened_at")),
        before=cycle_before(application, standard, reader),
    )


def claims(application, standard, reader) -> list[PolicyCitation]:
    """Where the practice's policies speak of it, in documents that the reader may open."""
    documents = PolicyDocument.objects.visible_to(reader).filter(application=application).standing()
    meant = Q(standard=standard) | Q(standard=None, policy_type=standard.policy_document_id)
    cited = PolicyCitation.objects.filter(meant, document__in=documents.values("pk"))
    return list(cited.select_related("document__file", "policy_type", "standard").prefetch_related("sites"))


def seen_findings(application, standard):
    """In the issued reports of an application."""
    rows = ReportFinding.objects.filter(report__application=application, report__state__in=PUBLISHED, standard=standard)
    return rows.select_related("report__survey", "site").order_by("report__issued_on", "report__number", "place")


def cycle_before(application, standard, reader) -> list[ReportFinding]:
    """How the same practice did under this standard when it applied before."""
    reports = Report.objects.in_force().filter(application__practice=application.practice_id)
    reports = reports.filter(application__opened_at__lt=application.opened_at).exclude(case__recusals__user=reader)
    rows = ReportFinding.objects.filter(report__in=reports.order_by().values("pk"), standard__in=rows_like(standard))
    return list(rows.select_related("report", "site", "standard").order_by("-report__issued_on", "place"))
