"""A running clock of one record: what is owed, since when, by when, and how it ended."""

import datetime
import uuid
from functools import cache, cached_property

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from qcp import clock
from qcp.access.models import ConflictQuestion, Recusal
from qcp.accounts.models import Role
from qcp.workflow.models import Case

from ..kinds import Kind
from ..lengths import Length, business_day_on_or_before
from ..table import RULES, Rule
from ..words import OWNERS, explain, zone_in_words


class Status(models.TextChoices):
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    MET = "met", "Met"
    MISSED = "missed", "Missed"
    CANCELLED = "cancelled", "Cancelled"
    MOVED = "moved", "Moved"


OPEN = (Status.RUNNING, Status.PAUSED)
OFFICE_OWES = ("staff", "manager")
OWES = {
    Role.PRACTICE: ("signatory", "asked"),
    Role.SURVEYOR: ("surveyor", "asked"),
    Role.REVIEWER: ("reviewer", "asked"),
    Role.COUNCIL: ("council", "asked"),
    Role.STAFF: OFFICE_OWES,
    Role.MANAGER: OFFICE_OWES,
}


class DeadlineQuerySet(models.QuerySet):
    def of_case(self, case_id):
        return self.filter(case_id=case_id)

    def of(self, subject):
        return self.filter(subject_label=subject._meta.label, subject_id=subject.pk)

    def running(self):
        """Not ended yet: running, paused or overdue."""
        return self.filter(status__in=OPEN)

    def overdue(self):
        return self.running().exclude(missed_at=None)

    def asleep_until(self, moment):
        """Those the sweep has to look at: one indexed question."""
        return self.filter(wake_at__lte=moment).order_by("wake_at", "due_on")

    def for_practice(self, practice_id):
        return self.filter(practice_id=practice_id)

    def visible_to(self, user):
        """A deadline is seen by those who see the record it belongs to.

        The office sees every record but those of cases that are closed to the person, so its question is about the
        case of each row; only records that are open to people named on them are asked for one by one.
        """
        if not user.is_staff:
            return self.filter(of_records(subjects(), user))
        off_the_case = Recusal.objects.filter(case=models.OuterRef("case"), user_id=user.pk)
        named = [model for model in subjects() if getattr(model, "open_to_the_named", False)]
        labels = [model._meta.label for model in named]
        seen = ~models.Q(subject_label__in=labels) | of_records(named, user)
        return self.filter(seen).exclude(models.Exists(off_the_case))

    def owed_by(self, user):
        """What this person has to do: the open clocks of their role on the records that they may see.

        A practice's people are asked about the clocks of their practices alone, so only the kinds of record that
        stand there are looked at.
        """
        mine = models.Q(assignee=None) | models.Q(assignee=user)
        owed = self.running().filter(mine, owner__in=OWES[user.role])
        if user.role != Role.PRACTICE:
            return owed.visible_to(user)
        theirs = list(user.memberships.filter(ended_at=None).values_list("practice", flat=True))
        owed = owed.filter(models.Q(practice_id__in=theirs) | models.Q(practice_id=None))
        labels = set(owed.order_by().values_list("subject_label", flat=True).distinct())
        return owed.filter(of_records([model for model in subjects() if model._meta.label in labels], user))

    def for_list(self):
        return self.select_related("assignee").prefetch_related("pauses")


def of_records(kinds, user) -> models.Q:
    """Deadlines of those records of these kinds that the person may see."""
    seen = models.Q(pk__in=[])
    for model in kinds:
        records = model.objects.visible_to(user).order_by().values("pk")
        seen |= models.Q(subject_label=model._meta.label, subject_id__in=records)
    return seen


@cache
def subjects() -> list:
    """Every kind of record that can have deadlines: it belongs to a case, and knows its people and who may see it."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "people")
        and hasattr(model, "case_id")
        and hasattr(model._default_manager.all(), "visible_to")
    ]


def in_a_list(model):
    """The records of a kind with what their names need."""
    records = model.objects.all()
    return records.for_list() if hasattr(records, "for_list") else records


class Deadline(models.Model):
    """`due_on` is the last day in time, until 23:59:59 in its zone. `wake_at` is when the sweep looks next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField(db_index=True)
    practice_id = models.UUIDField(null=True, help_text="Whose calendar it is shown in.")
    owner = models.CharField(max_length=20, help_text="The role that owes it (a key of the subject's people()).")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
        help_text="The one person who owes it.",
    )
    opened_because = models.CharField(max_length=200, help_text="The event that started it, in words.")
    length = models.CharField(
        max_length=40, help_text="How long it ran when it was opened; empty when its end was set by a decision."
    )
    zone = models.CharField(max_length=40, help_text="The zone in which its days are counted.")
    starts_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RUNNING)
    wake_at = models.DateTimeField(null=True, db_index=True)
    reminded = models.IntegerField(null=True, help_text="Days before due of the latest reminder that is behind us.")
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    missed_at = models.DateTimeField(
        null=True, editable=False, help_text="When the portal saw that its last day had passed."
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    moved_to = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="moved_from")
    entry = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="Its entry in calendars: the same after a move."
    )
    sequence = models.PositiveSmallIntegerField(default=0, help_text="How often the entry's date has changed.")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        indexes = [
            models.Index(
                fields=["practice_id", "due_on"],
                condition=models.Q(status__in=OPEN),
                name="deadlines_open_of_practice",
            ),
            models.Index(
                fields=["owner", "due_on"], condition=models.Q(status__in=OPEN), name="deadlines_open_of_owner"
            ),
            models.Index(
                fields=["due_on"],
                condition=models.Q(status__in=OPEN, owner__in=OFFICE_OWES),
                name="deadlines_open_of_office",
            ),
            models.Index(fields=["case", "kind"], condition=models.Q(status__in=OPEN), name="deadlines_open_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=models.Q(status__in=OPEN),
                name="deadlines_deadline_one_running",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=OPEN, closed_at=None)
                | (~models.Q(status__in=OPEN) & ~models.Q(closed_at=None)),
                name="deadlines_deadline_closed_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.RUNNING) | models.Q(wake_at=None),
                name="deadlines_deadline_only_the_running_wake",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("starts_on")), name="deadlines_deadline_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(map(str, Kind))), name="deadlines_deadline_known_kind"
            ),
        ]

    def __str__(self):
        return f"{self.rule.title}, due {self.due_on:%B} {self.due_on.day}, {self.due_on.year}"

    def get_absolute_url(self):
        return reverse("deadlines:why", args=[self.pk])

    @property
    def rule(self) -> Rule:
        return RULES[Kind(self.kind)]

    @property
    def title(self) -> str:
        return self.rule.title

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_overdue(self) -> bool:
        """Still owed although its last day is over."""
        return self.status == Status.RUNNING and clock.today() > self.due_on

    @property
    def days_left(self) -> int:
        """Days until the last day; 0 on that day, negative afterwards."""
        return (self.due_on - clock.today()).days

    @property
    def last_safe_day(self) -> datetime.date:
        """The last day on which the program's office is open to help."""
        return business_day_on_or_before(self.due_on)

    @property
    def in_business_days(self) -> bool:
        return bool(self.length) and Length(self.length).in_business_days

    @property
    def subject(self):
        """The record it belongs to, as it is now; where it was brought along (`about`), that one."""
        if "about" in self.__dict__:
            return self.__dict__["about"]
        return apps.get_model(self.subject_label)._base_manager.get(pk=self.subject_id)

    @cached_property
    def explanation(self) -> str:
        """Remembered per object: a letter to many readers asks for it each time."""
        return explain(self)

    @property
    def zone_in_words(self) -> str:
        return zone_in_words(self.zone)

    @property
    def owed_by(self) -> str:
        return str(self.assignee or OWNERS[self.owner])

    @classmethod
    def with_subjects(cls, deadlines) -> list["Deadline"]:
        """The same deadlines, each with `about`, its record: one question per kind of record."""
        deadlines = list(deadlines)
        for label in {each.subject_label for each in deadlines}:
            own = [each for each in deadlines if each.subject_label == label]
            records = in_a_list(apps.get_model(label)).in_bulk([each.subject_id for each in own])
            for each in own:
                each.about = records[each.subject_id]
        return deadlines

    def reminders(self) -> list[tuple[int, datetime.date]]:
        """Every reminder, earliest first: days before the last day, and the date."""
        dates = [length.before(self.due_on) for length in self.rule.remind]
        return [((self.due_on - date).days, date) for date in sorted(dates)]

    def reminder_days(self) -> list[datetime.date]:
        """The days of its reminders; those dated on or before the opening are not sent."""
        opened_on = clock.on(self.opened_at)
        return [date for _, date in self.reminders() if date > opened_on]

    def debtors(self):
        """The people who owe it, and are reminded."""
        if self.assignee:
            return [self.assignee]
        if self.owner == "asked":
            return [question.asked_of for question in self.open_questions()]
        return list(self.subject.people(self.owner))

    def open_questions(self):
        return ConflictQuestion.objects.filter(subject_id=self.subject_id, answer="", withdrawn_at=None).select_related(
            "asked_of"
        )
