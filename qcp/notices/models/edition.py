"""The office's own words, and the database that letters are sent from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock


class EditionQuerySet(models.QuerySet):
    def in_force(self, key: str):
        """The latest; None while nobody has changed the shipped words."""
        return self.filter(key=key).order_by("-number").first()

    def of(self, key: str):
        return self.filter(key=key).select_related("by").order_by("-number")


class Edition(models.Model):
    """The words of one kind of letter as the office wrote them on a day. A line is never changed; the latest holds."""

    append_only = True

    key = models.CharField(max_length=60, help_text="The kind of letter.")
    number = models.PositiveIntegerField()
    texts = models.JSONField(help_text="Every stretch of text by its path; empty: back to the shipped words.")
    note = models.CharField(max_length=300, help_text="Why the words were changed.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="notices_edition_numbered_by_kind"),
            models.CheckConstraint(condition=~Q(note="") & Q(number__gt=0), name="notices_edition_says_why"),
        ]

    def __str__(self):
        return f"{self.key}, edition {self.number}"


class Home(models.Model):
    """The database that letters were last sent from. In another one they wait for a human: see `epoch.py`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    identity = models.CharField(max_length=120)

    def __str__(self):
        return self.identity
