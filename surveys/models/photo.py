"""A photo of something that was seen: named first by its hash, its bytes later and in pieces."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from qcp import clock
from qcp.documents.models import StoredFile

from .survey import Survey
from .visit import Finding


class PhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As findings are: the surveyor's and the office's."""
        return self.filter(finding__in=Finding.objects.visible_to(user))

    def kept(self):
        return self.filter(removed_at=None)

    def for_list(self):
        return self.select_related("stored").order_by("device_seq", "named_at")


class Photo(models.Model):
    """One photo of one finding. It is known from the moment that its hash arrives; whole, once we have hashed it."""

    actions = "surveys.actions.photos"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    op_id = models.UUIDField(unique=True, help_text="Given by the device; named again it is the same photo.")
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="photos")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64, help_text="Of the bytes on the device.")
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=40)
    device_seq = models.PositiveBigIntegerField()
    client_at = models.DateTimeField(help_text="By the device's clock, which may be wrong.")
    offset_minutes = models.SmallIntegerField(default=0)
    named_at = models.DateTimeField(default=clock.now)
    stored = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["device_seq", "named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "sha256"], condition=Q(removed_at=None), name="surveys_photo_once_per_finding"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="surveys_photo_has_a_size"),
        ]

    def __str__(self):
        return f"Photo of {self.finding_id}: {self.standing}"

    def get_absolute_url(self):
        return reverse("surveys:field", args=[self.survey_id])

    @property
    def case(self):
        return self.survey.case

    @property
    def is_whole(self) -> bool:
        return self.stored_id is not None

    @property
    def standing(self) -> str:
        """In the words that people see."""
        return self.stored.standing if self.stored else "On the tablet"
