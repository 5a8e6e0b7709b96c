"""A revocation, from a complaint or a manager's own knowledge to a decision; open to the people named on it only."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from compliance import policies, readiness
from compliance.states import REVOCATION_OVER, UNSCREENED, Concerns, RevocationGround, RevocationState
from qcp import clock
from qcp.access import confidential
from qcp.accounts.models import OFFICE, Role, User
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .visibility import open_to

STATE = RevocationState
POLICY = "Certification Policies: revocation procedure"
BEFORE_A_PANEL = (STATE.RECEIVED, STATE.SCREENED, STATE.INVESTIGATING, STATE.NOTICE_SERVED, STATE.HEARD)
PAGES = {
    "screen": "compliance:case_screen",
    "serve_notice": "compliance:case_serve",
    "request_hearing": "compliance:case_respond",
    "hear": "compliance:case_hearing",
}


class RevocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The people named on the case, and, once the notice was served, who signs for the practice."""
        rows = open_to(self, user).exclude(certification__application__case__recusals__user=user.pk)
        match getattr(user, "role", None):
            case Role.STAFF | Role.MANAGER:
                return rows.filter(confidential.open_to(user, *confidential.OFFICE_CAPACITIES))
            case Role.COUNCIL:
                return rows.filter(confidential.open_to(user, "panel"))
            case Role.PRACTICE:
                signing = user.memberships.filter(ended_at=None, role="signatory").values("practice")
                return rows.filter(served_on__isnull=False, practice__in=signing)
        return rows.none()

    def for_list(self):
        return self.select_related("case", "practice", "certification__application__case")


