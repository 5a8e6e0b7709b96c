"""The certification: three years, a number, the sites it covers, and who may know of it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from compliance import policies, readiness
from compliance.states import IN_FORCE, OVER, CertificationState
from qcp import clock
from qcp.accounts.models import Role
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .visibility import of_the_practice, open_to

STATE = CertificationState


class CertificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The practice and the office; the public reads the register and the check page instead."""
        rows = open_to(self, user)
        match getattr(user, "role", None):
            case Role.STAFF | Role.MANAGER:
                return rows
            case Role.PRACTICE:
                return rows.filter(of_the_practice(user, "practice"))
        return rows.none()

    def in_force(self):
        return self.filter(state__in=IN_FORCE)

    def to_celebrate(self):
        """In force, the practice agreed, and nobody has done it yet."""
        return self.in_force().filter(celebrate=True, celebrated_on=None)

    def for_list(self):
        return self.select_related("practice", "application")


class Certification(WorkflowModel):
    """Its facts never change; what changes is the state, and with it what the register and the check page say."""

    slug = "certification"
    actions = "compliance.actions.certifications"

    state = FSMField(choices=STATE.choices, default=STATE.ACTIVE, protected=True)
    number = models.CharField(max_length=20, unique=True, editable=False)
    practice = models.ForeignKey("practices.Practice", on_delete=models.PROTECT, related_name="certifications")
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="certification"
    )
    renews = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="renewed_by")
    awarded_on = models.DateField(editable=False)
    starts_on = models.DateField(editable=False)
    expires_on = models.DateField(editable=False, help_text="The last day in force.")
    ended_on = models.DateField(null=True, editable=False)
    listed = models.BooleanField(default=False, help_text="The practice asked to be in the public register.")
    celebrate = models.BooleanField(default=False, help_text="The practice agreed to be celebrated in public.")
    celebrated_on = models.DateField(null=True, blank=True)

    objects = CertificationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATE.values), name="compliance_certification_known_state"),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("starts_on"), starts_on__gte=F("awarded_on")) | Q(renews__isnull=False),
                name="compliance_certification_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OVER, ended_on__isnull=False) | Q(state__in=IN_FORCE, ended_on__isnull=True),
                name="compliance_certification_over_has_its_date",
            ),
            models.UniqueConstraint(
                fields=["practice"], condition=Q(state__in=IN_FORCE), name="compliance_certification_one_in_force"
            ),
        ]

    def __str__(self):
        return f"Certification {self.number} of {self.practice}"

    @transition(
        "state",
        source=[STATE.ACTIVE],
        target=STATE.IN_GRACE,
        permission=policies.nobody,
        conditions=[readiness.term_over, readiness.recertification_pending],
        custom=move("Enter the grace period", "system", system=True),
    )
    def enter_grace(self): ...

    @transition(
        "state",
        source=list(IN_FORCE),
        target=STATE.EXPIRED,
        permission=policies.nobody,
        conditions=[readiness.term_over, readiness.no_grace_left],
        custom=move("Expire", "system", system=True, policy="Program overview: three-year certification"),
    )
    def expire(self):
        self.ended_on = clock.today()

    @transition(
        "state",
        source=list(IN_FORCE),
        target=STATE.RENEWED,
        permission=policies.nobody,
        custom=move("Renew", "system", system=True),
    )
    def renew(self):
        self.ended_on = clock.today()

    @transition(
        "state",
        source=list(IN_FORCE),
        target=STATE.SURRENDERED,
        permission=policies.may_sign_for,
        custom=move("Surrender the certification", "signatory"),
    )
    def surrender(self):
        self.ended_on = clock.today()

    @transition(
        "state",
        source=list(IN_FORCE),
        target=STATE.REVOKED,
        permission=policies.nobody,
        custom=move("Revoke", "system", system=True, policy="Certification Policies: revocation procedure"),
    )
    def revoke(self):
        self.ended_on = clock.today()

    @transition(
        "state",
        source=list(IN_FORCE),
        target=STATE.ENDED,
        permission=policies.may_run,
        conditions=[readiness.no_site_retained],
        custom=move("End because no site retains it", "staff", reason=True, policy="Mergers and Acquisitions"),
    )
    def end_by_change(self):
        self.ended_on = clock.today()

    @property
    def in_force(self) -> bool:
        return self.state in IN_FORCE

    @property
    def in_effect_from(self):
        """A renewal takes over on the day of its award, although its term is counted from the old expiry."""
        return min(self.awarded_on, self.starts_on)

    def get_absolute_url(self):
        return reverse("compliance:certification", args=[self.pk])

    def page_for(self, move: str) -> str:
        """Giving it back asks once more."""
        return reverse("compliance:surrender", args=[self.pk]) if move == "surrender" else ""

    def get_check_url(self):
        """The public page that the QR code leads to."""
        return reverse("compliance:verify", args=[self.number])

    def people(self, role):
        return self.application.people(role)


class CertificationHistory(History):
    subject = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class CertifiedSite(models.Model):
    """A location that the certification covers, as it was named at the award."""

    certification = models.ForeignKey(Certification, on_delete=models.CASCADE, related_name="sites")
    site = models.ForeignKey("practices.Site", on_delete=models.PROTECT, related_name="certified")
    name = models.CharField(max_length=200)
    street = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=2)
    zip = models.CharField(max_length=10)
    until_on = models.DateField(null=True, editable=False, help_text="The last day covered, when it left earlier.")

    class Meta:
        ordering = ["state", "city", "name"]
        constraints = [
            models.UniqueConstraint(fields=["certification", "site"], name="compliance_certifiedsite_once"),
        ]

    def __str__(self):
        return f"{self.name}, {self.city}, {self.state}"
