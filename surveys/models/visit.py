"""Where the surveyor goes, and what was found there."""

import datetime
import uuid
from dataclasses import asdict

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Evidence, Standard
from practices.models import Site
from qcp import clock

from .. import marks, merging
from ..agenda import agenda
from ..itinerary import ENDS, STARTS
from ..states import OPEN_RATINGS, SUBMITTED, UNMET, Closure, Mode, Outcome, Rating
from ..zones import zone_of
from .survey import Survey


class Visit(models.Model):
    """One site on one day of a survey."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="visits")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="visits")
    visit_on = models.DateField()
    starts_at = models.TimeField(default=STARTS, help_text="By the clock of the site.")
    ends_at = models.TimeField(default=ENDS)
    mode = models.CharField(max_length=20, choices=Mode.choices, default=Mode.ON_SITE)
    contact = models.CharField(max_length=120, blank=True, help_text="Who receives the surveyor at this site.")
    phone = models.CharField(max_length=40, blank=True)
    arrival = models.TextField(max_length=1000, blank=True, help_text="Which door, where to park, who to ask for.")
    video_link = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["visit_on", "starts_at", "-site__is_main", "site__name"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "site"], name="surveys_visit_site_once_per_survey"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="surveys_visit_known_mode"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="surveys_visit_ends_after_it_begins"),
        ]

    def __str__(self):
        return f"{self.site}, {self.visit_on}"

    @property
    def begins(self) -> datetime.datetime:
        """The moment, by the clock of the site."""
        return datetime.datetime.combine(self.visit_on, self.starts_at, zone_of(self.site))

    @property
    def ends(self) -> datetime.datetime:
        return datetime.datetime.combine(self.visit_on, self.ends_at, zone_of(self.site))

    @property
    def hours(self) -> str:
        return f"{self.begins:%-I:%M %p} to {self.ends:%-I:%M %p %Z}"

    @property
    def agenda(self) -> list:
        return agenda(self)

    @property
    def is_by_video(self) -> bool:
        """Wholly or in part."""
        return self.mode != Mode.ON_SITE


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Findings are the surveyor's and the office's; the practice reads the issued report instead."""
        surveys = Survey.objects.visible_to(user)
        if not user.is_authenticated or not (user.is_staff or user.role == "surveyor"):
            return self.none()
        return self.filter(visit__survey__in=surveys)

    def open(self):
        """Not yet rated, or put off."""
        return self.filter(rating__in=OPEN_RATINGS)

    def unmet(self):
        return self.filter(rating__in=UNMET)

    def locked(self):
        return self.filter(visit__survey__state__in=SUBMITTED)

    def for_list(self):
        return self.select_related("visit__site", "standard__domain", "follows__visit").order_by(
            "visit__visit_on", "-visit__site__is_main", "visit__site__name", "standard__position"
        )


class Finding(models.Model):
    """How one standard is lived at one site. `revision` counts the changes, so that none overwrites another unseen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    rating = models.CharField(max_length=20, choices=Rating.choices, blank=True)
    methods = models.JSONField(default=list, blank=True, help_text="The ways in which the surveyor looked.")
    notes = models.TextField(blank=True, max_length=4000)
    commendation = models.TextField(blank=True, max_length=1000)
    reason = models.TextField(blank=True, max_length=1000, help_text="Why the standard does not apply here.")
    observed_at = models.CharField(
        max_length=16, blank=True, help_text="When it was seen, by the clock on the wall there: 2026-04-01T10:15."
    )
    follows = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="followed_by",
        help_text="The unmet finding of the survey before, which this one has to confirm closed or open.",
    )  # fmt: skip
    closure = models.CharField(max_length=10, blank=True, choices=Closure.choices)
    revision = models.PositiveIntegerField(default=0, editable=False)
    answers = models.JSONField(
        default=dict,
        editable=False,
        help_text="Of each field: its revision, which devices spoke, what stands beside it.",
    )
    clashes = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Fields with two answers.")
    changed_at = models.DateTimeField(null=True, editable=False, help_text="When it was entered, by our own clock.")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "standard"], name="surveys_finding_one_per_visit_and_standard"),
            models.CheckConstraint(condition=Q(rating__in=["", *Rating.values]), name="surveys_finding_known_rating"),
            models.CheckConstraint(
                condition=Q(closure__in=["", *Closure.values]), name="surveys_finding_known_closure"
            ),
            models.CheckConstraint(
                condition=Q(revision=0, changed_at=None) | Q(revision__gt=0, changed_at__isnull=False),
                name="surveys_finding_changed_has_its_time",
            ),
        ]

    def __str__(self):
        return f"{self.standard.code} at {self.visit.site}: {self.get_rating_display() or 'not yet rated'}"

    @property
    def is_open(self) -> bool:
        return self.rating in OPEN_RATINGS

    @property
    def asks(self) -> tuple[str, ...]:
        """Fields that only some findings have."""
        return ("closure",) if self.follows_id else ()

    @property
    def is_unmet(self) -> bool:
        return self.rating in UNMET

    def answer(self, field: str) -> merging.Answer:
        """What this field says, and what devices have said of it."""
        kept = self.answers.get(field, {"nothing": "" if marks.is_mark(field) else getattr(self, field)})
        stands = {device: merging.Change(**change) for device, change in kept.get("stands", {}).items()}
        return merging.Answer(**{**kept, "stands": stands})

    def take_in(self, field: str, change: merging.Change, *, by) -> Outcome:
        """Let one field take in one change. Nothing is saved here."""
        before = self.answer(field)
        after, outcome = merging.take_in(before, change)
        if not marks.is_mark(field):
            setattr(self, field, after.value)
        self.answers = {**self.answers, field: asdict(after)}
        self.clashes = sum(self.answer(each).is_clash for each in self.answers)
        self.revision += after.revision - before.revision
        self.changed_at, self.changed_by = clock.now(), by
        return outcome

    def tally(self, kind: str) -> str:
        """What its charts, or its tracers, show: '7 yes, 2 no'."""
        return marks.tally(self.answer(field).value for field in marks.fields(kind) if field in self.answers)

    @property
    def method_names(self) -> list[str]:
        return [Evidence(method).label for method in self.methods]
