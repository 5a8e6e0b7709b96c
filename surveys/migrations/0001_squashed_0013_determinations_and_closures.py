"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import datetime
import uuid
from importlib import import_module

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import qcp.clock
import surveys.models.survey
from qcp.workflow import triggers

first_wordings = import_module("surveys.migrations.0005_first_wordings")


class Migration(migrations.Migration):
    replaces = [
        ("surveys", "0001_initial"),
        ("surveys", "0002_guards"),
        ("surveys", "0003_operations"),
        ("surveys", "0004_what_was_seen_and_standard_wording"),
        ("surveys", "0005_first_wordings"),
        ("surveys", "0006_pencilled_days"),
        ("surveys", "0007_the_roster"),
        ("surveys", "0008_unsent_work_and_signings"),
        ("surveys", "0009_photos"),
        ("surveys", "0010_feedback_after_the_decision"),
        ("surveys", "0011_second_ratings"),
        ("surveys", "0012_hours_of_a_visit"),
        ("surveys", "0013_determinations_and_closures"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("applications", "0001_squashed_0012_requests_for_information"),
        ("documents", "0001_squashed_0002_files_in_pieces_pages_and_second_looks"),
        ("practices", "0001_squashed_0011_waiver_requests_in_writing"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "number",
                    models.PositiveIntegerField(default=surveys.models.survey.next_number, editable=False, unique=True),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("unassigned", "Waiting for a surveyor"),
                            ("proposed", "Surveyor named, conflict answers awaited"),
                            ("confirmed", "Surveyor confirmed, date awaited"),
                            ("scheduled", "Date set"),
                            ("in_progress", "Survey under way"),
                            ("findings_submitted", "Findings with QCP staff"),
                            ("report_completed", "Survey report completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="unassigned",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("initial", "Initial survey"),
                            ("repeat", "Repeat survey"),
                            ("verification", "Verification survey"),
                        ],
                        default="initial",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("ground", models.TextField(blank=True, editable=False, help_text="Why a further survey was ordered.")),
                (
                    "mode",
                    models.CharField(
                        choices=[("on_site", "On site"), ("virtual", "Virtual"), ("hybrid", "On site and virtual")],
                        default="on_site",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "agreed",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="How a day that was not offered was agreed.",
                        max_length=200,
                    ),
                ),
                ("signed_name", models.CharField(blank=True, editable=False, max_length=120)),
                ("findings_on", models.DateField(editable=False, null=True)),
                ("report_on", models.DateField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to="applications.application",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.case",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        editable=False,
                        help_text="The survey whose report led to this one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="surveys.survey",
                    ),
                ),
                (
                    "surveyor",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "unassigned",
                                    "proposed",
                                    "confirmed",
                                    "scheduled",
                                    "in_progress",
                                    "findings_submitted",
                                    "report_completed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="surveys_survey_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["initial", "repeat", "verification"])),
                        name="surveys_survey_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["on_site", "virtual", "hybrid"])),
                        name="surveys_survey_known_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "proposed",
                                        "confirmed",
                                        "scheduled",
                                        "in_progress",
                                        "findings_submitted",
                                        "report_completed",
                                    ),
                                ),
                                ("surveyor__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        (
                                            "proposed",
                                            "confirmed",
                                            "scheduled",
                                            "in_progress",
                                            "findings_submitted",
                                            "report_completed",
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("surveyor", None),
                            ),
                            _connector="OR",
                        ),
                        name="surveys_survey_surveyor_when_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("follows", None), ("ground", ""), ("kind", "initial")),
                            models.Q(
                                models.Q(("kind", "initial"), _negated=True),
                                models.Q(("ground", ""), _negated=True),
                                ("follows__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="surveys_survey_further_ones_have_a_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("findings_submitted", "report_completed")), _negated=True),
                            models.Q(models.Q(("signed_name", ""), _negated=True), ("findings_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="surveys_survey_submitted_is_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("report_on__isnull", False), ("state", "report_completed")),
                            models.Q(models.Q(("state", "report_completed"), _negated=True), ("report_on", None)),
                            _connector="OR",
                        ),
                        name="surveys_survey_completed_has_its_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("report_completed", "cancelled")), _negated=True),
                        fields=("application",),
                        name="surveys_survey_one_going_on",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "initial"), models.Q(("state", "cancelled"), _negated=True)),
                        fields=("application",),
                        name="surveys_survey_one_initial",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("device", models.CharField(editable=False, max_length=40)),
                (
                    "way",
                    models.CharField(
                        choices=[("tablet", "Handed over from the tablet"), ("file", "Brought in as a file")],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("sealed", models.TextField(editable=False)),
                (
                    "sha256",
                    models.CharField(
                        editable=False, help_text="Of the changes as they were written down.", max_length=64
                    ),
                ),
                ("changes", models.PositiveIntegerField(editable=False)),
                ("received_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("opened_at", models.DateTimeField(editable=False, null=True)),
                ("opened_because", models.TextField(blank=True, editable=False)),
                (
                    "settled",
                    models.CharField(
                        blank=True,
                        choices=[("taken", "Taken over into the survey"), ("aside", "Set aside")],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
                ("settled_because", models.TextField(blank=True, editable=False)),
                ("receipts", models.JSONField(default=list, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "survey",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "ordering": ["received_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "sha256"), name="surveys_handover_same_work_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at", None), ("opened_by", None)),
                            models.Q(
                                ("opened_at__isnull", False),
                                ("opened_by__isnull", False),
                                models.Q(("opened_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="surveys_handover_opened_by_somebody_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled", ""), ("settled_at", None)),
                            models.Q(
                                ("settled__in", ["taken", "aside"]),
                                ("settled_at__isnull", False),
                                models.Q(("settled_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="surveys_handover_settled_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled", ""), ("opened_at__isnull", False), ("settled", "aside"), _connector="OR"
                        ),
                        name="surveys_handover_taken_only_when_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=qcp.clock.now)),
                ("sha256", models.CharField(help_text="Of every finding as it was locked.", max_length=64)),
                ("counts", models.JSONField(help_text="How many findings got which rating.")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signings", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PencilledDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practices.site"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pencilled_days", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "-site__is_main", "site__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "site"), name="surveys_pencilledday_site_once_per_survey")
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("practice", "The practice, about the surveyor"),
                            ("surveyor", "The surveyor, about the practice"),
                            ("staff", "QCP staff, about the survey"),
                        ],
                        max_length=10,
                    ),
                ),
                ("marks", models.JSONField(help_text="Question -> 1 to 5.")),
                ("text", models.TextField(blank=True, max_length=2000)),
                ("given_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="feedback", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "feedback",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["practice", "surveyor", "staff"])),
                        name="surveys_feedback_known_side",
                    ),
                    models.UniqueConstraint(fields=("survey", "side"), name="surveys_feedback_once_per_side"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Determination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("discordance", "What the practice reported and what was observed do not agree"),
                            ("further_observation", "Something has to be observed further"),
                            ("action_plan", "The proof of an action plan has to be seen"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "notice_by",
                    models.DateField(help_text="The last day on which the practice could be told.", null=True),
                ),
                ("on", models.DateField(default=qcp.clock.today)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "survey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="determination", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["discordance", "further_observation", "action_plan"])),
                        name="surveys_determination_known_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_by", None), ("on__lte", models.F("notice_by")), _connector="OR"),
                        name="surveys_determination_told_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BusyDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "surveyor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="busy_days",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="busy_days",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "ordering": ["on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("surveyor", "on"), name="surveys_busyday_surveyor_not_double_booked"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyHistory",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seq", models.PositiveIntegerField(help_text="Place in the case's chain, from 1.")),
                ("version", models.PositiveIntegerField(help_text="The record's move number; 0 is its opening.")),
                ("at", models.DateTimeField()),
                ("move", models.CharField(max_length=40)),
                ("source", models.CharField(blank=True, max_length=40)),
                ("target", models.CharField(max_length=40)),
                ("note", models.TextField(blank=True)),
                ("policy", models.CharField(blank=True, max_length=200)),
                ("prev_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.case"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq"), name="surveys_surveyhistory_one_line_per_place"),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="surveys_surveyhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Surveyor",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        limit_choices_to={"role": "surveyor"},
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="surveyor",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("city", models.CharField(max_length=80)),
                ("state", models.CharField(help_text="Two letters, such as NY.", max_length=2)),
                (
                    "most_at_once",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: no limit.",
                        null=True,
                        verbose_name="surveys at the same time, at most",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only while in training: a trainee is not named for a survey.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainees",
                        to="surveys.surveyor",
                    ),
                ),
            ],
            options={
                "ordering": ["user__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__regex", "^[A-Z]{2}$")), name="surveys_surveyor_state_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mentor", None), models.Q(("mentor", models.F("user")), _negated=True), _connector="OR"
                        ),
                        name="surveys_surveyor_is_not_their_own_mentor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("most_at_once", None), ("most_at_once__gte", 1), _connector="OR"),
                        name="surveys_surveyor_surveys_at_least_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingConflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        help_text="Name and city of the organisation.",
                        max_length=200,
                        verbose_name="as the surveyor told it",
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty while the connection lasts.",
                        null=True,
                        verbose_name="connection ended on",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
                (
                    "surveyor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_conflicts",
                        to="surveys.surveyor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("surveyor", "practice"), name="surveys_standingconflict_once_per_practice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("practice__isnull", False), models.Q(("told", ""), _negated=True), _connector="OR"
                        ),
                        name="surveys_standingconflict_says_with_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Credential",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("licence", "Nursing licence"),
                            ("certification", "Oncology nursing certification"),
                            ("contract", "Contract with the program"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40)),
                ("expires_on", models.DateField(help_text="The last day on which it is valid.")),
                (
                    "to_check",
                    models.BooleanField(
                        default=False,
                        help_text="Until it is checked it does not count.",
                        verbose_name="reported by the surveyor, not yet checked",
                    ),
                ),
                (
                    "surveyor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="credentials", to="surveys.surveyor"
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "-expires_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["licence", "certification", "contract"])),
                        name="surveys_credential_known_kind",
                    ),
                    models.UniqueConstraint(
                        fields=("surveyor", "kind", "expires_on"), name="surveys_credential_once_per_kind_and_end"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("visit_on", models.DateField()),
                ("starts_at", models.TimeField(default=datetime.time(8, 30), help_text="By the clock of the site.")),
                ("ends_at", models.TimeField(default=datetime.time(16, 30))),
                (
                    "mode",
                    models.CharField(
                        choices=[("on_site", "On site"), ("virtual", "Virtual"), ("hybrid", "On site and virtual")],
                        default="on_site",
                        max_length=20,
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, help_text="Who receives the surveyor at this site.", max_length=120),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "arrival",
                    models.TextField(
                        blank=True, help_text="Which door, where to park, who to ask for.", max_length=1000
                    ),
                ),
                ("video_link", models.CharField(blank=True, max_length=300)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="practices.site"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["visit_on", "starts_at", "-site__is_main", "site__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "site"), name="surveys_visit_site_once_per_survey"),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["on_site", "virtual", "hybrid"])),
                        name="surveys_visit_known_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="surveys_visit_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "Met"),
                            ("partially_met", "Partially met"),
                            ("not_met", "Not met"),
                            ("not_applicable", "Not applicable"),
                            ("not_assessed", "Not assessed yet"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "methods",
                    models.JSONField(blank=True, default=list, help_text="The ways in which the surveyor looked."),
                ),
                ("notes", models.TextField(blank=True, max_length=4000)),
                ("commendation", models.TextField(blank=True, max_length=1000)),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why the standard does not apply here.", max_length=1000),
                ),
                (
                    "observed_at",
                    models.CharField(
                        blank=True,
                        help_text="When it was seen, by the clock on the wall there: 2026-04-01T10:15.",
                        max_length=16,
                    ),
                ),
                (
                    "closure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("closed", "Put right: the earlier finding is closed"),
                            ("open", "Not put right: the earlier finding stays open"),
                        ],
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "answers",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        help_text="Of each field: its revision, which devices spoke, what stands beside it.",
                    ),
                ),
                (
                    "clashes",
                    models.PositiveSmallIntegerField(default=0, editable=False, help_text="Fields with two answers."),
                ),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, help_text="When it was entered, by our own clock.", null=True),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        editable=False,
                        help_text="The unmet finding of the survey before, which this one has to confirm closed or open.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="surveys.finding",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.standard"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="surveys.visit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "standard"), name="surveys_finding_one_per_visit_and_standard"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rating__in", ["", "met", "partially_met", "not_met", "not_applicable", "not_assessed"])
                        ),
                        name="surveys_finding_known_rating",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closure__in", ["", "closed", "open"])),
                        name="surveys_finding_known_closure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("changed_at", None), ("revision", 0)),
                            models.Q(("changed_at__isnull", False), ("revision__gt", 0)),
                            _connector="OR",
                        ),
                        name="surveys_finding_changed_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "op_id",
                    models.UUIDField(help_text="Given by the device; named again it is the same photo.", unique=True),
                ),
                ("sha256", models.CharField(help_text="Of the bytes on the device.", max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("device", models.CharField(max_length=40)),
                ("device_seq", models.PositiveBigIntegerField()),
                ("client_at", models.DateTimeField(help_text="By the device's clock, which may be wrong.")),
                ("offset_minutes", models.SmallIntegerField(default=0)),
                ("named_at", models.DateTimeField(default=qcp.clock.now)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="surveys.finding"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["device_seq", "named_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("finding", "sha256"),
                        name="surveys_photo_once_per_finding",
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="surveys_photo_has_a_size"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Operation",
            fields=[
                (
                    "number",
                    models.BigAutoField(
                        help_text="The order in which the portal took them in.", primary_key=True, serialize=False
                    ),
                ),
                (
                    "op_id",
                    models.UUIDField(
                        help_text="Given by the device; the same change sent again is the same line.", unique=True
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("value", models.JSONField()),
                ("base", models.PositiveIntegerField(help_text="The revision of the answer that the device had seen.")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("applied", "Taken over"),
                            ("merged", "Overtaken by a later change of the same device"),
                            ("conflict", "Kept beside another answer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(help_text="The revision of the answer afterwards.")),
                ("device", models.CharField(max_length=40)),
                ("device_seq", models.PositiveBigIntegerField(help_text="The device's own running number.")),
                ("client_at", models.DateTimeField(help_text="By the device's clock, which may be wrong.")),
                (
                    "offset_minutes",
                    models.SmallIntegerField(default=0, help_text="The device's time zone, minutes east of UTC."),
                ),
                (
                    "skew_seconds",
                    models.IntegerField(help_text="How far the device's clock was ahead of the portal's.", null=True),
                ),
                ("received_at", models.DateTimeField(default=qcp.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="operations", to="surveys.finding"
                    ),
                ),
                (
                    "handed_over",
                    models.ForeignKey(
                        help_text="Out of which envelope.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operations",
                        to="surveys.handover",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="operations", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [models.Index(fields=["survey", "number"], name="surveys_operation_since")],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("notes", "What was found"),
                            ("commendation", "Commendation"),
                            ("reason", "Why it does not apply"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.CharField(max_length=600)),
                ("position", models.PositiveSmallIntegerField(default=100, help_text="Low numbers come first.")),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered to surveyors")),
                ("changed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: for all.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wordings",
                        to="applications.standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "standard wording",
                "verbose_name_plural": "standard wordings",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["notes", "commendation", "reason"])),
                        name="surveys_wording_known_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="surveys_wording_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondRating",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "Met"),
                            ("partially_met", "Partially met"),
                            ("not_met", "Not met"),
                            ("not_applicable", "Not applicable"),
                            ("not_assessed", "Not assessed yet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("rated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="second_rating", to="surveys.finding"
                    ),
                ),
                (
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_ratings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rated_at", None), ("rating", "")),
                            models.Q(
                                ("rated_at__isnull", False),
                                ("rating__in", ("met", "partially_met", "not_met", "not_applicable")),
                            ),
                            _connector="OR",
                        ),
                        name="surveys_secondrating_given_has_its_time",
                    )
                ],
            },
        ),
        migrations.RunPython(first_wordings.write, migrations.RunPython.noop),
        *triggers.guard("surveys", "survey"),
        *triggers.keep("surveys", "determination", "feedback", "operation", "signing"),
    ]
