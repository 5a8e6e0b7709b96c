"""A plan's item: how one requirement will be met, and the reviewer's verdict on it, round by round."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from compliance import rounds
from compliance.states import Stage, Verdict
from qcp import clock

ANSWERS = {
    "root_cause": "what the cause was",
    "action": "what will be done",
    "owner": "who is responsible",
    "target_on": "by when",
    "measure": "how success is measured",
}


class PlanItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An item is seen by whoever sees its plan."""
        plans = self.model._meta.get_field("plan").related_model.objects.visible_to(user)
        return self.filter(plan__in=plans.values("pk"))

    def for_list(self):
        """With everything that a list of items says of each: verdicts, rounds, files."""
        return self.select_related(
            "requirement__standard", "requirement__site", "plan", "edited_by", "continues"
        ).prefetch_related("verdicts", "rounds", "proofs__file__uploaded_by")


class PlanItem(models.Model):
    """Saved as far as it is written; the plan can be sent once every answer is there."""

    actions = "compliance.actions.items"  # told when the check of an evidence file has ended

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey("compliance.ActionPlan", on_delete=models.CASCADE, related_name="items")
    requirement = models.ForeignKey("compliance.Requirement", on_delete=models.PROTECT, related_name="items")
    root_cause = models.TextField("root cause", blank=True)
    action = models.TextField("corrective action", blank=True)
    owner = models.CharField("responsible person", max_length=120, blank=True)
    target_on = models.DateField("target date", null=True, blank=True)
    measure = models.TextField("measure of success", blank=True)
    explanation = models.TextField("about the evidence", blank=True)
    continues = models.OneToOneField(
        "self",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="continued_by",
        help_text="The item of the same requirement before the report was corrected.",
    )
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="Times it was saved.")
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["requirement__number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "requirement"], name="compliance_planitem_once_per_plan"),
        ]

    def __str__(self):
        return f"{self.requirement.number} of {self.plan}"

    def get_absolute_url(self):
        return reverse("compliance:item", args=[self.pk])

    @property
    def case(self):
        return self.plan.case

    @property
    def case_id(self):
        return self.plan.case_id

    @property
    def practice_id(self):
        return self.plan.practice_id

    def people(self, role):
        return self.plan.people(role)

    def unanswered(self) -> list[str]:
        """The questions still open, in words."""
        return [words for name, words in ANSWERS.items() if not getattr(self, name)]

    def verdict(self, stage=None, number=None):
        """The verdict that counts: acceptance lasts, a return is for its round only. None: not judged yet."""
        stage = stage or self.plan.stage
        number = number or (self.plan.plan_round if stage == Stage.PLAN else self.plan.evidence_round)
        given = [v for v in self.verdicts.all() if v.stage == stage]
        latest = max(given, key=lambda v: v.round, default=None)
        if latest and (latest.verdict == Verdict.ACCEPTED or latest.round == number):
            return latest
        return None

    def evidence(self) -> list:
        """The files cited for this item, with where their check stands."""
        return [proof for proof in self.proofs.all() if proof.stands]

    def changed_fields(self) -> list[str]:
        """What the present round says differently from the one before, by the names of the fields."""
        return rounds.changed_since(self, self.plan.stage)

    def accepted(self, stage=None) -> bool:
        found = self.verdict(stage)
        return found is not None and found.verdict == Verdict.ACCEPTED


class ItemVerdict(models.Model):
    """What the reviewer said of one item in one round of one stage; a return says why."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="verdicts")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    round = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["stage", "round"]
        constraints = [
            models.UniqueConstraint(fields=["item", "stage", "round"], name="compliance_itemverdict_one_per_round"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(reason=""), name="compliance_itemverdict_return_has_reason"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="compliance_itemverdict_known_stage"),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} round {self.round}: {self.get_verdict_display()}"
