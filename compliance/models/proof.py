"""The proof of an item: files with the pages that matter, and what was sent of it in each round."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from compliance.states import Stage
from qcp import clock
from qcp.documents.models import StoredFile

from .item import PlanItem


class ProofQuerySet(models.QuerySet):
    def standing(self):
        """Without what the practice has taken out again."""
        return self.filter(removed_at=None)

    def for_list(self):
        return self.select_related("file__uploaded_by", "added_by", "removed_by")


class Proof(models.Model):
    """One file cited for one item. It is taken out, never deleted: what was sent once stays on record."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="proofs")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.CharField(
        max_length=60, blank=True, help_text="For instance 3-5, 9. Empty means the whole document."
    )
    shows = models.TextField("what they show", blank=True, max_length=500)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProofQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "file"], condition=Q(removed_at=None), name="compliance_proof_file_once_per_item"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None) | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="compliance_proof_removed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.file.label}, pages {self.pages}" if self.pages else self.file.label

    @property
    def files(self) -> list:
        """As lists of documents take it."""
        return [self.file]

    @property
    def first_page(self) -> int | None:
        """Where reading begins."""
        number = re.match(r"\d+", self.pages)
        return int(number[0]) if number else None

    @property
    def reading_url(self) -> str:
        """The first page that matters; nothing before the file was made readable."""
        if not (self.file.is_clean and self.file.previewed_at):
            return ""
        address = reverse("documents:read", args=[self.file_id])
        return f"{address}?page={self.first_page}#page-{self.first_page}" if self.first_page else address

    @property
    def stands(self) -> bool:
        return self.removed_at is None


class ItemRound(models.Model):
    """What one item said when its half of the plan was sent: kept as it was, to be compared with the next round."""

    append_only = True

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="rounds")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    round = models.PositiveSmallIntegerField()
    said = models.JSONField(help_text="Question -> what was answered, in words.")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["item", "stage", "round"]
        constraints = [
            models.UniqueConstraint(fields=["item", "stage", "round"], name="compliance_itemround_one_per_round"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="compliance_itemround_known_stage"),
        ]

    def __str__(self):
        return f"{self.get_stage_display()}, round {self.round}"
