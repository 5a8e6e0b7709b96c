"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import qcp.clock
import qcp.deadlines.models.calendar_key


class Migration(migrations.Migration):
    replaces = [("deadlines", "0001_initial"), ("deadlines", "0002_more_ways_to_ask_for_what_is_open")]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(default=qcp.deadlines.models.calendar_key.new_token, max_length=64, unique=True),
                ),
                ("made_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_key",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField(db_index=True)),
                ("practice_id", models.UUIDField(help_text="Whose calendar it is shown in.", null=True)),
                (
                    "owner",
                    models.CharField(
                        help_text="The role that owes it (a key of the subject's people()).", max_length=20
                    ),
                ),
                ("opened_because", models.CharField(help_text="The event that started it, in words.", max_length=200)),
                (
                    "length",
                    models.CharField(
                        help_text="How long it ran when it was opened; empty when its end was set by a decision.",
                        max_length=40,
                    ),
                ),
                ("zone", models.CharField(help_text="The zone in which its days are counted.", max_length=40)),
                ("starts_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("paused", "Paused"),
                            ("met", "Met"),
                            ("missed", "Missed"),
                            ("cancelled", "Cancelled"),
                            ("moved", "Moved"),
                        ],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("wake_at", models.DateTimeField(db_index=True, null=True)),
                (
                    "reminded",
                    models.IntegerField(
                        help_text="Days before due of the latest reminder that is behind us.", null=True
                    ),
                ),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "missed_at",
                    models.DateTimeField(
                        editable=False, help_text="When the portal saw that its last day had passed.", null=True
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "entry",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, help_text="Its entry in calendars: the same after a move."
                    ),
                ),
                (
                    "sequence",
                    models.PositiveSmallIntegerField(default=0, help_text="How often the entry's date has changed."),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        help_text="The one person who owes it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="workflow.case"
                    ),
                ),
                (
                    "moved_to",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_from",
                        to="deadlines.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ("running", "paused"))),
                        fields=["practice_id", "due_on"],
                        name="deadlines_open_of_practice",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ("running", "paused"))),
                        fields=["owner", "due_on"],
                        name="deadlines_open_of_owner",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ("running", "paused"))),
                        fields=["case", "kind"],
                        name="deadlines_open_of_case",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("running", "paused"))),
                        fields=("kind", "subject_id"),
                        name="deadlines_deadline_one_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("status__in", ("running", "paused"))),
                            models.Q(
                                models.Q(("status__in", ("running", "paused")), _negated=True),
                                models.Q(("closed_at", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadlines_deadline_closed_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "running"), ("wake_at", None), _connector="OR"),
                        name="deadlines_deadline_only_the_running_wake",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("starts_on"))),
                        name="deadlines_deadline_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "score-validity",
                                    "waiver-request",
                                    "webinar-proof",
                                    "completeness-review",
                                    "edition-choice",
                                    "surveyor-named",
                                    "conflict-answers",
                                    "survey-held",
                                    "findings-submitted",
                                    "report-issued",
                                    "repeat-survey-notice",
                                    "action-plan",
                                    "committee-review",
                                    "final-deadline",
                                    "last-evidence",
                                    "extension-window",
                                    "extension",
                                    "invoice",
                                    "certification-term",
                                    "recertification-invitation",
                                    "recertification-grace",
                                    "organisation-change-report",
                                    "appeal",
                                    "revocation-response",
                                ],
                            )
                        ),
                        name="deadlines_deadline_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="deadlines.deadline"
                    ),
                ),
            ],
            options={
                "ordering": ["from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("deadline",),
                        name="deadlines_pause_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                        name="deadlines_pause_ends_after_it_starts",
                    ),
                ],
            },
        ),
    ]
