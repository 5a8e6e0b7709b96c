"""Who signed in, when and from where."""

from django.conf import settings
from django.db import models

from qcp import clock


class SignIn(models.Model):
    """Somebody proved who they are and came in. A line is never changed."""

    append_only = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField(default=clock.now, editable=False)
    origin = models.CharField(max_length=45, help_text="The address on the network.")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"], name="accounts_signin_of_person")]

    def __str__(self):
        return f"{self.person} from {self.origin}"
