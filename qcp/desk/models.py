"""Lists of the office under a name, and who of the office looks after which case."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock
from qcp.access.confidential import closed_to_the_rest
from qcp.accounts.models import OFFICE
from qcp.workflow.models import Case

PLACES = ("/admin/", "/home/queues/")  # where lists of the office are


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those that somebody of the office shares with the office."""
        return self.filter(Q(owner=user) | Q(shared=True)) if user.is_staff else self.none()

    def for_list(self):
        return self.select_related("owner").order_by("name", "pk")


class SavedView(models.Model):
    """An address with everything that narrows a list: a way, not a right. Whoever opens it sees what they may see."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="desk_savedview_one_of_a_name")]

    def __str__(self):
        return self.name


class CaseHolderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office, but for cases that are closed to this person."""
        if not (user.is_authenticated and user.is_staff):
            return self.none()
        return self.exclude(case__recusals__user=user).exclude(closed_to_the_rest(user))

    def standing(self):
        """Those who look after their case now."""
        return self.filter(ended_at=None)

    def of_people_who_left(self):
        """In the hands of somebody whose account is closed, or who is no longer of the office."""
        return self.standing().filter(Q(person__is_active=False) | ~Q(person__role__in=OFFICE))

    def for_list(self):
        return self.select_related("person", "named_by", "case").order_by("named_at", "pk")


class CaseHolder(models.Model):
    """One person of the office at a time; the earlier ones stay, so that it is known who had it when and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holders")
    about = models.CharField(max_length=250, help_text="The record at which the case was given, as it is called.")
    address = models.CharField(max_length=250, help_text="Where that record is on the desk.")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases_held")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now, editable=False)
    note = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CaseHolderQuerySet.as_manager()

    class Meta:
        verbose_name = "case in somebody's hands"
        ordering = ["named_at"]
        indexes = [models.Index(fields=["person"], condition=Q(ended_at=None), name="desk_caseholder_standing")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="desk_caseholder_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="desk_caseholder_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.about}, with {self.person}"

    def get_absolute_url(self):
        return self.address
