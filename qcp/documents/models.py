"""What is kept: files that people hand in, and letters that the program hands out."""

import uuid

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock
from qcp.workflow.models import Case

from .inspection import kinds


def random_key(folder: str) -> str:
    """Where bytes are kept: nothing of the name that a person chose."""
    return f"{folder}/{uuid.uuid4()}"


class OfSubject(models.Model):
    """Belongs to one record of any app, named by label and id. Who may read the record may read this."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    subject_label = models.CharField(max_length=60, editable=False)
    subject_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True

    @property
    def subject_model(self):
        return apps.get_model(self.subject_label)

    @property
    def subject(self):
        return self.subject_model._base_manager.get(pk=self.subject_id)

    def readable_by(self, user) -> bool:
        return self.subject_model.objects.visible_to(user).filter(pk=self.subject_id).exists()


class OfSubjectQuerySet(models.QuerySet):
    def of(self, subject):
        return self.filter(subject_label=subject._meta.label, subject_id=subject.pk)


class StoredFileQuerySet(OfSubjectQuerySet):
    def unchecked(self):
        return self.filter(verdict="")

    def clean(self):
        return self.filter(verdict=StoredFile.Verdict.CLEAN)


class StoredFile(OfSubject):
    """A file that somebody handed in. It stays in quarantine, readable by nobody, until its check says clean."""

    class Verdict(models.TextChoices):
        CLEAN = "clean", "Accepted"
        REFUSED = "refused", "Refused"

    purpose = models.CharField(max_length=40, blank=True, editable=False)
    label = models.CharField(
        max_length=kinds.LABEL_LENGTH, help_text="The name it came with: shown, never used as a path."
    )
    file = models.FileField(max_length=100, editable=False)
    content_type = models.CharField(max_length=100, blank=True, help_text="Decided by the check, from the content.")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, editable=False)
    reason = models.TextField(blank=True, help_text="Why it was refused, and what to do instead.")
    concern = models.TextField(blank=True, help_text="What people should look at again, as patient information.")
    checked_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Checks that got no answer.")
    check_at = models.DateTimeField(default=clock.now, editable=False, help_text="When to check (again).")

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at"]
        indexes = [
            models.Index(fields=["verdict", "check_at"], name="documents_file_due"),
            models.Index(fields=["subject_id", "sha256"], name="documents_file_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", checked_at=None) | (~Q(verdict="") & ~Q(checked_at=None)),
                name="documents_storedfile_verdict_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="refused") | ~Q(reason=""), name="documents_storedfile_refusal_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", "clean", "refused"]), name="documents_storedfile_verdict"
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return f"/files/{self.pk}/"

    @property
    def is_clean(self) -> bool:
        return self.verdict == self.Verdict.CLEAN

    @property
    def is_refused(self) -> bool:
        return self.verdict == self.Verdict.REFUSED

    @property
    def standing(self) -> str:
        """Where the check stands, in the words that people see."""
        if self.verdict == self.Verdict.REFUSED:
            return f"Refused because {self.reason[:1].lower()}{self.reason[1:]}"
        return self.get_verdict_display() or "Checking"


class LetterQuerySet(OfSubjectQuerySet):
    def without_file(self):
        return self.filter(file="")


class Letter(OfSubject):
    """What the program says in writing. The words are frozen with the act; the PDF is made from them afterwards."""

    template = models.CharField(max_length=60, help_text="templates/pdf/<template>.html")
    template_version = models.CharField(max_length=12, help_text="Digest of the template when the words were frozen.")
    title = models.CharField(max_length=200)
    data = models.JSONField()
    frozen_at = models.DateTimeField(default=clock.now, editable=False)
    file = models.FileField(max_length=100, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(null=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["frozen_at"]
        indexes = [
            models.Index(fields=["subject_id"], name="documents_letter_subject"),
            models.Index(fields=["frozen_at"], condition=Q(file=""), name="documents_letter_to_make"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", sha256="", made_at=None) | (~Q(file="") & ~Q(sha256="") & ~Q(made_at=None)),
                name="documents_letter_file_has_its_hash",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/letters/{self.pk}.pdf"