class Revocation(WorkflowModel):
    """The complainant is kept in a table of their own. Until the notice is served the practice learns nothing of it."""

    slug = "revocation"
    actions = "compliance.actions.revocations"
    kept_from_practice = True  # the practice's log of who opened its records stays silent about it
    open_to_the_named = True  # being of the office is not enough
    leads = (Role.MANAGER,)

    state = FSMField(choices=STATE.choices, default=STATE.RECEIVED, protected=True)
    reference = models.CharField(max_length=12, unique=True, editable=False)
    is_complaint = models.BooleanField(editable=False, help_text="Otherwise a manager opened it.")
    named_practice = models.CharField("practice as named in the complaint", max_length=200)
    named_place = models.CharField("place as named in the complaint", max_length=200, blank=True)
    account = models.TextField("what was reported")
    practice = models.ForeignKey(
        "practices.Practice", null=True, on_delete=models.PROTECT, related_name="revocations", editable=False
    )
    certification = models.ForeignKey(
        "compliance.Certification", null=True, on_delete=models.PROTECT, related_name="revocations", editable=False
    )
    ground = models.CharField(max_length=20, choices=RevocationGround.choices, blank=True)
    concerns = models.CharField(max_length=10, choices=Concerns.choices, blank=True)
    facts = models.TextField("facts in the notice", blank=True)
    served_on = models.DateField(null=True, editable=False)
    notice_received_on = models.DateField(null=True, editable=False, help_text="First proven delivery.")
    hearing_on = models.DateField(null=True, blank=True)
    hearing_place = models.CharField("place of the hearing", max_length=200, blank=True)
    heard_on = models.DateField(null=True, editable=False)
    record = models.TextField("record of the hearing", blank=True)
    decided_on = models.DateField(null=True, editable=False)

    objects = RevocationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATE.values), name="compliance_revocation_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=UNSCREENED)
                | Q(practice__isnull=False, certification__isnull=False, ground__in=RevocationGround.values),
                name="compliance_revocation_screened_has_its_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(STATE.NOTICE_SERVED, STATE.HEARING_REQUESTED, STATE.HEARD, STATE.REVOKED))
                | (Q(served_on__isnull=False) & ~Q(facts="")),
                name="compliance_revocation_notice_before_the_rest",
            ),
            models.CheckConstraint(
                condition=~Q(state=STATE.REVOKED) | Q(notice_received_on__isnull=False),
                name="compliance_revocation_revoked_after_delivery",
            ),
            models.CheckConstraint(
                condition=Q(state__in=REVOCATION_OVER, decided_on__isnull=False)
                | (~Q(state__in=REVOCATION_OVER) & Q(decided_on=None)),
                name="compliance_revocation_decided_has_its_day",
            ),
        ]

    def __str__(self):
        return f"Case {self.reference}"

    @transition(
        "state",
        source=[STATE.RECEIVED],
        target=STATE.SCREENED,
        permission=policies.may_manage_case,
        conditions=[readiness.second_person_cleared, readiness.ground_named],
        custom=move("Screen: name the ground", "manager", policy=POLICY),
    )
    def screen(self, *, certification, ground, concerns):
        self.certification, self.practice = certification, certification.practice
        self.ground, self.concerns = ground, concerns

    @transition(
        "state",
        source=list(BEFORE_A_PANEL),
        target=STATE.DISMISSED,
        permission=policies.may_manage_case,
        custom=move("Dismiss", "manager", reason=True, policy=POLICY),
    )
    def dismiss(self):
        self.decided_on = clock.today()

    @transition(
        "state",
        source=[STATE.SCREENED],
        target=STATE.INVESTIGATING,
        permission=policies.may_manage_case,
        custom=move("Investigate, with legal hold", "manager", policy=POLICY),
    )
    def investigate(self): ...

    @transition(
        "state",
        source=[STATE.INVESTIGATING],
        target=STATE.NOTICE_SERVED,
        permission=policies.may_manage_case,
        conditions=[readiness.somebody_can_be_served, readiness.something_to_revoke, readiness.facts_written],
        custom=move("Serve the notice", "manager", policy=POLICY),
    )
    def serve_notice(self, *, facts):
        self.facts, self.served_on = facts.strip(), clock.today()

    @transition(
        "state",
        source=[STATE.NOTICE_SERVED],
        target=STATE.HEARING_REQUESTED,
        permission=policies.may_answer_notice,
        conditions=[readiness.not_answered_yet, readiness.still_in_time],
        custom=move("Respond and ask for a hearing", "signatory", policy=POLICY),
    )
    def request_hearing(self): ...

    @transition(
        "state",
        source=[STATE.HEARING_REQUESTED],
        target=STATE.HEARD,
        permission=policies.may_manage_case,
        conditions=[readiness.panel_complete, readiness.hearing_held],
        custom=move("Record the hearing", "manager", policy=POLICY),
    )
    def hear(self, *, on, record):
        self.heard_on, self.record = on, record.strip()

    @transition(
        "state",
        source=[STATE.NOTICE_SERVED, STATE.HEARD],
        target=STATE.REVOKED,
        permission=policies.may_manage_case,
        conditions=[readiness.practice_was_heard, readiness.second_person_confirmed, readiness.something_to_revoke],
        custom=move("Revoke the certification", "manager", policy=POLICY),
    )
    def revoke(self):
        self.decided_on = clock.today()

    @property
    def application(self):
        return self.certification and self.certification.application

    @property
    def about(self) -> str:
        """All that somebody reads who has not answered about conflicts yet."""
        if self.practice:
            return f"{self.practice}, {self.practice.place}"
        return ", ".join(filter(None, [self.named_practice, self.named_place]))

    @property
    def is_over(self) -> bool:
        return self.state in REVOCATION_OVER

    @property
    def takes_a_panel(self) -> bool:
        return self.state == STATE.HEARING_REQUESTED

    @property
    def proposal(self):
        """The proposal to revoke that stands, or None."""
        return self.proposals.filter(withdrawn_at=None).first()

    def has_voted(self, user) -> bool:
        return False

    def answer(self):
        """What the practice wrote in answer to the notice, or None."""
        return self.responses.first()

    def certification_in_force(self):
        """The certification concerned, or the one that renewed it; None when neither is in force."""
        found = self.certification
        while found and not found.in_force:
            found = getattr(found, "renewed_by", None)
        return found

    def cases_behind(self) -> list:
        """The cases that close together with this one."""
        return [self.application.case] if self.application else []

    def all_cases(self) -> list:
        return [self.case, *self.cases_behind()]

    def closed_elsewhere(self, user) -> bool:
        """Who stepped off the application's case has nothing to do with this one either."""
        return any(case.closed_to(user) for case in self.cases_behind())

    def get_absolute_url(self):
        return reverse("compliance:case", args=[self.pk])

    def page_for(self, move: str) -> str:
        return reverse(PAGES[move], args=[self.pk]) if move in PAGES else ""

    def people(self, role):
        """'office' and 'panel' are the people named and cleared; the practice is nobody until the notice is served."""
        named = self.case.named.cleared()
        if role in ("office", "staff", "manager"):
            return User.objects.filter(pk__in=named.exclude(capacity="panel").values("user"), role__in=OFFICE)
        if role == "panel":
            return User.objects.filter(pk__in=named.filter(capacity="panel").values("user"), is_active=True)
        served = self.served_on and role == "signatory"
        return self.practice.people(role) if served else User.objects.none()


class RevocationHistory(History):
    subject = models.ForeignKey(Revocation, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass
