"""Who stepped off which case, and who still owes an answer about conflicts."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import Role
from qcp.workflow.models import Case

CAPACITIES = {
    "surveyor": "surveyor",
    "reviewer": "Committee Reviewer",
    "council": "member of the Oversight Council for this case",
    "council-second": "second member of the Oversight Council for this case",
    "panel": "member of the panel",
    "lead": "person who leads this confidential case",
    "colleague": "colleague named on this confidential case",
}
NAMED = (Role.PRACTICE, Role.STAFF, Role.MANAGER, Role.SURVEYOR)  # whose names a practice is told


FROM_OUTSIDE_OR_TAKEN_ALONG = models.Q(role__in=Role.values) & (
    models.Q(act="downloaded") | ~models.Q(role=Role.PRACTICE)
)


class Recusal(models.Model):
    """A person off a case. Details are never asked; rows, counts, search hits and history close to that person."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recusals")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="access_recusal_once_per_case")]

    def __str__(self):
        return f"{self.user} is off {self.case}"


class ConflictQuestion(models.Model):
    """'Do you have a conflict of interest here?', asked of one person before a record opens to them.

    `subject` names the record ('surveys.Survey', its id). `capacity` is what they would do on the case:
    'surveyor', 'practice' (answered by the signatory), 'reviewer', 'council', 'panel'.
    """

    class Answer(models.TextChoices):
        NONE = "none", "No conflict"
        CONFLICT = "conflict", "Conflict, or not able to take part"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflict_questions")
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    capacity = models.CharField(max_length=20)
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflict_questions")
    about = models.CharField(max_length=200, help_text="The practice's name and city: all that is shown till then.")
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False, help_text="No longer asked: the assignment ended.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "capacity", "asked_of"],
                condition=models.Q(withdrawn_at=None),
                name="access_conflictquestion_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None) | (~models.Q(answer="") & ~models.Q(answered_at=None)),
                name="access_conflictquestion_answer_has_its_time",
            ),
        ]

    def __str__(self):
        return f"Conflict question to {self.asked_of} about {self.about}"

    def get_absolute_url(self):
        return reverse("access:conflict", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Still to be answered."""
        return not self.answer and self.withdrawn_at is None

    @property
    def capacity_in_words(self) -> str:
        return CAPACITIES.get(self.capacity, self.capacity)

    @property
    def clear(self) -> bool:
        return self.answer == self.Answer.NONE


class OpeningQuerySet(models.QuerySet):
    def of_practice(self, practice):
        """The log of one practice, newest first. Who may read it is asked of the practice."""
        return self.filter(practice_id=practice.pk).select_related("person").order_by("-at", "-pk")


class Opening(models.Model):
    """Somebody from outside a practice opened one of its records, or anybody took one along. Never changed."""

    append_only = True

    class Act(models.TextChoices):
        OPENED = "opened", "Opened"
        DOWNLOADED = "downloaded", "Downloaded"

    practice_id = models.UUIDField(editable=False)
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    what = models.CharField(max_length=200, help_text="Its name, as the practice itself knows it.")
    act = models.CharField(max_length=10, choices=Act.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, help_text="What the person was in the program then.")
    why = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["practice_id", "-at"], name="access_opening_of_practice"),
            models.Index(fields=["person", "subject_id", "-at"], name="access_opening_recent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act__in=("opened", "downloaded")), name="access_opening_known_act"
            ),
            models.CheckConstraint(
                condition=FROM_OUTSIDE_OR_TAKEN_ALONG, name="access_opening_from_outside_or_taken_along"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.what}"

    @property
    def by(self) -> str:
        """Its own people, office and surveyors stand by name; reviewers and council by their role alone."""
        return f"{self.person}, {self.get_role_display()}" if self.role in NAMED else self.get_role_display()


class ListOpening(models.Model):
    """Somebody from outside the practices read a list that names practices, or anybody took it along. Never changed."""

    append_only = True
    Act = Opening.Act

    what = models.CharField(max_length=200, help_text="The title of the list.")
    address = models.CharField(max_length=300, help_text="Where it was, with everything that narrowed it.")
    rows = models.PositiveIntegerField(null=True, help_text="How many rows it had in all.")
    act = models.CharField(max_length=10, choices=Opening.Act.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, help_text="What the person was in the program then.")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = "opened list"
        ordering = ["-at"]
        indexes = [models.Index(fields=["person", "address", "-at"], name="access_list_recent")]
        constraints = [
            models.CheckConstraint(condition=models.Q(act__in=("opened", "downloaded")), name="access_list_known_act"),
            models.CheckConstraint(
                condition=FROM_OUTSIDE_OR_TAKEN_ALONG, name="access_list_from_outside_or_taken_along"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.what}"


class Viewing(models.Model):
    """Somebody of the office looked at the portal as a member of a practice sees it, and could change nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    began_at = models.DateTimeField(default=clock.now, editable=False)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "view as a member"
        verbose_name_plural = "views as a member"
        ordering = ["-began_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="access_viewing_has_its_reason"),
            models.CheckConstraint(
                condition=~models.Q(viewer=models.F("person")), name="access_viewing_of_somebody_else"
            ),
        ]

    def __str__(self):
        return f"{self.viewer} as {self.person}"


class NamedQuerySet(models.QuerySet):
    def standing(self):
        """Named and not taken off again, answered or not."""
        return self.filter(ended_at=None)

    def cleared(self):
        """Those to whom the case is open: they answered that no conflict exists."""
        return self.standing().exclude(cleared_at=None)


class Named(models.Model):
    """A person named on a confidential case. Once there is one, nobody else of the program reads any of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="named")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="named_on")
    capacity = models.CharField(max_length=20, help_text="What they do on the case: 'lead', 'colleague' or 'panel'.")
    named_at = models.DateTimeField(default=clock.now, editable=False)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="None: the portal."
    )
    cleared_at = models.DateTimeField(null=True, editable=False, help_text="Answered that no conflict exists.")
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=models.Q(ended_at=None), name="access_named_once_per_case"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__in=("lead", "colleague", "panel")), name="access_named_known_capacity"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {CAPACITIES[self.capacity]}"

    @property
    def capacity_in_words(self) -> str:
        return CAPACITIES[self.capacity][:1].upper() + CAPACITIES[self.capacity][1:]

    @property
    def standing(self) -> str:
        """In words: whether the case is open to them."""
        if self.ended_at:
            return "No longer named"
        return "No conflict: the case is open to them" if self.cleared_at else "Asked about conflicts of interest"


class Hold(models.Model):
    """Nothing of this case is ever deleted: it may be needed as evidence."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="hold")
    placed_at = models.DateTimeField(default=clock.now, editable=False)
    because = models.CharField(max_length=200)

    def __str__(self):
        return f"Hold on {self.case}"
