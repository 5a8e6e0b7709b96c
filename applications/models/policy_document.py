"""A written policy of the practice: one file, which may serve many standards and sites, and is never overwritten."""

import re

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from applications import policies, readiness
from applications.states import CHECKED, STANDING, PolicyState
from qcp.accounts.models import Role
from qcp.documents.models import StoredFile
from qcp.workflow.models import History, WorkflowModel
from qcp.workflow.moves import move

from .application import Application
from .standards import PolicyType, Standard

# Who is shown the policies through a record of their own, which opens to them after their answer about conflicts.
READ_THROUGH = {Role.SURVEYOR: "surveys.Survey", Role.REVIEWER: "compliance.Report"}


class PolicyDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the application; and once checked, whoever surveys it or assesses its report."""
        seen = Q(application__in=Application.objects.visible_to(user))
        if label := READ_THROUGH.get(getattr(user, "role", None)):
            theirs = apps.get_model(label).objects.visible_to(user).order_by()
            seen |= Q(application__in=theirs.values("application"), state__in=CHECKED)
        return self.filter(seen)

    def for_list(self):
        covered = PolicyCitation.objects.select_related("policy_type", "standard").prefetch_related("sites")
        return self.select_related("file", "application__practice", "case", "replaced_by").prefetch_related(
            models.Prefetch("citations", covered), "removals"
        )

    def current(self):
        """Without those that a newer one has replaced, and those that the practice has taken out."""
        return self.filter(replaced_by=None).exclude(pk__in=self.removed_ids())

    def removed_ids(self):
        return apps.get_model("applications.PolicyRemoval").objects.filter(restored_at=None).values("document")

    def standing(self):
        """Current and not sent back: these count for what they cover."""
        return self.current().filter(state__in=STANDING)


class PolicyDocument(WorkflowModel):
    """`title` is what people call it; the file's own check stands in `file`. A replacement is a new row."""

    slug = "policy-document"
    actions = "applications.actions.policies"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="policy_documents")
    title = models.CharField(max_length=150)
    file = models.OneToOneField(StoredFile, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by"
    )
    revision = models.PositiveSmallIntegerField(default=1, editable=False)
    state = FSMField(choices=PolicyState.choices, default=PolicyState.QUARANTINED, protected=True)

    objects = PolicyDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PolicyState.values), name="applications_policydocument_known_state"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, revision=1) | Q(replaces__isnull=False, revision__gt=1),
                name="applications_policydocument_replacement_is_a_new_revision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=CHECKED) | Q(file__isnull=False),
                name="applications_policydocument_checked_has_file",
            ),
        ]

    def __str__(self):
        return self.title

    # --- moves ----------------------------------------------------------------------------------

    @transition(
        "state",
        source=PolicyState.QUARANTINED,
        target=PolicyState.CLEAN,
        permission=policies.nobody,
        conditions=[readiness.check_says_clean],
        custom=move("Release from quarantine", "system", system=True),
    )
    def clear(self): ...

    @transition(
        "state",
        source=PolicyState.QUARANTINED,
        target=PolicyState.REJECTED,
        permission=policies.nobody,
        conditions=[readiness.check_says_refused],
        custom=move("Refuse", "system", reason=True, system=True),
    )
    def reject(self): ...

    @transition(
        "state",
        source=PolicyState.CLEAN,
        target=PolicyState.ACCEPTED,
        permission=policies.may_judge_policy,
        conditions=[readiness.not_replaced],
        custom=move("Accept", "staff"),
    )
    def accept(self): ...

    @transition(
        "state",
        source=[PolicyState.CLEAN, PolicyState.ACCEPTED],
        target=PolicyState.RETURNED,
        permission=policies.may_judge_policy,
        conditions=[readiness.not_replaced],
        custom=move("Return to the practice", "staff", reason=True),
    )
    def return_(self): ...

    # --- what it is -----------------------------------------------------------------------------

    def get_absolute_url(self):
        return reverse("applications:policy", args=[self.pk])

    def people(self, role: str):
        """As for its application."""
        return self.application.people(role)

    @property
    def practice(self):
        return self.application.practice

    @property
    def practice_id(self):
        return self.application.practice_id

    @property
    def removal(self):
        """How it was taken out, as long as it is out."""
        return next((each for each in self.removals.all() if each.restored_at is None), None)

    @property
    def stands(self) -> bool:
        """Counts for what it covers."""
        return self.state in STANDING

    @property
    def covers(self) -> list[str]:
        """The policies it stands for, by name."""
        return list(dict.fromkeys(citation.policy_type.name for citation in self.citations.all()))

    @property
    def because(self) -> str:
        """Why it was refused or sent back; empty when it was not."""
        if self.state == PolicyState.REJECTED:
            return self.file.reason
        if self.state == PolicyState.RETURNED:
            return self.history.filter(target=PolicyState.RETURNED).latest("seq").note
        return ""


class PolicyDocumentHistory(History):
    """One line per move of a policy document."""

    subject = models.ForeignKey(PolicyDocument, on_delete=models.PROTECT, related_name="history")

    class Meta(History.Meta):
        pass


class PolicyCitation(models.Model):
    """Where in a document a policy is found: for all its standards or one, at all sites or some, on which pages."""

    document = models.ForeignKey(PolicyDocument, on_delete=models.CASCADE, related_name="citations")
    policy_type = models.ForeignKey(PolicyType, on_delete=models.PROTECT, related_name="citations")
    standard = models.ForeignKey(Standard, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    sites = models.ManyToManyField("practices.Site", blank=True, related_name="+", help_text="None means all sites.")
    pages = models.CharField(
        max_length=60, blank=True, help_text="For instance 3-5, 9. Empty means the whole document."
    )

    class Meta:
        ordering = ["policy_type__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "policy_type", "standard"], name="applications_policycitation_once_per_standard"
            ),
            models.UniqueConstraint(
                fields=["document", "policy_type"],
                condition=Q(standard=None),
                name="applications_policycitation_once_for_all",
            ),
        ]

    def __str__(self):
        pages = f", pages {self.pages}" if self.pages else ""
        return f"{self.standard or self.policy_type}{pages}"

    @property
    def first_page(self) -> int | None:
        """Where reading begins."""
        number = re.match(r"\d+", self.pages)
        return int(number[0]) if number else None

    @property
    def reading_url(self) -> str:
        """The page on which it is found, beside the standards that it is cited for."""
        address = reverse("applications:policy-read", args=[self.document_id])
        return f"{address}?page={self.first_page}#page-{self.first_page}" if self.first_page else address
