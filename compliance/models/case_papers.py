"""What is kept with a revocation, each paper with its own readers: complainant, notes, response, proposal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qcp import clock
from qcp.accounts.models import Role

from .revocation import Revocation


class Complainant(models.Model):
    """Who complained, if they said so. Read by the person who leads the case, on one page, and by nobody else."""

    revocation = models.OneToOneField(Revocation, on_delete=models.PROTECT, related_name="complainant")
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return "A complainant"


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the case, but for the practice."""
        rows = self.filter(revocation__in=Revocation.objects.visible_to(user).values("pk"))
        return rows.none() if getattr(user, "role", None) == Role.PRACTICE else rows


class CaseNote(models.Model):
    """What somebody named on the case found out; files may belong to it."""

    append_only = True
    kept_from_practice = True
    actions = "compliance.actions.revocations"  # told when the check of a file has ended

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revocation = models.ForeignKey(Revocation, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    text = models.TextField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="compliance_casenote_says_something")]

    def __str__(self):
        return f"Note of {self.by}"

    def get_absolute_url(self):
        return self.revocation.get_absolute_url()

    @property
    def case(self):
        return self.revocation.case

    @property
    def case_id(self):
        return self.revocation.case_id

    def people(self, role):
        return self.revocation.people(role)


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the case, the practice included."""
        return self.filter(revocation__in=Revocation.objects.visible_to(user).values("pk"))


class RevocationResponse(models.Model):
    """The practice's answer to the notice, given once."""

    append_only = True
    kept_from_practice = True
    actions = "compliance.actions.revocations"  # told when the check of a file has ended

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revocation = models.ForeignKey(Revocation, on_delete=models.PROTECT, related_name="responses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    text = models.TextField()
    wants_hearing = models.BooleanField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revocation"], name="compliance_revocationresponse_once")]

    def __str__(self):
        return f"Response of {self.by}"

    def get_absolute_url(self):
        return self.revocation.get_absolute_url()

    @property
    def case(self):
        return self.revocation.case

    @property
    def case_id(self):
        return self.revocation.case_id

    def people(self, role):
        return self.revocation.people(role)


class RevocationProposal(models.Model):
    """A manager wants to revoke, with reasons; a second person confirms, or the proposal is taken back."""

    revocation = models.ForeignKey(Revocation, on_delete=models.PROTECT, related_name="proposals")
    reasons = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["revocation"], condition=Q(withdrawn_at=None), name="compliance_revocationproposal_one"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="compliance_revocationproposal_has_reasons"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
                name="compliance_revocationproposal_confirmed_by_another",
            ),
        ]

    def __str__(self):
        return f"Proposal of {self.proposed_by}"
