"""The roster: who surveys for the program, what they hold, when they are taken, where they may not go."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from qcp.accounts.models import OFFICE, Role
from qcp.deadlines.lengths import add_years

from ..geography import region_of
from ..states import CredentialKind


class SurveyorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees the roster; a surveyor sees their own entry."""
        return self.all() if user.is_staff else self.filter(user_id=user.pk)

    def for_list(self):
        return self.select_related("user").prefetch_related("credentials", "standing_conflicts")

    def with_papers_until(self, day):
        """Those who hold every kind of paper, checked and valid on that day."""
        held = Credential.objects.filter(surveyor=models.OuterRef("pk"), to_check=False, expires_on__gte=day)
        found = self
        for kind in CredentialKind:
            found = found.filter(models.Exists(held.filter(kind=kind)))
        return found


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
    most_at_once = models.PositiveSmallIntegerField(
        "surveys at the same time, at most", null=True, blank=True, help_text="Empty: no limit."
    )
    mentor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="trainees",
        help_text="Only while in training: a trainee is not named for a survey.",
    )  # fmt: skip

    objects = SurveyorQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__regex=r"^[A-Z]{2}$"), name="surveys_surveyor_state_form"),
            models.CheckConstraint(
                condition=models.Q(mentor=None) | ~models.Q(mentor=models.F("user")),
                name="surveys_surveyor_is_not_their_own_mentor",
            ),
            models.CheckConstraint(
                condition=models.Q(most_at_once=None) | models.Q(most_at_once__gte=1),
                name="surveys_surveyor_surveys_at_least_one",
            ),
        ]

    def __str__(self):
        return str(self.user)

    def get_absolute_url(self):
        return reverse("surveys:me")

    @property
    def place(self) -> str:
        return f"{self.city}, {self.state}"

    @property
    def region(self) -> str:
        return region_of(self.state)

    def people(self, role: str):
        """'surveyor' is the person of this entry; the office is every member of staff."""
        people = type(self.user).objects
        return people.filter(pk=self.pk, is_active=True) if role == "surveyor" else people.in_role(*OFFICE)

    def lacking(self, on) -> list[str]:
        """The kinds of credential that will not be valid on that day, in words. Reads the prefetched rows."""
        held = {each.kind for each in self.credentials.all() if each.expires_on >= on and not each.to_check}
        return [kind.label for kind in CredentialKind if kind not in held]

    def standing_papers(self) -> list:
        """Of each kind the checked paper that lasts longest. Reads the prefetched rows."""
        checked = sorted((each for each in self.credentials.all() if not each.to_check), key=lambda e: e.expires_on)
        return list({each.kind: each for each in checked}.values())


class Credential(models.Model):
    """One paper with an end. A renewed paper is a new row, so that it stays known what was valid when."""

    surveyor = models.ForeignKey(Surveyor, on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(max_length=20, choices=CredentialKind.choices)
    number = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(help_text="The last day on which it is valid.")
    to_check = models.BooleanField(
        "reported by the surveyor, not yet checked", default=False, help_text="Until it is checked it does not count."
    )

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


class StandingConflictQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees all, a surveyor their own."""
        return self.all() if user.is_staff else self.filter(surveyor_id=user.pk)


class StandingConflict(models.Model):
    """A practice that this surveyor does not survey: while the connection lasts, and for some years after it.

    Why is not asked. What a surveyor declares in their own words, staff match to the practice that is meant.
    """

    surveyor = models.ForeignKey(Surveyor, on_delete=models.CASCADE, related_name="standing_conflicts")
    practice = models.ForeignKey(
        "practices.Practice", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    told = models.CharField(
        "as the surveyor told it", max_length=200, blank=True, help_text="Name and city of the organisation."
    )
    ended_on = models.DateField(
        "connection ended on", null=True, blank=True, help_text="Empty while the connection lasts."
    )

    objects = StandingConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["surveyor", "practice"], name="surveys_standingconflict_once_per_practice"),
            models.CheckConstraint(
                condition=models.Q(practice__isnull=False) | ~models.Q(told=""),
                name="surveys_standingconflict_says_with_whom",
            ),
        ]

    def __str__(self):
        return f"{self.surveyor} does not survey {self.practice or self.told}"

    @property
    def until(self):
        """The last day on which it rules the surveyor out; None while the connection lasts."""
        return self.ended_on and add_years(self.ended_on, settings.CONFLICT_LOOK_BACK_YEARS)

    def rules_out(self, practice_id, on) -> bool:
        return self.practice_id == practice_id and (self.until is None or on <= self.until)


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
