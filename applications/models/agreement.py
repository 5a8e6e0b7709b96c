"""The agreements of step 2: versioned texts, and who signed exactly which."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock


class AgreementTextQuerySet(models.QuerySet):
    def in_force(self, on):
        """The newest version of each agreement that is effective on that day, in their order."""
        newest = {}
        for text in self.filter(effective_on__lte=on).order_by("effective_on"):
            newest[text.slug] = text
        return sorted(newest.values(), key=lambda text: (text.position, text.slug))


class AgreementText(models.Model):
    """One version of one agreement. A text is never changed: a correction is a new version, and asks again."""

    slug = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=20_000)
    sha256 = models.CharField(max_length=64, editable=False)
    position = models.PositiveSmallIntegerField()
    effective_on = models.DateField()
    is_placeholder = models.BooleanField(default=True, help_text="Our own wording, to be replaced by the program's.")

    objects = AgreementTextQuerySet.as_manager()

    class Meta:
        ordering = ["position", "effective_on"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="applications_agreementtext_one_per_version"),
            models.UniqueConstraint(fields=["slug", "effective_on"], name="applications_agreementtext_one_per_day"),
        ]

    def __str__(self):
        return f"{self.title}, version {self.version}"

    @property
    def digest(self) -> str:
        """SHA-256 of the exact text that is read and signed."""
        return hashlib.sha256(self.body.encode()).hexdigest()


class SignatureQuerySet(models.QuerySet):
    def standing(self):
        """Those that still bind the practice."""
        return self.filter(superseded_at=None)

    def asked_again(self):
        """Given by a former legal entity, and not given anew since."""
        anew = Signature.objects.standing().filter(
            application=models.OuterRef("application"), text=models.OuterRef("text")
        )
        return self.exclude(superseded_at=None).exclude(models.Exists(anew))


class Signature(models.Model):
    """A signatory signed one text for one application: in which words, with what authority, when and from where."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="signatures")
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    typed_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    has_authority = models.BooleanField()
    signed_at = models.DateTimeField(default=clock.now, editable=False)
    ip_address = models.GenericIPAddressField(null=True)
    sha256 = models.CharField(max_length=64)
    superseded_at = models.DateTimeField(null=True, editable=False, help_text="Since then another legal entity signs.")

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "text"],
                condition=Q(superseded_at=None),
                name="applications_signature_once_per_text",
            ),
            models.CheckConstraint(
                condition=Q(has_authority=True) & ~Q(typed_name="") & ~Q(title=""),
                name="applications_signature_names_person_and_authority",
            ),
        ]

    def __str__(self):
        return f"{self.typed_name} signed {self.text}"

    @property
    def is_whole(self) -> bool:
        """Is the text still the one that was signed, to the last character?"""
        return self.sha256 == self.text.digest
