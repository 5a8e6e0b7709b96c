"""What of reports, plans, decisions and certifications waits for whom."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from applications.states import PENDING
from compliance import attesting
from compliance.models import (
    ActionPlan,
    Appeal,
    Attestation,
    Certification,
    Decision,
    PlaqueOrder,
    Report,
    Revocation,
    StatusEvent,
)
from compliance.queries import missing
from compliance.queries.beginnings import to_begin
from compliance.states import (
    PUBLISHED,
    REVOCATION_OVER,
    UNDER_REVIEW,
    WITH_PRACTICE,
    AppealState,
    DecisionState,
    ReportState,
    RevocationState,
)
from qcp import clock
from qcp.access.models import ConflictQuestion, Recusal
from qcp.accounts.models import OFFICE, Role
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_months
from qcp.deadlines.models import Deadline
from qcp.web.queues import Line, Queue, Shelf


def webhooks_to_mend(user):
    return StatusEvent.objects.needing_a_hand().for_list()


def mend_line(event) -> Line:
    desk = reverse("admin:compliance_statusevent_change", args=[event.pk])
    return Line(str(event), desk, event.last_error or event.get_delivery_display())


def to_send(user):
    """Drafts: a reviewer is to be named, or has answered and the report can go."""
    drafts = Report.objects.visible_to(user).filter(state=ReportState.DRAFT, application__state__in=PENDING)
    asked = ConflictQuestion.objects.filter(
        subject_id=OuterRef("pk"), capacity="reviewer", asked_of=OuterRef("reviewer"), withdrawn_at=None, answer=""
    )
    return drafts.exclude(Exists(asked)).for_list().order_by("number")


def without_reviewer(user):
    """Reports whose reviewer stepped off while something is still to be assessed."""
    off = Recusal.objects.filter(case=OuterRef("case"), user=OuterRef("reviewer"))
    waiting = Q(state=ReportState.IN_REVIEW) | Q(state=ReportState.ISSUED, plans__state__in=UNDER_REVIEW)
    waiting &= Q(application__state__in=PENDING)
    return Report.objects.visible_to(user).filter(Exists(off), waiting).distinct().for_list().order_by("number")


def to_assess(user):
    open_ones = Report.objects.visible_to(user).filter(application__state__in=PENDING)
    return open_ones.filter(state=ReportState.IN_REVIEW, reviewer=user).for_list().order_by("number")


def to_judge(user):
    plans = ActionPlan.objects.visible_to(user).filter(state__in=UNDER_REVIEW, report__reviewer=user)
    return plans.for_list().order_by("report__number")


def to_decide_anew(user):
    """Sent back, and nothing proposed since although the application is still open."""
    since = Decision.objects.filter(application=OuterRef("application"), opened_at__gt=OuterRef("opened_at"))
    back = Decision.objects.visible_to(user).filter(state=DecisionState.RETURNED)
    back = back.filter(Q(report__reviewer=user) | Q(report=None, proposer=user))
    return back.filter(~Exists(since), application__state__in=PENDING).for_list().order_by("opened_at")


def to_release(user):
    proposed = Decision.objects.visible_to(user).proposed().exclude(proposer=user)
    return proposed.for_list().order_by("opened_at")


def to_celebrate(user):
    return Certification.objects.visible_to(user).to_celebrate().for_list().order_by("awarded_on")


def plaques_to_send(user):
    return PlaqueOrder.objects.visible_to(user).to_send().for_list()


def plaque_line(order) -> Line:
    desk = reverse("admin:compliance_plaqueorder_change", args=[order.pk])
    return Line(f"{order}, {order.certification.practice}", desk, order.stage.label)


def attestations_to_sign(user):
    """Asked for and not signed yet; nothing while the program does not ask."""
    if not attesting.is_on():
        return Certification.objects.none()
    asked = Deadline.objects.running().filter(kind=Kind.ANNIVERSARY_ATTESTATION, subject_id=OuterRef("pk"))
    return Certification.objects.visible_to(user).filter(Exists(asked)).for_list().order_by("starts_on", "number")


def attestations_overdue(user):
    late = Deadline.objects.running().filter(
        kind=Kind.ANNIVERSARY_ATTESTATION, subject_id=OuterRef("pk"), due_on__lt=clock.today()
    )
    return attestations_to_sign(user).filter(Exists(late))


def attestation_line(certification) -> Line:
    return Line(f"{certification}", reverse("compliance:attestation", args=[certification.pk]), "Sign the attestation.")


def attestations_to_read(user):
    rows = Attestation.objects.visible_to(user) if attesting.is_on() else Attestation.objects.none()
    return rows.to_read().for_list().order_by("signed_at")


def appeals_to_run(user):
    going_on = Appeal.objects.visible_to(user).filter(state__in=(AppealState.FILED, AppealState.PANEL_NAMED))
    return going_on.for_list().order_by("filed_on", "opened_at")


def appeals_to_vote_on(user):
    heard = Appeal.objects.visible_to(user).filter(state=AppealState.HEARD)
    return heard.exclude(votes__member=user).for_list().order_by("filed_on", "opened_at")


def appeals(user):
    return Appeal.objects.visible_to(user).for_list()


def cases_to_lead(user):
    going_on = Revocation.objects.visible_to(user).exclude(state__in=REVOCATION_OVER)
    return going_on.for_list().order_by("opened_at")


def notices_to_answer(user):
    served = Revocation.objects.visible_to(user).filter(state=RevocationState.NOTICE_SERVED, responses=None)
    return served.for_list().order_by("served_on")


def cases(user):
    return Revocation.objects.visible_to(user).for_list()


def plans_to_write(user):
    plans = ActionPlan.objects.visible_to(user).filter(state__in=WITH_PRACTICE)
    return plans.for_list().order_by("report__number")


def issued(user):
    return Report.objects.visible_to(user).filter(state__in=PUBLISHED).for_list()


def reviewed(user):
    return Report.objects.visible_to(user).for_list()


def certifications(user):
    return Certification.objects.visible_to(user).for_list()


def decided(user):
    return Decision.objects.visible_to(user).filter(state=DecisionState.RELEASED).for_list()


def in_force(user):
    return Certification.objects.visible_to(user).in_force().for_list().order_by("expires_on", "number")


def expiring_within(rows, months: str):
    return rows.filter(expires_on__lte=add_months(clock.today(), int(months)))


def expiry_line(certification) -> Line:
    desk = reverse("admin:compliance_certification_change", args=[certification.pk])
    return Line(f"{certification}", desk, certification.practice.legal_name)


def practice_line(practice) -> Line:
    return Line(str(practice), practice.get_absolute_url(), practice.place)


def state_line(row) -> Line:
    return Line(str(row), row.get_absolute_url(), row.get_state_display())


def beginning_line(practice) -> Line:
    if practice.may_apply:
        text = "The scores support it. Somebody must have attended the webinar."
        return Line(f"Open an application for {practice}", reverse("applications:open", args=[practice.pk]), text)
    text = "A qualifying score opens the way to an application."
    return Line(f"Enter the QOPI scores of {practice}", reverse("practices:scores", args=[practice.pk]), text)


def desk_line(model: str):
    return lambda row: Line(str(row), f"/admin/compliance/{model}/{row.pk}/change/", row.get_state_display())


QUEUES = [
    Queue("compliance.webhooks", "Changes a recipient did not take", OFFICE, webhooks_to_mend, mend_line, quiet=True),
    Queue("compliance.to-begin", "What your practice can begin", Role.PRACTICE, to_begin, beginning_line, quiet=True),
    Queue("compliance.to-send", "Reports to send to the committee", OFFICE, to_send, desk_line("report")),
    Queue("compliance.without-reviewer", "Reports whose reviewer stepped off", OFFICE, without_reviewer,
          desk_line("report"), quiet=True),
    Queue("compliance.to-celebrate", "Practices to celebrate", OFFICE, to_celebrate,
          desk_line("certification"), quiet=True),
    Queue("compliance.plaques", "Plaques to send", OFFICE, plaques_to_send, plaque_line, quiet=True),
    Queue("compliance.attestations-to-read", "Attestations in which something differs", OFFICE, attestations_to_read,
          quiet=True),
    Queue("compliance.attestations-overdue", "Attestations that are overdue", OFFICE, attestations_overdue,
          attestation_line, quiet=True, clock=Kind.ANNIVERSARY_ATTESTATION),
    Queue("compliance.attestations", "Attestations to sign", Role.PRACTICE, attestations_to_sign, attestation_line,
          quiet=True, clock=Kind.ANNIVERSARY_ATTESTATION),
    Queue("compliance.to-release", "Decisions to release", Role.MANAGER, to_release, state_line),
    Queue("compliance.to-assess", "Reports to assess", Role.REVIEWER, to_assess, state_line),
    Queue("compliance.to-judge", "Action plans to judge", Role.REVIEWER, to_judge, state_line),
    Queue("compliance.to-decide", "Decisions to propose anew", (Role.REVIEWER, *OFFICE), to_decide_anew,
          state_line, quiet=True),
    Queue("compliance.appeals-to-run", "Appeals that you lead", OFFICE, appeals_to_run, state_line, quiet=True),
    Queue("compliance.appeals-to-vote", "Appeals to vote on", Role.COUNCIL, appeals_to_vote_on, state_line),
    Queue("compliance.cases", "Confidential cases", OFFICE, cases_to_lead, state_line, quiet=True),
    Queue("compliance.notices", "Notices to answer", Role.PRACTICE, notices_to_answer, state_line, quiet=True),
    Queue("compliance.to-write", "Action plans to write or to prove", Role.PRACTICE, plans_to_write,
          state_line, quiet=True),
]  # fmt: skip

FIGURES = [
    Queue("compliance.expiring", "Certifications that expire", OFFICE, in_force, expiry_line, dated_by="expires_on",
          part=expiring_within),
    Queue("compliance.missing", "Practices that missed a standard", OFFICE, missing.practices_judged, practice_line,
          part=missing.practices_missing),
]  # fmt: skip

SHELVES = [
    Shelf("compliance.reviewed", "Reports you review", Role.REVIEWER, reviewed, state_line),
    Shelf("compliance.reports", "Your reports", Role.PRACTICE, issued, state_line, quiet=True),
    Shelf("compliance.decisions", "Decisions", Role.PRACTICE, decided, state_line, quiet=True),
    Shelf("compliance.appeals", "Appeals", (Role.PRACTICE, Role.COUNCIL, *OFFICE), appeals, state_line, quiet=True),
    Shelf("compliance.cases", "Cases", (Role.PRACTICE, Role.COUNCIL, *OFFICE), cases, state_line, quiet=True),
    Shelf("compliance.certifications", "Your certifications", Role.PRACTICE, certifications, state_line, quiet=True),
]
