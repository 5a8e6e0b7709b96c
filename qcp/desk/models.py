"""Lists of the office under a name: an address with everything that narrows it, never the rows themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock

PLACES = ("/admin/", "/home/queues/")  # where lists of the office are


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those that somebody of the office shares with the office."""
        return self.filter(Q(owner=user) | Q(shared=True)) if user.is_staff else self.none()

    def for_list(self):
        return self.select_related("owner").order_by("name", "pk")


class SavedView(models.Model):
    """Whoever opens it sees what they may see: it is a way, not a right."""

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
