"""The appeal against a denial or a lapse: filed in time, heard by a panel, decided by its majority."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from compliance import policies, readiness
from compliance.states import APPEAL_DECIDED, APPEAL_GOES_ON, AppealGround, AppealState, AppealVerdict, Remedy
from qcp import clock
from qcp.access import confidential
from qcp.accounts.models import OFFICE, Role, User
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .visibility import of_the_practice, open_to

STATE = AppealState
POLICY = "Certification Policies: appeal of a denial"


class AppealQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who signs for the practice, and the people named on the appeal; nobody else of the office or the council."""
        rows = open_to(self, user).exclude(application__case__recusals__user=user.pk)
        match getattr(user, "role", None):
            case Role.STAFF | Role.MANAGER:
                return rows.filter(confidential.open_to(user, *confidential.OFFICE_CAPACITIES))
            case Role.COUNCIL:
                return rows.filter(confidential.open_to(user, "panel"))
            case Role.PRACTICE:
                signing = user.memberships.filter(ended_at=None, role="signatory").values("practice")
                return rows.filter(of_the_practice(user), application__practice__in=signing)
        return rows.none()

    def for_list(self):
        return self.select_related("case", "application__practice", "denial", "filed_by")


class Appeal(WorkflowModel):
    """One per denial or lapse: `against` is the move of the application that ended it. Its case is its own."""

    slug = "appeal"
    actions = "compliance.actions.appeals"
    open_to_the_named = True  # being of the office is not enough

    state = FSMField(choices=STATE.choices, default=STATE.FILED, protected=True)
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="appeals")
    against = models.PositiveIntegerField(editable=False, help_text="Number of the application's move.")
    denial = models.ForeignKey(
        "compliance.Decision",
        null=True,
        on_delete=models.PROTECT,
        related_name="appeals",
        help_text="None when the application lapsed.",
    )
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_on = models.DateField(default=clock.today, editable=False)
    last_day = models.DateField(null=True, editable=False, help_text="None: the denial was not delivered yet.")
    statement = models.TextField()
    panel_named_on = models.DateField(null=True, editable=False)
    hearing_on = models.DateField(null=True, blank=True)
    hearing_place = models.CharField("place of the hearing", max_length=200, blank=True)
    hearing_waived = models.BooleanField(default=False, editable=False)
    heard_on = models.DateField(null=True, editable=False)
    record = models.TextField(blank=True, help_text="What was said at the hearing, or how it was waived.")
    remedy = models.CharField(max_length=10, choices=Remedy.choices, blank=True, editable=False)
    final_deadline = models.DateField(null=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATE.values), name="compliance_appeal_known_state"),
            models.UniqueConstraint(fields=["application", "against"], name="compliance_appeal_one_per_denial"),
            models.CheckConstraint(
                condition=Q(state__in=APPEAL_DECIDED, decided_on__isnull=False)
                | (~Q(state__in=APPEAL_DECIDED) & Q(decided_on=None)),
                name="compliance_appeal_decided_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(STATE.FILED, STATE.REFUSED_LATE, STATE.WITHDRAWN))
                | Q(panel_named_on__isnull=False),
                name="compliance_appeal_panel_before_the_rest",
            ),
            models.CheckConstraint(
                condition=Q(state=STATE.OVERTURNED, final_deadline__isnull=False, remedy__in=Remedy.values)
                | (~Q(state=STATE.OVERTURNED) & Q(remedy="", final_deadline=None)),
                name="compliance_appeal_overturned_says_what_follows",
            ),
        ]

    def __str__(self):
        return f"Appeal of {self.practice} on {self.application.reference}"

    @transition(
        "state",
        source=[STATE.FILED],
        target=STATE.REFUSED_LATE,
        permission=policies.nobody,
        conditions=[readiness.filed_after_the_last_day],
        custom=move("Refuse as late", "system", system=True, policy=POLICY),
    )
    def refuse_late(self): ...

    @transition(
        "state",
        source=[STATE.FILED],
        target=STATE.PANEL_NAMED,
        permission=policies.may_run_case,
        conditions=[readiness.panel_complete],
        custom=move("Name the panel", "staff", policy=POLICY),
    )
    def name_panel(self):
        self.panel_named_on = clock.today()

    @transition(
        "state",
        source=[STATE.PANEL_NAMED],
        target=STATE.HEARD,
        permission=policies.may_run_case,
        conditions=[readiness.panel_complete, readiness.hearing_settled, readiness.hearing_recorded],
        custom=move("Record the hearing", "staff", policy=POLICY),
    )
    def hear(self, *, on, waived, record):
        self.heard_on, self.hearing_waived, self.record = on, waived, record.strip()

    @transition(
        "state",
        source=[STATE.HEARD],
        target=STATE.UPHELD,
        permission=policies.may_sit,
        conditions=[readiness.majority_upholds],
        custom=move("Close: the denial is upheld", "panel", policy=POLICY),
    )
    def uphold(self):
        self.decided_on = clock.today()

    @transition(
        "state",
        source=[STATE.HEARD],
        target=STATE.OVERTURNED,
        permission=policies.may_sit,
        conditions=[readiness.majority_overturns, readiness.remedy_can_follow],
        custom=move("Close: the denial is overturned", "panel", policy=POLICY),
    )
    def overturn(self):
        self.remedy, self.final_deadline = self.outcome_of_votes()
        self.decided_on = clock.today()

    @transition(
        "state",
        source=[STATE.FILED, STATE.PANEL_NAMED],
        target=STATE.WITHDRAWN,
        permission=policies.may_act_on_appeal,
        custom=move("Withdraw the appeal", "signatory"),
    )
    def withdraw(self): ...

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def is_late(self) -> bool:
        return self.last_day is not None and self.filed_on > self.last_day

    leads = (Role.MANAGER, Role.STAFF)  # who may lead it, in this order

    @property
    def about(self) -> str:
        """All that somebody reads who has not answered about conflicts yet."""
        return f"{self.practice}, {self.practice.place}"

    @property
    def is_over(self) -> bool:
        return self.state not in APPEAL_GOES_ON

    @property
    def takes_a_panel(self) -> bool:
        return not self.is_over

    def has_voted(self, user) -> bool:
        return self.votes.filter(member=user).exists()

    def cases_behind(self) -> list:
        """The cases that close together with this one."""
        return [self.application.case]

    def all_cases(self) -> list:
        return [self.case, *self.cases_behind()]

    def closed_elsewhere(self, user) -> bool:
        """Who stepped off the application's case has nothing to do with its appeal either."""
        return self.application.case.closed_to(user)

    def votes_that_count(self):
        """Those of members who still sit on the panel."""
        seated = self.case.named.cleared().filter(capacity="panel").values("user")
        return list(self.votes.filter(member__in=seated).select_related("member"))

    def outcome_of_votes(self):
        """What the majority orders: an award only when all of it wants one, and the latest of its final deadlines."""
        votes = [vote for vote in self.votes_that_count() if vote.verdict == AppealVerdict.OVERTURN]
        award = all(vote.remedy == Remedy.AWARD for vote in votes)
        return Remedy.AWARD if award else Remedy.REOPEN, max(vote.final_deadline for vote in votes)

    def get_absolute_url(self):
        return reverse("compliance:appeal", args=[self.pk])

    def page_for(self, move: str) -> str:
        """A hearing is recorded, and a withdrawal confirmed, on pages of their own."""
        pages = {"hear": "compliance:appeal_hearing", "withdraw": "compliance:appeal_withdraw"}
        return reverse(pages[move], args=[self.pk]) if move in pages else ""

    def people(self, role):
        """'office' and 'panel' are the people named and cleared; 'staff' and 'manager' are those of the office."""
        named = self.case.named.cleared()
        if role in ("office", "staff", "manager"):
            return User.objects.filter(pk__in=named.exclude(capacity="panel").values("user"), role__in=OFFICE)
        if role == "panel":
            return User.objects.filter(pk__in=named.filter(capacity="panel").values("user"), is_active=True)
        return self.practice.people(role) if role == "signatory" else User.objects.none()


