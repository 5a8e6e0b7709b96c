"""Letters that the program hands out: frozen words, and the PDF made from them."""

from django.db import models
from django.db.models import Q

from qcp import clock

from .subject import OfSubject, OfSubjectQuerySet


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
