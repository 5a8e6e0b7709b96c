"""A change of the practice as an organisation: what differs, and what becomes of each site's certified status."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from qcp import clock
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .. import changes, policies
from ..states import OPEN_CHANGE, ChangeKind, ChangeState, SiteFate
from .practice import Practice
from .site import Site

State = ChangeState
CLOSED = (State.DETERMINED, State.WITHDRAWN)


class OrganisationChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the practice, but for those who stepped off the case."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(practice__in=Practice.objects.visible_to(user)).exclude(case__recusals__user=user)

    def open(self):
        return self.filter(state__in=OPEN_CHANGE)

    def for_list(self):
        related = self.select_related("practice", "reported_by", "case")
        return related.prefetch_related("facts").order_by("-happened_on", "-opened_at")


class OrganisationChange(WorkflowModel):
    """`happened_on` is the day of the transaction; `due_on` the last day on which a report of it is in time."""

    Kind, State = ChangeKind, ChangeState
    slug = "organisation-change"
    actions = "practices.actions.organisation_change"

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="changes")
    state = FSMField(choices=State.choices, default=State.REPORTED, protected=True)
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    happened_on = models.DateField("day of the transaction")
    account = models.TextField("in your own words", max_length=4000)
    reported_on = models.DateField(default=clock.today, editable=False)
    due_on = models.DateField(editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    opened_by_office = models.BooleanField(default=False, editable=False, help_text="Nobody had reported it.")
    closing = models.ForeignKey(Site, null=True, editable=False, on_delete=models.PROTECT, related_name="closings")
    new_entity = models.BooleanField(
        null=True, editable=False, help_text="Another legal entity: the agreements are signed anew."
    )
    closed_on = models.DateField(null=True, editable=False)

    objects = OrganisationChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="practices_orgchange_known_state"),
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="practices_orgchange_known_kind"),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_on__isnull=False) | Q(state__in=OPEN_CHANGE, closed_on=None),
                name="practices_orgchange_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DETERMINED, new_entity__isnull=False)
                | (~Q(state=State.DETERMINED) & Q(new_entity=None)),
                name="practices_orgchange_entity_is_determined",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.SITE_CLOSED, closing__isnull=False)
                | (~Q(kind=ChangeKind.SITE_CLOSED) & Q(closing=None)),
                name="practices_orgchange_closing_names_its_site",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.practice}, {self.happened_on:%B %-d, %Y}"

    @transition(
        "state",
        source=State.REPORTED,
        target=State.IN_REVIEW,
        permission=policies.may_review_change,
        custom=move("Take it up", "staff", policy=changes.POLICY),
    )
    def take_up(self): ...

    @transition(
        "state",
        source=State.IN_REVIEW,
        target=State.DETERMINED,
        permission=policies.may_review_change,
        conditions=[changes.every_site_is_determined, changes.it_still_fits_the_file],
        custom=move("Determine what follows", "staff", reason=True, policy=changes.POLICY),
    )
    def determine(self, *, outcomes, new_entity):
        self.new_entity, self.closed_on = new_entity, clock.today()

    @transition(
        "state",
        source=list(OPEN_CHANGE),
        target=State.WITHDRAWN,
        permission=policies.may_withdraw_change,
        conditions=[changes.reported_by_the_practice],
        custom=move("Withdraw: it did not happen", "signatory"),
    )
    def withdraw(self):
        self.closed_on = clock.today()

    @property
    def is_late(self) -> bool:
        """Reported after the last day in time."""
        return self.reported_on > self.due_on

    @property
    def explanation(self) -> str:
        return changes.explanation(self.happened_on)

    @property
    def shown_facts(self) -> list:
        return list(self.facts.all())

    def fact(self, name: str) -> str:
        """What was reported as the value after, or nothing."""
        return next((fact.after for fact in self.facts.all() if fact.name == name), "")

    def sites_to_determine(self) -> dict[str, object]:
        """Key -> site: every open site, and one that only this change brings."""
        found = {str(site.pk): site for site in self.practice.open_sites()}
        return found | ({changes.NEW: self.fact("site_name")} if self.kind == ChangeKind.SITE_ADDED else {})

    def get_absolute_url(self):
        return reverse("practices:change", args=[self.pk])

    def page_for(self, move: str) -> str:
        """The office says at the desk what becomes of each site, and sees first what will follow."""
        return reverse("admin:practices_organisationchange_move", args=[self.pk, move]) if move == "determine" else ""

    def people(self, role: str):
        return self.practice.people(role)


class OrganisationChangeHistory(History):
    subject = models.ForeignKey(OrganisationChange, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class ChangedFact(models.Model):
    """One difference as it was reported: before and after."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    change = models.ForeignKey(OrganisationChange, on_delete=models.PROTECT, related_name="facts")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    before = models.CharField(max_length=400, blank=True)
    after = models.CharField(max_length=400)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["change", "position"], name="practices_changedfact_one_per_place")
        ]

    def __str__(self):
        return f"{self.label}: {self.before or 'nothing'} → {self.after}"


class SiteOutcomeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the change."""
        return self.filter(change__in=OrganisationChange.objects.visible_to(user))

    def to_survey(self):
        """A new survey was asked for and has not settled the matter yet."""
        return self.filter(outcome=SiteFate.NEW_SURVEY, settled_as="")

    def for_list(self):
        return self.select_related("change__practice", "site", "settled_by").order_by("change__closed_on", "site__name")


class SiteOutcome(models.Model):
    """What the office determined of one site. `settled_as`: what a new survey, where one was needed, has shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    change = models.ForeignKey(OrganisationChange, on_delete=models.PROTECT, related_name="outcomes")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=20, choices=SiteFate.choices)
    settled_as = models.CharField(max_length=20, choices=SiteFate.choices, blank=True, editable=False)
    settled_on = models.DateField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    settled_note = models.TextField(blank=True, editable=False)

    objects = SiteOutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["site__name"]
        constraints = [
            models.UniqueConstraint(fields=["change", "site"], name="practices_siteoutcome_once_per_site"),
            models.CheckConstraint(
                condition=Q(outcome__in=SiteFate.values), name="practices_siteoutcome_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(settled_as="", settled_on=None, settled_by=None)
                | Q(
                    outcome=SiteFate.NEW_SURVEY,
                    settled_as__in=(SiteFate.RETAINED, SiteFate.LOST),
                    settled_on__isnull=False,
                    settled_by__isnull=False,
                ),
                name="practices_siteoutcome_settled_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.site}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return self.change.get_absolute_url()

    @property
    def case(self):
        return self.change.case

    @property
    def case_id(self):
        return self.change.case_id

    @property
    def practice_id(self):
        return self.change.practice_id

    def people(self, role: str):
        return self.change.people(role)
