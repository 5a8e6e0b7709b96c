"""The outbox and the inbox: one row per recipient, rendered when it was decided; each try to send it; each receipt."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from qcp import clock
from qcp.access.confidential import closed_to_the_rest
from qcp.workflow.models import Case

from ..registry import NOTICES

PATIENCE = timedelta(minutes=15)  # a worker comes by every minute; after that long something is wrong
DAILY_KEY = "notices.daily"
UNDELIVERED = Q(delivery="failed", settled_at=None)
KNOWN = ["pending", "sending", "sent", "failed", "withheld", "gathered", "in-daily", "portal"]


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own letters: not while the act can still be undone, and none of a case one has stepped off.

        Without the daily letters, which only name others.
        """
        mine = self.filter(recipient=user, not_before__lte=clock.now()).exclude(notice=DAILY_KEY)
        return mine.exclude(case__recusals__user=user)

    def for_office(self, user):
        """Everybody's letters, for the office, without those of cases closed to this person: stepped off, not named."""
        return self.exclude(case__recusals__user=user).exclude(closed_to_the_rest(user)).select_related("recipient")

    def for_list(self):
        return self.defer("body", "enclosure", "last_error").order_by("-created_at", "pk")

    def unread(self):
        return self.filter(first_viewed_at=None)

    def due(self):
        """What a worker may take now: waiting and no longer held back, or left behind by a worker that died."""
        now = clock.now()
        waiting = Q(delivery=Message.Delivery.PENDING, try_at__lte=now)
        left_behind = Q(delivery=Message.Delivery.SENDING, lease_until__lt=now)
        return self.filter(waiting | left_behind).order_by("try_at", "pk")

    def gathered(self):
        """What the next daily letters name: no longer held back for undoing."""
        return self.filter(delivery=Message.Delivery.GATHERED, not_before__lte=clock.now())

    def undelivered(self):
        """Dead letters: given up or bounced, and nobody has settled it in another way."""
        return self.filter(UNDELIVERED)

    def needing_a_hand(self):
        """Dead letters, letters that no worker comes for, and receipts whose consequences failed."""
        unfinished = Exists(Receipt.objects.filter(message=OuterRef("pk"), done_at=None))
        stuck = Q(pk__in=self.due().filter(try_at__lt=clock.now() - PATIENCE).values("pk"))
        return self.filter(UNDELIVERED | stuck | Q(unfinished))


