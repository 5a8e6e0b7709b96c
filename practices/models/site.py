"""Where a practice sees patients."""

import uuid

from django.db import models
from django.db.models import Q

from .practice import Practice


class SiteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the practice sees its sites."""
        return self.filter(practice__in=Practice.objects.visible_to(user))

    def open(self):
        return self.filter(closed_on=None)

    def for_list(self):
        return self.select_related("practice").order_by("practice__number", "-is_main", "name")


class Site(models.Model):
    """One address of a practice. Sites are closed, not deleted: findings and certificates name them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=2)
    zip = models.CharField("ZIP code", max_length=10)
    phone = models.CharField(max_length=30, blank=True)
    treats_here = models.BooleanField("patients are treated here", default=True)
    is_main = models.BooleanField("main site", default=False)
    closed_on = models.DateField(null=True, blank=True, editable=False)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["-is_main", "name"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "name"], name="practices_site_name_once_per_practice"),
            models.UniqueConstraint(
                fields=["practice"], condition=Q(is_main=True, closed_on=None), name="practices_site_one_main"
            ),
            models.CheckConstraint(condition=Q(state__regex=r"^[A-Z]{2}$"), name="practices_site_state_form"),
            models.CheckConstraint(condition=Q(zip__regex=r"^[0-9]{5}(-[0-9]{4})?$"), name="practices_site_zip_form"),
        ]

    def __str__(self):
        return self.name

    @property
    def place(self) -> str:
        return f"{self.city}, {self.state}"

    @property
    def address(self) -> str:
        return f"{self.street}, {self.city}, {self.state} {self.zip}"
