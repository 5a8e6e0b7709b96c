"""What was typed into the steps: one row per answer and change, right or wrong, never overwritten."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from qcp import clock


class AnswerQuerySet(models.QuerySet):
    def current(self):
        """The answers as they stand."""
        return self.filter(is_current=True)

    def for_list(self):
        return self.select_related("saved_by")


class Answer(models.Model):
    """`name` is the question's key, with the site where it is asked per site. `revision` counts the page's saves."""

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="answers")
    topic = models.CharField(max_length=40)
    name = models.CharField(max_length=90)
    value = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=clock.now, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "name"], condition=Q(is_current=True), name="applications_answer_one_stands"
            ),
            models.UniqueConstraint(
                fields=["application", "name", "revision"], name="applications_answer_once_per_revision"
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.value[:40]}"


class StepReturnQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(reply="")

    def for_list(self):
        return self.select_related("returned_by", "replied_by").order_by("-returned_at")


class StepReturn(models.Model):
    """A step, or one question of it, that came back: what the office asked for, and what the practice answered.

    `question` names the answer; `asked` and `answer_then` are the question and its answer as the office read them.
    """

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="step_returns")
    step = models.CharField(max_length=20)
    question = models.CharField(max_length=90, blank=True)
    asked = models.CharField(max_length=400, blank=True)
    answer_then = models.TextField(blank=True)
    reason = models.TextField(max_length=2000)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(default=clock.now, editable=False)
    reply = models.TextField(blank=True, max_length=2000)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True, editable=False)

    objects = StepReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-returned_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="applications_stepreturn_says_why"),
            models.CheckConstraint(
                condition=Q(reply="", replied_by=None, replied_at=None)
                | (~Q(reply="") & Q(replied_by__isnull=False, replied_at__isnull=False)),
                name="applications_stepreturn_reply_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.step} returned: {self.reason[:40]}"

    @property
    def in_words(self) -> str:
        """What is asked for, with the question it is about."""
        return f"{self.asked} {self.reason}" if self.asked else self.reason


class LookedThrough(models.Model):
    """Somebody of the practice went through a page of answers that came from the last application."""

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="looked_through")
    topic = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "topic"], name="applications_lookedthrough_once"),
        ]

    def __str__(self):
        return f"{self.topic} of {self.application}"


class IncludedSite(models.Model):
    """A site that takes part, as it stood on the day of the submission."""

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="included_sites")
    site = models.ForeignKey("practices.Site", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "site"], name="applications_includedsite_once"),
        ]

    def __str__(self):
        return f"{self.site} in {self.application}"
