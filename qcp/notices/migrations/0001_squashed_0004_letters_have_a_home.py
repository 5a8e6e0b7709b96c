"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import qcp.clock
from qcp.workflow import triggers


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0001_initial"),
        ("notices", "0002_letters_have_editions"),
        ("notices", "0003_enclosure"),
        ("notices", "0004_letters_have_a_home"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Home",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("identity", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("notice", models.CharField(max_length=60)),
                (
                    "occasion",
                    models.CharField(
                        help_text="What happened, once: a move of the record, a deadline's stage.", max_length=80
                    ),
                ),
                ("dedupe_key", models.CharField(max_length=240, unique=True)),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("address", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                (
                    "facts",
                    models.JSONField(
                        default=dict, help_text="What stood in the blanks; empty where the letter is private."
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=0, help_text="Whose words: 0 as shipped, else the office's edition."
                    ),
                ),
                ("url", models.CharField(blank=True, help_text="The page where the reader acts.", max_length=200)),
                (
                    "enclosure",
                    models.TextField(
                        blank=True, help_text="A text file that goes with the letter, such as an invitation."
                    ),
                ),
                ("enclosure_name", models.CharField(blank=True, max_length=80)),
                (
                    "enclosure_type",
                    models.CharField(blank=True, help_text="Its media type, with parameters.", max_length=80),
                ),
                ("created_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "not_before",
                    models.DateTimeField(
                        default=qcp.clock.now, help_text="Held back until then, here and in the inbox."
                    ),
                ),
                ("try_at", models.DateTimeField(default=qcp.clock.now, help_text="When it is sent, or sent again.")),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be delivered"),
                            ("withheld", "Not sent: the reader has left the case or the portal"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, help_text="Tries since it was last put in the outbox."),
                ),
                ("lease_until", models.DateTimeField(help_text="Until then one worker alone may send it.", null=True)),
                (
                    "fence",
                    models.PositiveIntegerField(
                        default=0, help_text="Number of the claim; a late worker's result is refused."
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("first_viewed_at", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_note", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="workflow.case",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["delivery", "try_at"], name="notices_message_due"),
                    models.Index(fields=["recipient", "-created_at"], name="notices_message_inbox"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("delivery__in", ["pending", "sending", "sent", "failed", "withheld"])),
                        name="notices_message_known_delivery",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delivery", "sent"), ("sent_at__isnull", False)),
                            models.Q(models.Q(("delivery", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="notices_message_sent_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delivery", "sending"), ("lease_until__isnull", False)),
                            models.Q(models.Q(("delivery", "sending"), _negated=True), ("lease_until", None)),
                            _connector="OR",
                        ),
                        name="notices_message_lease_while_sending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at", None),
                            models.Q(("settled_by__isnull", False), models.Q(("settled_note", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="notices_message_settled_by_someone_somehow",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("provider", models.CharField(max_length=40)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No answer recorded"),
                            ("accepted", "Accepted"),
                            ("found", "Had been accepted before"),
                            ("refused", "Refused for now"),
                            ("bounced", "Refused for good"),
                            ("unsure", "Connection lost, perhaps accepted"),
                            ("abandoned", "Left to another worker"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="'unknown, resent' when a copy may have gone out.", max_length=40
                    ),
                ),
                ("error", models.TextField(blank=True)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tries", to="notices.message"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("message", "number"), name="notices_attempt_one_per_claim")
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("notice", models.CharField(max_length=60)),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("occasion", models.CharField(max_length=80)),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("delivery", "accepted by the reader's mail server"),
                            ("view", "opened in the portal"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("on", models.DateField(help_text="The day the clock starts from.")),
                ("done_at", models.DateTimeField(help_text="When what follows from the receipt was done.", null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="notices.message"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "subject_label", "subject_id", "occasion"),
                        name="notices_receipt_once_per_occasion",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(help_text="The kind of letter.", max_length=60)),
                ("number", models.PositiveIntegerField()),
                (
                    "texts",
                    models.JSONField(help_text="Every stretch of text by its path; empty: back to the shipped words."),
                ),
                ("note", models.CharField(help_text="Why the words were changed.", max_length=300)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["key", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "number"), name="notices_edition_numbered_by_kind"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("note", ""), _negated=True), ("number__gt", 0)),
                        name="notices_edition_says_why",
                    ),
                ],
            },
        ),
        *triggers.keep("notices", "edition"),
    ]
