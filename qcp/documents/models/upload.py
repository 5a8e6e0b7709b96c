"""A file on its way in pieces, so that a broken line costs one piece and not the whole."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock

from ..inspection import kinds


class UploadQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(taken_at=None)


class Upload(models.Model):
    """What somebody's browser said it would send from which page. Nobody else ever sees it.

    It becomes a stored file when the page's form is sent: until then these are pieces and no file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.CharField(max_length=200, help_text="The page that it was chosen on.")
    label = models.CharField(max_length=kinds.LABEL_LENGTH)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text="Of the whole file, said by the browser and verified here.")
    part_size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    heard_at = models.DateTimeField(default=clock.now, editable=False, help_text="When a piece last arrived.")
    taken_at = models.DateTimeField(null=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at"]
        indexes = [models.Index(fields=["by", "begun_at"], name="documents_upload_sender")]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "place", "sha256"],
                condition=Q(taken_at=None),
                name="documents_upload_once_under_way",
            ),
            models.CheckConstraint(condition=Q(size__gt=0, part_size__gt=0), name="documents_upload_has_a_size"),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return f"/uploads/{self.pk}/"

    @property
    def count(self) -> int:
        """How many pieces there are."""
        return -(-self.size // self.part_size)

    def length_of(self, number: int) -> int:
        """How long a piece is: all are alike but the last."""
        return min(self.part_size, self.size - number * self.part_size)

    @property
    def arrived(self) -> list[int]:
        return sorted(part.number for part in self.parts.all())

    @property
    def is_whole(self) -> bool:
        return len(self.parts.all()) == self.count

    @property
    def percent(self) -> int:
        """Rounded down: 100 only when all is there."""
        return 100 * sum(part.size for part in self.parts.all()) // self.size


class UploadPart(models.Model):
    """One piece that arrived whole."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    file = models.FileField(max_length=100, editable=False)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="documents_uploadpart_once"),
        ]

    def __str__(self):
        return f"Piece {self.number}"
