"""Who belongs to a practice, and as what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qcp import clock

from ..states import MembershipRole
from .practice import Practice


class MembershipQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def visible_to(self, user):
        """Whoever sees the practice sees who belongs to it."""
        return self.filter(practice__in=Practice.objects.visible_to(user))

    def for_list(self):
        return self.select_related("user", "practice").order_by("user__name", "user__email")


class Membership(models.Model):
    """One person in one role at one practice. It ends; it is never deleted."""

    Role = MembershipRole

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MembershipRole.choices)
    since = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "user"], condition=Q(ended_at=None), name="practices_membership_one_open_role"
            ),
            models.CheckConstraint(condition=Q(role__in=MembershipRole.values), name="practices_membership_known_role"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since")), name="practices_membership_ends_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} at {self.practice}"
