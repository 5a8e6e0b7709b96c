"""The roster: who surveys for the program, what they hold, when they are taken, where they may not go."""

from django.conf import settings
from django.db import models

from qcp.accounts.models import Role

from ..states import CredentialKind


class SurveyorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees the roster; a surveyor sees their own entry."""
        return self.all() if user.is_staff else self.filter(user_id=user.pk)

    def for_list(self):
        return self.select_related("user").prefetch_related("credentials", "standing_conflicts")


class Surveyor(models.Model):
    """An oncology-certified nurse under contract, and where they set out from."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="surveyor",
        limit_choices_to={"role": Role.SURVEYOR},
    )
    city = models.CharField(max_length=80)
    state = models.CharField(max_length=2, help_text="Two letters, such as NY.")

    objects = SurveyorQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__regex=r"^[A-Z]{2}$"), name="surveys_surveyor_state_form"),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def place(self) -> str:
        return f"{self.city}, {self.state}"

    def lacking(self, on) -> list[str]:
        """The kinds of credential that will not be valid on that day, in words. Reads the prefetched rows."""
        held = {each.kind for each in self.credentials.all() if each.expires_on >= on}
        return [kind.label for kind in CredentialKind if kind not in held]


class Credential(models.Model):
    """One paper with an end. A renewed paper is a new row, so that it stays known what was valid when."""

    surveyor = models.ForeignKey(Surveyor, on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(max_length=20, choices=CredentialKind.choices)
    number = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(help_text="The last day on which it is valid.")

    class Meta:
        ordering = ["kind", "-expires_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=CredentialKind.values), name="surveys_credential_known_kind"
            ),
            models.UniqueConstraint(
                fields=["surveyor", "kind", "expires_on"], name="surveys_credential_once_per_kind_and_end"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} until {self.expires_on}"


class StandingConflict(models.Model):
    """A practice that this surveyor never surveys. Why is not asked."""

    surveyor = models.ForeignKey(Surveyor, on_delete=models.CASCADE, related_name="standing_conflicts")
    practice = models.ForeignKey("practices.Practice", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["surveyor", "practice"], name="surveys_standingconflict_once_per_practice")
        ]

    def __str__(self):
        return f"{self.surveyor} does not survey {self.practice}"


class BusyDayQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees all days but those of a case that somebody stepped off; a surveyor sees their own."""
        days = self.all() if user.is_staff else self.filter(surveyor_id=user.pk)
        return days.exclude(survey__case__recusals__user=user)


class BusyDay(models.Model):
    """A day on which a surveyor is taken: by a survey, or by a life of their own.

    Both stand in one table, so that the database itself refuses a second thing on the same day.
    """

    surveyor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="busy_days")
    on = models.DateField()
    survey = models.ForeignKey(
        "surveys.Survey", null=True, blank=True, on_delete=models.CASCADE, related_name="busy_days"
    )

    objects = BusyDayQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["surveyor", "on"], name="surveys_busyday_surveyor_not_double_booked"),
        ]

    def __str__(self):
        return f"{self.surveyor} is taken on {self.on}"