class AppealHistory(History):
    subject = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class AppealGroundNamed(models.Model):
    """One of the grounds on which an appeal rests."""

    append_only = True

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="grounds")
    ground = models.CharField(max_length=20, choices=AppealGround.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "ground"], name="compliance_appealground_named_once"),
            models.CheckConstraint(
                condition=Q(ground__in=AppealGround.values), name="compliance_appealground_known_ground"
            ),
        ]

    def __str__(self):
        return self.get_ground_display()


class AppealVote(models.Model):
    """What one member of the panel decided, and why. A vote stands; it counts while its member sits on the panel."""

    append_only = True

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=AppealVerdict.choices)
    remedy = models.CharField(max_length=10, choices=Remedy.choices, blank=True)
    final_deadline = models.DateField(null=True)
    reasons = models.TextField()
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "member"], name="compliance_appealvote_one_per_member"),
            models.CheckConstraint(condition=~Q(reasons=""), name="compliance_appealvote_has_reasons"),
            models.CheckConstraint(
                condition=Q(verdict=AppealVerdict.UPHOLD, remedy="", final_deadline=None)
                | Q(verdict=AppealVerdict.OVERTURN, remedy__in=Remedy.values, final_deadline__isnull=False),
                name="compliance_appealvote_overturning_says_what_follows",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_verdict_display()}"
