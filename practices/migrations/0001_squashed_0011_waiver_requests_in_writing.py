"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django_fsm
from django.conf import settings
from django.db import migrations, models

import practices.models.practice
import qcp.clock
from qcp.workflow import triggers


class Migration(migrations.Migration):
    replaces = [
        ("practices", "0001_initial"),
        ("practices", "0002_guards"),
        ("practices", "0003_data_release"),
        ("practices", "0004_score_waiver"),
        ("practices", "0005_guard_score_waiver"),
        ("practices", "0006_organisation_change"),
        ("practices", "0007_half_typed_figures"),
        ("practices", "0008_handing_over_the_signature"),
        ("practices", "0009_policy_requests_and_webinar_claims"),
        ("practices", "0010_webhook_of_a_recipient"),
        ("practices", "0011_waiver_requests_in_writing"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleasedPayload",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("kept_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="MeasureSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("track", models.CharField(max_length=20)),
                ("threshold_percent", models.PositiveSmallIntegerField()),
                ("strategy", models.CharField(max_length=40)),
                ("content_hash", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "ordering": ["code", "version"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="practices_measureset_one_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(("threshold_percent__gte", 1), ("threshold_percent__lte", 100)),
                        name="practices_measureset_threshold_is_a_percentage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=20)),
                ("module", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proportion", "Proportion"),
                            ("inverse", "Inverse (lower is better)"),
                            ("composite", "Composite (every part met)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "parts",
                    models.CharField(
                        blank=True, help_text="Of a composite: the measures it is made of.", max_length=200
                    ),
                ),
                (
                    "measure_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="practices.measureset"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("measure_set", "code"), name="practices_measure_once_per_set"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["proportion", "inverse", "composite"])),
                        name="practices_measure_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChartMinimum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fte_up_to", models.DecimalField(decimal_places=3, max_digits=7, null=True, verbose_name="FTE up to")),
                ("charts", models.PositiveIntegerField()),
                (
                    "measure_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chart_minimums",
                        to="practices.measureset",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("fte_up_to"), nulls_last=True)],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure_set", "fte_up_to"), name="practices_chartminimum_once_per_size"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ModuleTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("module", models.CharField(max_length=20)),
                ("charts", models.PositiveIntegerField()),
                (
                    "measure_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="practices.measureset"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure_set", "module"), name="practices_moduletarget_once_per_set"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(editable=False, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(max_length=254)),
                (
                    "wanted",
                    models.CharField(
                        blank=True, help_text="Slugs of the policies, with commas between.", max_length=400
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=2000)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("portal", "In the portal"),
                            ("mail", "By e-mail"),
                            ("letter", "By letter"),
                            ("telephone", "By telephone"),
                        ],
                        default="portal",
                        max_length=10,
                    ),
                ),
                ("received_on", models.DateField(default=qcp.clock.today)),
                ("recorded_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-received_on", "-recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recorded_by", None), ("way", "portal")),
                            models.Q(("recorded_by__isnull", False), ("way__in", ("mail", "letter", "telephone"))),
                            _connector="OR",
                        ),
                        name="practices_policyrequest_elsewhere_was_recorded_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="practices_policyrequest_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None), ("answered_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="practices_policyrequest_answered_after_it_came",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(
                        default=practices.models.practice.next_number, editable=False, max_length=12, unique=True
                    ),
                ),
                ("legal_name", models.CharField(max_length=200)),
                ("city", models.CharField(max_length=100)),
                ("state", models.CharField(max_length=2)),
                (
                    "oncologist_hours",
                    models.PositiveIntegerField(
                        default=40,
                        help_text="Clinical hours a week of all medical oncologists and hematologists together.",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                ("joined_on", models.DateField(default=qcp.clock.today, editable=False)),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^QP-[0-9]{4,}$")), name="practices_practice_number_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__regex", "^[A-Z]{2}$")), name="practices_practice_state_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("oncologist_hours__gte", 1)), name="practices_practice_has_hours"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[("viewer", "Viewer"), ("editor", "Editor"), ("signatory", "Signatory")], max_length=10
                    ),
                ),
                ("since", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="practices.practice"
                    ),
                ),
            ],
            options={
                "ordering": ["user__name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("practice", "user"),
                        name="practices_membership_one_open_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["viewer", "editor", "signatory"])),
                        name="practices_membership_known_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("since")), _connector="OR"),
                        name="practices_membership_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "afterwards",
                    models.CharField(
                        choices=[
                            ("editor", "Stay as editor"),
                            ("viewer", "Stay as viewer"),
                            ("leaves", "Leave the practice"),
                        ],
                        default="editor",
                        max_length=10,
                    ),
                ),
                ("offered_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("declined", "Declined"), ("withdrawn", "Withdrawn")],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers_given",
                        to="practices.membership",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers_received",
                        to="practices.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["-offered_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")), fields=("giver",), name="practices_handover_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                ("answer__in", ("accepted", "declined", "withdrawn")), ("answered_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="practices_handover_answer_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("afterwards__in", ("editor", "viewer", "leaves"))),
                        name="practices_handover_known_afterwards",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[("health-plan", "Health plan"), ("other", "Other entity")], max_length=12
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail of its contact")),
                (
                    "webhook_url",
                    models.URLField(blank=True, editable=False, help_text="Where changes are sent as they happen."),
                ),
                ("webhook_secret", models.TextField(blank=True, editable=False, help_text="What signs them; sealed.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="practices_recipient_one_per_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("health-plan", "other"))), name="practices_recipient_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("opened_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="practices_recipient_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="practices_recipient_closed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecipientToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "hint",
                    models.CharField(
                        editable=False, help_text="Its last characters, to tell tokens apart.", max_length=4
                    ),
                ),
                ("made_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "ends_at",
                    models.DateTimeField(editable=False, help_text="From then on it opens nothing.", null=True),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to="practices.recipient"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("agreed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("typed_name", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("terms_version", models.CharField(max_length=20)),
                ("terms", models.TextField(help_text="The text agreed to, whole.")),
                ("terms_sha256", models.CharField(max_length=64)),
                ("payload", models.TextField(help_text="What would have gone on that day, as it was shown.")),
                ("payload_sha256", models.CharField(max_length=64)),
                ("revoked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="practices.practice"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="practices.recipient"
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-agreed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("practice", "recipient"),
                        name="practices_release_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("typed_name", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("terms", ""), _negated=True),
                        ),
                        name="practices_release_says_who_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None)),
                            models.Q(("revoked_at__gte", models.F("agreed_at")), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="practices_release_revoked_by_someone_afterwards",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("list", "Read with the list of practices"),
                            ("one", "Read by itself"),
                            ("bulk", "Checked in a file"),
                            ("fhir", "Read as a FHIR Organization"),
                            ("signed", "Read as a signed statement"),
                            ("webhook", "Sent when it changed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="practices.practice"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="practices.recipient",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="practices.release"
                    ),
                ),
                (
                    "payload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="practices.releasedpayload",
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["practice", "-at"], name="practices_disclosure_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ("list", "one", "bulk", "fhir", "signed", "webhook"))),
                        name="practices_disclosure_channel",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(help_text="Year and season, as in '2026-spring'.", max_length=20)),
                ("track", models.CharField(max_length=20)),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("report_on", models.DateField()),
                (
                    "measure_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="practices.measureset"
                    ),
                ),
            ],
            options={
                "ordering": ["-opens_on", "track"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "track"), name="practices_round_once_per_season_and_track"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__lte", models.F("report_on")), ("opens_on__lte", models.F("closes_on"))
                        ),
                        name="practices_round_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreSubmission",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "With QCP staff"),
                            ("returned", "Returned to the practice"),
                            ("final", "Final"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("saved_at", models.DateTimeField(editable=False, null=True)),
                ("submitted_on", models.DateField(editable=False, null=True)),
                ("finalized_on", models.DateField(editable=False, null=True)),
                (
                    "received_on",
                    models.DateField(
                        editable=False, help_text="First delivery of a result to the practice.", null=True
                    ),
                ),
                (
                    "waiver_clock_on",
                    models.DateField(
                        editable=False,
                        help_text="The day the waiver clock started; it never starts again for the round.",
                        null=True,
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
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score_submissions",
                        to="practices.practice",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="practices.round"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-round__opens_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "returned", "final", "withdrawn"])),
                        name="practices_scoresubmission_known_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("practice", "round"),
                        name="practices_scoresubmission_one_per_round",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "withdrawn")), ("submitted_on__isnull", False), _connector="OR"
                        ),
                        name="practices_scoresubmission_handed_in_has_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finalized_on__isnull", False), ("state", "final")),
                            models.Q(models.Q(("state", "final"), _negated=True), ("finalized_on", None)),
                            _connector="OR",
                        ),
                        name="practices_scoresubmission_final_has_its_date",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ScoreResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("inputs", models.JSONField(editable=False)),
                ("strategy", models.CharField(max_length=40)),
                ("numerator", models.PositiveIntegerField()),
                ("denominator", models.PositiveIntegerField()),
                ("percent", models.CharField(help_text="Cut off after two decimals.", max_length=6)),
                ("meets_percentage", models.BooleanField()),
                ("qualifies", models.BooleanField()),
                ("reasons", models.JSONField(default=list)),
                ("valid_until", models.DateField(help_text="Last day on which it can support a new application.")),
                ("superseded_at", models.DateTimeField(editable=False, null=True)),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="practices.scoresubmission",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("submission",),
                        name="practices_scoreresult_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("qualifies", False), ("meets_percentage", True), _connector="OR"),
                        name="practices_scoreresult_qualifies_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModuleCharts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.CharField(max_length=20)),
                ("eligible", models.PositiveIntegerField()),
                ("abstracted", models.PositiveIntegerField()),
                ("attested", models.BooleanField(default=False, verbose_name="all eligible charts were abstracted")),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="module_charts",
                        to="practices.scoresubmission",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "module"), name="practices_modulecharts_once"),
                    models.CheckConstraint(
                        condition=models.Q(("abstracted__lte", models.F("eligible"))),
                        name="practices_modulecharts_abstracted_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("attested", False), ("abstracted", models.F("eligible")), _connector="OR"),
                        name="practices_modulecharts_attested_is_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numerator", models.PositiveIntegerField()),
                ("denominator", models.PositiveIntegerField()),
                ("excluded", models.PositiveIntegerField(default=0)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practices.measure"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measure_scores",
                        to="practices.scoresubmission",
                    ),
                ),
            ],
            options={
                "ordering": ["measure__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "measure"), name="practices_measurescore_once"),
                    models.CheckConstraint(
                        condition=models.Q(("numerator__lte", models.F("denominator"))),
                        name="practices_measurescore_numerator_fits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HalfTyped",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("values", models.JSONField(default=dict, help_text="As typed, by the name of the field.")),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="half_typed",
                        to="practices.scoresubmission",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScoreSubmissionHistory",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history",
                        to="practices.scoresubmission",
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="practices_scoresubmissionhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="practices_scoresubmissionhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreWaiver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("requested", "Requested"),
                            ("in_review", "With the Oversight Council"),
                            ("granted", "Granted"),
                            ("denied", "Denied"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="requested",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "disputed",
                    models.JSONField(editable=False, help_text="Codes of the measures that the request is about."),
                ),
                ("characteristic", models.TextField(max_length=4000, verbose_name="what is unique about the practice")),
                ("effect", models.TextField(max_length=4000, verbose_name="how it lowered these measures")),
                ("without_numerator", models.PositiveIntegerField(editable=False)),
                ("without_denominator", models.PositiveIntegerField(editable=False)),
                (
                    "percentage_only",
                    models.BooleanField(editable=False, help_text="Nothing but the percentage stands in the way."),
                ),
                (
                    "requested_on",
                    models.DateField(editable=False, help_text="The day on which the request reached the program."),
                ),
                ("came_elsewhere", models.BooleanField(default=False, editable=False)),
                ("decided_on", models.DateField(editable=False, null=True)),
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
                    "council_member",
                    models.ForeignKey(
                        help_text="Decides.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers_to_decide",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waivers", to="practices.practice"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practices.scoreresult"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waivers", to="practices.round"
                    ),
                ),
                (
                    "second_member",
                    models.ForeignKey(
                        help_text="Confirms a grant.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="practices.scoresubmission",
                    ),
                ),
            ],
            options={
                "ordering": ["-requested_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["requested", "in_review", "granted", "denied", "withdrawn"])),
                        name="practices_scorewaiver_known_state",
                    ),
                    models.UniqueConstraint(fields=("practice", "round"), name="practices_scorewaiver_once_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("council_member__isnull", False),
                                ("decided_on__isnull", False),
                                ("state__in", ("granted", "denied")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("granted", "denied")), _negated=True), ("decided_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="practices_scorewaiver_decision_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "granted"), _negated=True),
                            ("second_member__isnull", False),
                            _connector="OR",
                        ),
                        name="practices_scorewaiver_granted_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("council_member", None),
                            ("second_member", None),
                            models.Q(("council_member", models.F("second_member")), _negated=True),
                            _connector="OR",
                        ),
                        name="practices_scorewaiver_two_people",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="GrantProposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("proposed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "waiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="practices.scorewaiver",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("waiver",),
                        name="practices_grantproposal_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreWaiverHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="practices.scorewaiver"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="practices_scorewaiverhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="practices_scorewaiverhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("street", models.CharField(max_length=200)),
                ("city", models.CharField(max_length=100)),
                ("state", models.CharField(max_length=2)),
                ("zip", models.CharField(max_length=10, verbose_name="ZIP code")),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("treats_here", models.BooleanField(default=True, verbose_name="patients are treated here")),
                ("is_main", models.BooleanField(default=False, verbose_name="main site")),
                ("closed_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="practices.practice"
                    ),
                ),
            ],
            options={
                "ordering": ["-is_main", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "name"), name="practices_site_name_once_per_practice"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on", None), ("is_main", True)),
                        fields=("practice",),
                        name="practices_site_one_main",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__regex", "^[A-Z]{2}$")), name="practices_site_state_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("zip__regex", "^[0-9]{5}(-[0-9]{4})?$")), name="practices_site_zip_form"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("reported", "Reported"),
                            ("in_review", "In review"),
                            ("determined", "Determined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="reported",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merger", "Merger"),
                            ("acquisition", "Acquisition"),
                            ("name_change", "Change of name"),
                            ("site_added", "Site added"),
                            ("site_closed", "Site closed"),
                            ("leadership", "Change of leadership"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="day of the transaction")),
                ("account", models.TextField(max_length=4000, verbose_name="in your own words")),
                ("reported_on", models.DateField(default=qcp.clock.today, editable=False)),
                ("due_on", models.DateField(editable=False)),
                (
                    "opened_by_office",
                    models.BooleanField(default=False, editable=False, help_text="Nobody had reported it."),
                ),
                (
                    "new_entity",
                    models.BooleanField(
                        editable=False, help_text="Another legal entity: the agreements are signed anew.", null=True
                    ),
                ),
                ("closed_on", models.DateField(editable=False, null=True)),
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
                    "reported_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="practices.practice"
                    ),
                ),
                (
                    "closing",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="practices.site",
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_on", "-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["reported", "in_review", "determined", "withdrawn"])),
                        name="practices_orgchange_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["merger", "acquisition", "name_change", "site_added", "site_closed", "leadership"],
                            )
                        ),
                        name="practices_orgchange_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("state__in", ("determined", "withdrawn"))),
                            models.Q(("closed_on", None), ("state__in", ("reported", "in_review"))),
                            _connector="OR",
                        ),
                        name="practices_orgchange_closed_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("new_entity__isnull", False), ("state", "determined")),
                            models.Q(models.Q(("state", "determined"), _negated=True), ("new_entity", None)),
                            _connector="OR",
                        ),
                        name="practices_orgchange_entity_is_determined",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing__isnull", False), ("kind", "site_closed")),
                            models.Q(models.Q(("kind", "site_closed"), _negated=True), ("closing", None)),
                            _connector="OR",
                        ),
                        name="practices_orgchange_closing_names_its_site",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ChangedFact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=200)),
                ("before", models.CharField(blank=True, max_length=400)),
                ("after", models.CharField(max_length=400)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="practices.organisationchange",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("change", "position"), name="practices_changedfact_one_per_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationChangeHistory",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history",
                        to="practices.organisationchange",
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="practices_organisationchangehistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="practices_organisationchangehistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteOutcome",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("retained", "Keeps its certified status"),
                            ("lost", "Is not certified"),
                            ("new_survey", "Needs a new survey"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "settled_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("retained", "Keeps its certified status"),
                            ("lost", "Is not certified"),
                            ("new_survey", "Needs a new survey"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("settled_on", models.DateField(editable=False, null=True)),
                ("settled_note", models.TextField(blank=True, editable=False)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="practices.organisationchange",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="practices.site"
                    ),
                ),
            ],
            options={
                "ordering": ["site__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("change", "site"), name="practices_siteoutcome_once_per_site"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["retained", "lost", "new_survey"])),
                        name="practices_siteoutcome_known_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_as", ""), ("settled_by", None), ("settled_on", None)),
                            models.Q(
                                ("outcome", "new_survey"),
                                ("settled_as__in", ("retained", "lost")),
                                ("settled_by__isnull", False),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="practices_siteoutcome_settled_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxId",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{2}-\\d{7}$", "Write the Tax ID as 12-3456789.")
                        ],
                        verbose_name="Tax ID",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tax_ids", to="practices.practice"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "number"), name="practices_taxid_once_per_practice"),
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^[0-9]{2}-[0-9]{7}$")), name="practices_taxid_number_form"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebinarSession",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("live", "Live"), ("recorded", "Recording")], max_length=10)),
                ("title", models.CharField(max_length=200)),
                ("about", models.TextField(blank=True, max_length=2000)),
                (
                    "held_on",
                    models.DateField(help_text="Day of the live webinar, or from which the recording can be watched."),
                ),
                ("link", models.URLField(blank=True, help_text="Where to join or to watch.")),
                (
                    "retired_on",
                    models.DateField(blank=True, help_text="From this day it is no longer offered.", null=True),
                ),
            ],
            options={
                "ordering": ["-held_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("live", "recorded"))),
                        name="practices_webinarsession_known_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WebinarAttendance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("attended_on", models.DateField()),
                ("valid_until", models.DateField(help_text="Last day on which it proves attendance.")),
                ("recorded_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="webinar_attendances",
                        to="practices.practice",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="practices.webinarsession",
                    ),
                ),
            ],
            options={
                "ordering": ["-attended_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "practice", "person", "attended_on"),
                        name="practices_webinarattendance_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceClaim",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("claimed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("is_accepted", models.BooleanField(editable=False, null=True)),
                ("answer", models.TextField(blank=True, editable=False)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="webinar_claims",
                        to="practices.practice",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="practices.webinarsession",
                    ),
                ),
            ],
            options={
                "ordering": ["-claimed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("session", "practice", "person"),
                        name="practices_attendanceclaim_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None), ("is_accepted", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("is_accepted__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="practices_attendanceclaim_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_accepted", False), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="practices_attendanceclaim_refusal_says_why",
                    ),
                ],
            },
        ),
        *triggers.guard("practices", "organisationchange", "scoresubmission", "scorewaiver"),
        *triggers.keep("practices", "changedfact", "disclosure", "releasedpayload"),
    ]
