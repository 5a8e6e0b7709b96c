"""A file that somebody handed in, what its check said, and whether its bytes are still there."""

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q

from qcp import clock

from ..inspection import kinds
from .subject import OfSubject, OfSubjectQuerySet


class StoredFileQuerySet(OfSubjectQuerySet):
    def unchecked(self):
        return self.filter(verdict="")

    def clean(self):
        """Found sound, and still there."""
        return self.filter(verdict=StoredFile.Verdict.CLEAN, destroyed_at=None)

    def held(self):
        return self.filter(verdict=StoredFile.Verdict.HELD)


class StoredFile(OfSubject):
    """A file that somebody handed in. It stays in quarantine, readable by nobody, until its check says clean.

    Held: it seems to name a patient, and waits for people. Destroyed: the row stays, the bytes are gone.
    """

    class Verdict(models.TextChoices):
        CLEAN = "clean", "Accepted"
        HELD = "held", "Held: it may name a patient"
        REFUSED = "refused", "Refused"

    purpose = models.CharField(max_length=40, blank=True, editable=False)
    label = models.CharField(
        max_length=kinds.LABEL_LENGTH, help_text="The name it came with: shown, never used as a path."
    )
    file = models.FileField(max_length=100, editable=False)
    content_type = models.CharField(max_length=100, blank=True, help_text="Decided by the check, from the content.")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sent_sha256 = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of the bytes as sent, where a picture was made anew."
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True, editable=False)
    reason = models.TextField(blank=True, help_text="Why it was refused, and what to do instead.")
    concern = models.TextField(blank=True, help_text="What people should look at again, as patient information.")
    checked_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Checks that got no answer.")
    check_at = models.DateTimeField(default=clock.now, editable=False, help_text="When to check (again).")

    # What was read in it: for the look before paying, the preview and the comparison of versions.
    pages = models.PositiveIntegerField(null=True, editable=False)
    characters = models.PositiveIntegerField(null=True, editable=False, help_text="None in a scan without text.")
    dated_on = models.DateField(null=True, editable=False, help_text="The latest day it gives itself.")
    text_file = models.FileField(max_length=100, blank=True, editable=False)
    previewed_at = models.DateTimeField(null=True, editable=False)
    preview_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    destroyed_at = models.DateTimeField(null=True, editable=False, help_text="Since then there are no bytes.")

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at"]
        indexes = [
            models.Index(fields=["verdict", "check_at"], name="documents_file_due"),
            models.Index(fields=["subject_id", "sha256"], name="documents_file_subject"),
            models.Index(fields=["uploaded_by", "uploaded_at"], name="documents_file_sender"),
            models.Index(
                fields=["uploaded_at"],
                condition=Q(verdict="clean", previewed_at=None, destroyed_at=None),
                name="documents_file_to_picture",
            ),
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
                condition=Q(verdict__in=["", "clean", "held", "refused"]), name="documents_storedfile_verdict"
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return f"/files/{self.pk}/"

    def open_again(self):
        """The bytes as an upload, under the name that it came with."""
        return File(self.file.open("rb"), name=self.label)

    @property
    def is_clean(self) -> bool:
        return self.verdict == self.Verdict.CLEAN and self.destroyed_at is None

    @property
    def is_held(self) -> bool:
        return self.verdict == self.Verdict.HELD and self.destroyed_at is None

    @property
    def is_refused(self) -> bool:
        return self.verdict == self.Verdict.REFUSED

    @property
    def is_scan(self) -> bool:
        """Pages without a single word: pictures of pages."""
        return bool(self.pages) and self.characters == 0

    @property
    def standing(self) -> str:
        """Where the check stands, in the words that people see."""
        if self.verdict == self.Verdict.REFUSED:
            return f"Refused because {self.reason[:1].lower()}{self.reason[1:]}"
        return self.get_verdict_display() or "Checking"
