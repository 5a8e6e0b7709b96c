"""What becomes of a policy document besides its moves: taken out, or carried over from the last application."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock
from qcp.deadlines.lengths import add_days

from .policy_document import PolicyDocument

UNDO_DAYS = 30


class PolicyRemoval(models.Model):
    """The practice has taken a document out. For thirty days it can put it back."""

    document = models.ForeignKey(PolicyDocument, on_delete=models.PROTECT, related_name="removals")
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(default=clock.now)
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    restored_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["removed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(restored_at=None), name="applications_policyremoval_one_open"
            ),
            models.CheckConstraint(
                condition=Q(restored_at=None, restored_by=None)
                | Q(restored_at__isnull=False, restored_by__isnull=False),
                name="applications_policyremoval_restored_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Removal of {self.document}"

    @property
    def undo_until(self):
        """The last day on which it can be put back."""
        return add_days(clock.on(self.removed_at), UNDO_DAYS)


class EvidencePassport(models.Model):
    """A document carried over from the last application: somebody says that it is still valid, or hands in what is."""

    document = models.OneToOneField(PolicyDocument, on_delete=models.PROTECT, related_name="passport")
    source = models.ForeignKey(PolicyDocument, on_delete=models.PROTECT, related_name="+")
    unchanged = models.BooleanField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=models.F("source")), name="applications_evidencepassport_from_another"
            ),
        ]

    def __str__(self):
        return f"{self.document}, from {self.source}"
