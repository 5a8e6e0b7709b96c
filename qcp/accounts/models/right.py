"""Who gave or took away which right, and when."""

from django.conf import settings
from django.db import models

from qcp import clock


class RightChange(models.Model):
    """From then on a person could do more, or less. Written with the change itself; a line is never changed."""

    append_only = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="right_changes")
    what = models.CharField(max_length=200, help_text="What the person is from then on, in words.")
    practice_id = models.UUIDField(null=True, editable=False, help_text="Whose members read it; None: the office's.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = "change of rights"
        verbose_name_plural = "changes of rights"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["practice_id", "-at"], name="accounts_right_of_practice")]

    def __str__(self):
        return f"{self.person}: {self.what}"