class Message(models.Model):
    """A letter to one person, in the portal and by e-mail. Its text never changes."""

    class Delivery(models.TextChoices):
        PENDING = "pending", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be delivered"
        WITHHELD = "withheld", "Not sent: the reader has left the case or the portal"
        GATHERED = "gathered", "Waits for the daily letter, as the reader asked"
        IN_DAILY = "in-daily", "Named in the daily letter, as the reader asked"
        PORTAL = "portal", "In the portal only, as the reader asked"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.CharField(max_length=60)
    occasion = models.CharField(
        max_length=80, help_text="What happened, once: a move of the record, a deadline's stage."
    )
    dedupe_key = models.CharField(max_length=240, unique=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="messages")
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="messages"
    )
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    facts = models.JSONField(default=dict, help_text="What stood in the blanks; empty where the letter is private.")
    edition = models.PositiveIntegerField(default=0, help_text="Whose words: 0 as shipped, else the office's edition.")
    url = models.CharField(max_length=200, blank=True, help_text="The page where the reader acts.")
    enclosure = models.TextField(blank=True, help_text="A text file that goes with the letter, such as an invitation.")
    enclosure_name = models.CharField(max_length=80, blank=True)
    enclosure_type = models.CharField(max_length=80, blank=True, help_text="Its media type, with parameters.")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    not_before = models.DateTimeField(default=clock.now, help_text="Held back until then, here and in the inbox.")
    try_at = models.DateTimeField(default=clock.now, help_text="When it is sent, or sent again.")
    delivery = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Tries since it was last put in the outbox.")
    lease_until = models.DateTimeField(null=True, help_text="Until then one worker alone may send it.")
    fence = models.PositiveIntegerField(default=0, help_text="Number of the claim; a late worker's result is refused.")
    sent_at = models.DateTimeField(null=True)
    first_viewed_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_note = models.TextField(blank=True)
    daily = models.ForeignKey("notices.Daily", null=True, on_delete=models.PROTECT, related_name="letters")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "letter"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["delivery", "try_at"], name="notices_message_due"),
            models.Index(fields=["recipient", "-created_at"], name="notices_message_inbox"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(delivery__in=KNOWN),
                name="notices_message_known_delivery",
            ),
            models.CheckConstraint(
                condition=Q(delivery="sent", sent_at__isnull=False) | (~Q(delivery="sent") & Q(sent_at=None)),
                name="notices_message_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(delivery="sending", lease_until__isnull=False)
                | (~Q(delivery="sending") & Q(lease_until=None)),
                name="notices_message_lease_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | (Q(settled_by__isnull=False) & ~Q(settled_note="")),
                name="notices_message_settled_by_someone_somehow",
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.address}"

    def get_absolute_url(self):
        return reverse("notices:message", args=[self.pk])

    def get_office_url(self):
        return reverse("notices:undelivered", args=[self.pk])

    @property
    def is_due(self) -> bool:
        """As `due()` says it, for a letter that has been locked since it was listed."""
        now = clock.now()
        waiting = self.delivery == self.Delivery.PENDING and self.try_at <= now
        return waiting or (self.delivery == self.Delivery.SENDING and (self.lease_until or now) < now)

    @property
    def is_undelivered(self) -> bool:
        return self.delivery == self.Delivery.FAILED and self.settled_at is None

    @property
    def is_private(self) -> bool:
        """Not for the office's eyes; a kind of letter that is no longer declared is kept closed too."""
        notice = NOTICES.get(self.notice)
        return notice is None or notice.private

    @property
    def is_unread(self) -> bool:
        return self.first_viewed_at is None

    @property
    def reference(self) -> str:
        """The Message-ID, the same for every try: by it a copy is known as a copy."""
        return f"{self.pk.hex}@{settings.PROGRAM_MAILBOX.rpartition('@')[2]}"


class Attempt(models.Model):
    """One try to send a letter: written before the try, with its outcome after. An open outcome tells of a crash."""

    class Outcome(models.TextChoices):
        OPEN = "", "No answer recorded"
        ACCEPTED = "accepted", "Accepted"
        FOUND = "found", "Had been accepted before"
        REFUSED = "refused", "Refused for now"
        BOUNCED = "bounced", "Refused for good"
        UNSURE = "unsure", "Connection lost, perhaps accepted"
        ABANDONED = "abandoned", "Left to another worker"

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="tries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now, editable=False)
    provider = models.CharField(max_length=40)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    note = models.CharField(max_length=40, blank=True, help_text="'unknown, resent' when a copy may have gone out.")
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="notices_attempt_one_per_claim")]

    def __str__(self):
        return f"Try {self.number}: {self.get_outcome_display()}"


class Receipt(models.Model):
    """A notice has reached somebody: the moment from which clocks 'on receipt' run, once per occasion."""

    class By(models.TextChoices):
        DELIVERY = "delivery", "accepted by the reader's mail server"
        VIEW = "view", "opened in the portal"

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="receipts")
    notice = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    occasion = models.CharField(max_length=80)
    by = models.CharField(max_length=10, choices=By.choices)
    at = models.DateTimeField(default=clock.now, editable=False)
    on = models.DateField(help_text="The day the clock starts from.")
    done_at = models.DateTimeField(null=True, help_text="When what follows from the receipt was done.")
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "subject_label", "subject_id", "occasion"], name="notices_receipt_once_per_occasion"
            )
        ]

    def __str__(self):
        return f"{self.notice} received on {self.on}"
