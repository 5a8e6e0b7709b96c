"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import uuid

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import applications.models.application
import applications.models.filled
import applications.models.invoice
import applications.questions
import qcp.clock
from qcp.workflow import triggers


class Migration(migrations.Migration):
    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_guards"),
        ("applications", "0003_returned_questions_and_pages_looked_through"),
        ("applications", "0004_extension"),
        ("applications", "0005_card_payments"),
        ("applications", "0006_consent_of_another_entity"),
        ("applications", "0007_steps_handed_to_colleagues"),
        ("applications", "0008_who_published_the_fees"),
        ("applications", "0009_policies_taken_out_and_carried_over"),
        ("applications", "0010_rubric_of_each_standard"),
        ("applications", "0011_versions_of_an_editions_text"),
        ("applications", "0012_requests_for_information"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("documents", "0001_squashed_0002_files_in_pieces_pages_and_second_looks"),
        ("practices", "0001_squashed_0011_waiver_requests_in_writing"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=120)),
                ("body", models.TextField(max_length=20000)),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("position", models.PositiveSmallIntegerField()),
                ("effective_on", models.DateField()),
                (
                    "is_placeholder",
                    models.BooleanField(default=True, help_text="Our own wording, to be replaced by the program's."),
                ),
            ],
            options={
                "ordering": ["position", "effective_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slug", "version"), name="applications_agreementtext_one_per_version"
                    ),
                    models.UniqueConstraint(
                        fields=("slug", "effective_on"), name="applications_agreementtext_one_per_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30)),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False, help_text="Of the text.")),
                ("effective_on", models.DateField()),
                ("note", models.TextField(blank=True, max_length=500)),
                ("is_draft", models.BooleanField(default=False, editable=False)),
                (
                    "text_from",
                    models.DateField(
                        editable=False,
                        help_text="The first day on which this version of the text counts; empty: always.",
                        null=True,
                    ),
                ),
                (
                    "changes",
                    models.TextField(
                        blank=True, editable=False, help_text="What this version changed.", max_length=1000
                    ),
                ),
                (
                    "written_by",
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
                "ordering": ["effective_on", "version"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="applications_edition_one_per_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1)),
                        fields=("effective_on",),
                        name="applications_edition_one_per_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_draft", True)), fields=("code",), name="applications_edition_one_draft"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text_from", None),
                            models.Q(("is_draft", False), ("text_from__gte", models.F("effective_on"))),
                            _connector="OR",
                        ),
                        name="applications_edition_text_counts_from_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Domain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=200)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="domains", to="applications.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "number"), name="applications_domain_one_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "number",
                    models.PositiveIntegerField(
                        default=applications.models.application.next_number, editable=False, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "First certification"), ("recertification", "Recertification")],
                        default="first",
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned to the practice"),
                            ("survey_ready", "Certification Pending: ready for the survey"),
                            ("in_survey", "Certification Pending: in survey"),
                            ("in_compliance", "Certification Pending: in compliance"),
                            ("certified", "Certified"),
                            ("denied", "Denied"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "questions_version",
                    models.CharField(default=applications.questions.newest, editable=False, max_length=20),
                ),
                ("saved_at", models.DateTimeField(editable=False, null=True)),
                ("submitted_on", models.DateField(editable=False, null=True)),
                ("pending_on", models.DateField(editable=False, null=True)),
                ("ended_on", models.DateField(editable=False, null=True)),
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
                        related_name="applications",
                        to="practices.practice",
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
                (
                    "score_submission",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="practices.scoresubmission",
                    ),
                ),
                (
                    "chosen_edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.edition",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        editable=False,
                        help_text="Fixed on the day of the first submission.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="applications.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("draft", "returned", "submitted", "survey_ready", "in_survey", "in_compliance"),
                            )
                        ),
                        fields=("practice",),
                        name="applications_application_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "survey_ready",
                                    "in_survey",
                                    "in_compliance",
                                    "certified",
                                    "denied",
                                    "lapsed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="applications_application_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["first", "recertification"])),
                        name="applications_application_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("submitted_on", None)),
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "submitted",
                                        "returned",
                                        "survey_ready",
                                        "in_survey",
                                        "in_compliance",
                                        "certified",
                                        "lapsed",
                                        "denied",
                                    ),
                                ),
                                ("submitted_on__isnull", False),
                            ),
                            ("state", "withdrawn"),
                            _connector="OR",
                        ),
                        name="applications_application_submitted_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", None), ("submitted_on", None)),
                            models.Q(("edition__isnull", False), ("submitted_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="applications_application_submission_fixes_the_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pending_on", None), ("state__in", ("draft", "returned", "submitted"))),
                            models.Q(
                                ("pending_on", models.F("submitted_on")),
                                ("pending_on__isnull", False),
                                ("state__in", ("survey_ready", "in_survey", "in_compliance", "certified", "lapsed")),
                            ),
                            ("state__in", ("denied", "withdrawn")),
                            _connector="OR",
                        ),
                        name="applications_application_pending_since_its_submission",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on", None),
                                (
                                    "state__in",
                                    ("draft", "returned", "submitted", "survey_ready", "in_survey", "in_compliance"),
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        (
                                            "draft",
                                            "returned",
                                            "submitted",
                                            "survey_ready",
                                            "in_survey",
                                            "in_compliance",
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="applications_application_ended_has_its_day",
                    ),
                ],
            },
            bases=(
                applications.models.filled.Filled,
                django_fsm.ConcurrentTransitionMixin,
                django_fsm.FSMModelMixin,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("requested", "Asked for, not decided yet"),
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
                    "ground",
                    models.CharField(
                        choices=[
                            ("storm", "Hurricane, tornado or other storm"),
                            ("flood", "Flood or tidal wave"),
                            ("fire", "Wildfire"),
                            ("winter", "Ice, snow or extreme cold"),
                            ("heat", "Extreme heat or drought"),
                            ("earth", "Earthquake, landslide or volcano"),
                            ("epidemic", "Epidemic"),
                        ],
                        max_length=20,
                    ),
                ),
                ("event_on", models.DateField(verbose_name="day of the event")),
                ("basis", models.TextField(max_length=4000, verbose_name="what happened and what it prevents")),
                ("received_on", models.DateField(editable=False)),
                ("requested_on", models.DateField(default=qcp.clock.today, editable=False)),
                ("came_elsewhere", models.BooleanField(default=False, editable=False)),
                (
                    "final_deadline_on",
                    models.DateField(editable=False, help_text="The final deadline when it was asked for."),
                ),
                ("days", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        help_text="The signatory, or the member of staff who recorded a request that came in writing elsewhere.",
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
            ],
            options={
                "ordering": ["-requested_on", "-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["requested", "granted", "denied", "withdrawn"])),
                        name="applications_extension_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["storm", "flood", "fire", "winter", "heat", "earth", "epidemic"])
                        ),
                        name="applications_extension_ground_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("event_on__lte", models.F("received_on")),
                            ("received_on__lte", models.F("final_deadline_on")),
                        ),
                        name="applications_extension_asked_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("received_on__lte", models.F("requested_on"))),
                        name="applications_extension_received_before_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("days__gte", 1), ("days__lte", 30), ("state", "granted")),
                            models.Q(models.Q(("state", "granted"), _negated=True), ("days", None)),
                            _connector="OR",
                        ),
                        name="applications_extension_granted_has_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on", None), ("state", "requested")),
                            models.Q(models.Q(("state", "requested"), _negated=True), ("decided_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="applications_extension_closed_has_its_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "requested")),
                        fields=("application",),
                        name="applications_extension_one_undecided",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ExtensionHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="applications.extension"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="applications_extensionhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="applications_extensionhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeSchedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("effective_on", models.DateField(unique=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-effective_on"],
            },
        ),
        migrations.CreateModel(
            name="Fee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("application", "First application"),
                            ("recertification", "Application for recertification"),
                            ("extra_site", "Each site after the first"),
                            ("fte_band", "Size of the practice"),
                            ("extension", "Extension of the final deadline"),
                            ("repeat_survey", "Repeat survey"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "over_fte",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="more than so many FTE"),
                ),
                ("cents", models.PositiveIntegerField()),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fees", to="applications.feeschedule"
                    ),
                ),
            ],
            options={
                "ordering": ["schedule", "item", "over_fte"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("schedule", "item", "over_fte"), name="applications_fee_once_per_band"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("over_fte", None)),
                        fields=("schedule", "item"),
                        name="applications_fee_once_per_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "item__in",
                                [
                                    "application",
                                    "recertification",
                                    "extra_site",
                                    "fte_band",
                                    "extension",
                                    "repeat_survey",
                                ],
                            )
                        ),
                        name="applications_fee_known_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item", "fte_band"), ("over_fte__isnull", False)),
                            models.Q(models.Q(("item", "fte_band"), _negated=True), ("over_fte", None)),
                            _connector="OR",
                        ),
                        name="applications_fee_only_bands_have_a_size",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncludedSite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="included_sites",
                        to="applications.application",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practices.site"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "site"), name="applications_includedsite_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "number",
                    models.CharField(
                        default=applications.models.invoice.next_number, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("application", "Application fee"),
                            ("extension", "Extension of the final deadline"),
                            ("repeat_survey", "Repeat survey"),
                        ],
                        max_length=20,
                    ),
                ),
                ("occasion", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[("open", "Open"), ("paid", "Paid"), ("void", "Void"), ("refunded", "Refunded")],
                        default="open",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("cents", models.PositiveIntegerField(editable=False)),
                (
                    "sites",
                    models.PositiveSmallIntegerField(
                        editable=False, help_text="For so many sites it was written.", null=True
                    ),
                ),
                ("oncologist_hours", models.PositiveIntegerField(editable=False, null=True)),
                ("issued_on", models.DateField(default=qcp.clock.today, editable=False)),
                ("due_on", models.DateField(editable=False)),
                ("paid_on", models.DateField(editable=False, null=True)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[("cheque", "Cheque"), ("ach", "ACH transfer"), ("card", "Card")],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(blank=True, editable=False, max_length=100)),
                ("is_waived", models.BooleanField(default=False, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
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
            ],
            options={
                "ordering": ["-issued_on", "-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "paid", "void", "refunded"])),
                        name="applications_invoice_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["application", "extension", "repeat_survey"])),
                        name="applications_invoice_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0)), name="applications_invoice_asks_for_something"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("open", "paid"))),
                        fields=("application", "kind", "occasion"),
                        name="applications_invoice_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paid_on__isnull", False),
                                ("state__in", ("paid", "refunded")),
                                models.Q(("method", ""), _negated=True),
                                models.Q(("reference", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ("paid", "refunded")), _negated=True),
                                ("method", ""),
                                ("paid_on", None),
                                ("reference", ""),
                            ),
                            _connector="OR",
                        ),
                        name="applications_invoice_paid_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_waived", False), ("state", "void"), _connector="OR"),
                        name="applications_invoice_waived_is_void",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CardPayment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Which try to pay this invoice by card, from 1."),
                ),
                ("cents", models.PositiveIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("asked", "Being prepared"),
                            ("open", "Open at the bank"),
                            ("paid", "Paid"),
                            ("expired", "Ended without payment"),
                            ("failed", "Refused by the bank"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=qcp.clock.now)),
                ("expires_at", models.DateTimeField(help_text="The bank ends the session by itself then.")),
                (
                    "resends",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="New keys, after the bank said it has no session."
                    ),
                ),
                (
                    "is_wanted",
                    models.BooleanField(
                        default=True, help_text="False: settled otherwise, the session has to be ended."
                    ),
                ),
                ("session_id", models.CharField(blank=True, max_length=120)),
                ("url", models.URLField(blank=True, max_length=1000)),
                ("intent_id", models.CharField(blank=True, max_length=120)),
                ("paid_at", models.DateTimeField(null=True)),
                (
                    "is_surplus",
                    models.BooleanField(default=False, help_text="The money came in, but the fee was settled already."),
                ),
                ("is_short", models.BooleanField(default=False, help_text="The bank took money of a paid fee back.")),
                (
                    "dispute",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Disputed"),
                            ("won", "Disputed, decided for the program"),
                            ("lost", "Disputed, decided against the program"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "look_at",
                    models.DateTimeField(
                        default=qcp.clock.now, help_text="When to ask the bank next; empty: no need.", null=True
                    ),
                ),
                ("lease_until", models.DateTimeField(null=True)),
                (
                    "fence",
                    models.PositiveIntegerField(
                        default=0, help_text="Number of the claim; a late worker's result is refused."
                    ),
                ),
                (
                    "tries",
                    models.PositiveSmallIntegerField(default=0, help_text="Failed ones since the bank last answered."),
                ),
                ("last_error", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="card_payments",
                        to="applications.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
                "indexes": [models.Index(fields=["look_at"], name="applications_card_look")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["asked", "open", "paid", "expired", "failed"])),
                        name="applications_card_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0)), name="applications_card_asks_for_something"
                    ),
                    models.UniqueConstraint(fields=("invoice", "number"), name="applications_card_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ("asked", "open"))),
                        fields=("invoice",),
                        name="applications_card_one_live",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("session_id", ""), _negated=True),
                        fields=("session_id",),
                        name="applications_card_session_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paid_at__isnull", False),
                                ("stage", "paid"),
                                models.Q(("intent_id", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("stage", "paid"), _negated=True),
                                ("is_short", False),
                                ("is_surplus", False),
                                ("paid_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="applications_card_paid_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=80)),
                (
                    "intent_id",
                    models.CharField(
                        blank=True, help_text="Whose payment it is, while we do not know.", max_length=120
                    ),
                ),
                (
                    "look_at",
                    models.DateTimeField(
                        help_text="When to ask the bank whose payment it is; empty: known.", null=True
                    ),
                ),
                ("received_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="applications.cardpayment",
                    ),
                ),
            ],
            options={
                "ordering": ["received_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BankConcern",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("words", models.TextField()),
                ("raised_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_note", models.TextField(blank=True)),
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
                    "payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="applications.cardpayment",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="applications.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["raised_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None), ("settled_note", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("settled_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="applications_bankconcern_settled_says_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="applications.invoice"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="applications_invoicehistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="applications_invoicehistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("quantity", models.PositiveSmallIntegerField()),
                ("unit_cents", models.PositiveIntegerField()),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="applications.invoice"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invoice", "position"), name="applications_invoiceline_one_per_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.CharField(
                        choices=[
                            ("charge", "Charged"),
                            ("payment", "Paid"),
                            ("release", "No longer owed"),
                            ("refund", "Paid back"),
                            ("surplus", "Came in, but was not owed"),
                            ("return", "Went back from the bank"),
                            ("restored", "Given back by the bank"),
                        ],
                        max_length=10,
                    ),
                ),
                ("cents", models.IntegerField(help_text="More owed is positive, less owed is negative.")),
                ("on", models.DateField(help_text="The day the amount counts for.")),
                ("reference", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="applications.invoice"
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="applications.cardpayment",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of the books",
                "verbose_name_plural": "the books",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("entry__in", ("charge", "payment", "release", "refund"))),
                        fields=("invoice", "entry"),
                        name="applications_ledgerentry_once_per_invoice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("entry__in", ("surplus", "return", "restored"))),
                        fields=("invoice", "entry", "reference"),
                        name="applications_ledgerentry_once_per_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cents__gt", 0), ("entry__in", ("charge", "refund", "return"))),
                            models.Q(("cents__lt", 0), ("entry__in", ("payment", "release", "surplus", "restored"))),
                            _connector="OR",
                        ),
                        name="applications_ledgerentry_sign",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LookedThrough",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=40)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looked_through",
                        to="applications.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "topic"), name="applications_lookedthrough_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("title", models.CharField(max_length=150)),
                ("revision", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("quarantined", "Checking"),
                            ("clean", "Checked, waiting for the program office"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned to the practice"),
                            ("rejected", "Refused"),
                        ],
                        default="quarantined",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policy_documents",
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
                    "file",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="applications.policydocument",
                    ),
                ),
            ],
            options={
                "ordering": ["opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["quarantined", "clean", "accepted", "returned", "rejected"])),
                        name="applications_policydocument_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaces", None), ("revision", 1)),
                            models.Q(("replaces__isnull", False), ("revision__gt", 1)),
                            _connector="OR",
                        ),
                        name="applications_policydocument_replacement_is_a_new_revision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("clean", "accepted")), _negated=True),
                            ("file__isnull", False),
                            _connector="OR",
                        ),
                        name="applications_policydocument_checked_has_file",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="EvidencePassport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unchanged", models.BooleanField()),
                ("confirmed_at", models.DateTimeField(default=qcp.clock.now)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passport",
                        to="applications.policydocument",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.policydocument"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("document", models.F("source")), _negated=True),
                        name="applications_evidencepassport_from_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyDocumentHistory",
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
                        to="applications.policydocument",
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="applications_policydocumenthistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="applications_policydocumenthistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyRemoval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("removed_at", models.DateTimeField(default=qcp.clock.now)),
                ("restored_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removals",
                        to="applications.policydocument",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "restored_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["removed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("restored_at", None)),
                        fields=("document",),
                        name="applications_policyremoval_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("restored_at", None), ("restored_by", None)),
                            models.Q(("restored_at__isnull", False), ("restored_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="applications_policyremoval_restored_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="policy_types",
                        to="applications.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "code"), name="applications_policytype_one_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="RefundProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=2000)),
                ("proposed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refund_proposals",
                        to="applications.invoice",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("invoice",),
                        name="applications_refundproposal_one_waits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed_name", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("has_authority", models.BooleanField()),
                ("signed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("ip_address", models.GenericIPAddressField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "superseded_at",
                    models.DateTimeField(editable=False, help_text="Since then another legal entity signs.", null=True),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="applications.application",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="applications.agreementtext",
                    ),
                ),
            ],
            options={
                "ordering": ["signed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("application", "text"),
                        name="applications_signature_once_per_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("has_authority", True),
                            models.Q(("typed_name", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                        ),
                        name="applications_signature_names_person_and_authority",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Place in the edition, in the order of the numbers."),
                ),
                ("level", models.CharField(choices=[("standard", "Standard"), ("element", "Element")], max_length=10)),
                ("title", models.CharField(max_length=120)),
                ("paraphrase", models.TextField(max_length=1000)),
                ("how_to_interpret", models.TextField(blank=True, max_length=2000)),
                ("written_material", models.TextField(blank=True, max_length=2000)),
                ("what_to_observe", models.TextField(blank=True, max_length=2000)),
                ("expected_outcome", models.TextField(blank=True, max_length=2000)),
                ("evidence", models.JSONField(help_text="The ways of looking that the standard needs.")),
                (
                    "applies_if",
                    models.CharField(
                        choices=[
                            ("always", "Every practice"),
                            ("pediatric", "Treats patients under 18"),
                            ("oral", "Prescribes or dispenses oral anticancer therapy"),
                            ("oral_or_home", "Oral therapy or therapy at home"),
                            ("dispenses_home", "Dispenses drugs for use at home"),
                            ("intrathecal", "Gives intrathecal therapy"),
                            ("home", "Gives therapy in patients' homes"),
                            ("cell_therapy", "Gives immune effector cell therapy"),
                        ],
                        default="always",
                        max_length=20,
                    ),
                ),
                ("is_rated", models.BooleanField(help_text="A leaf: this row gets a rating.")),
                ("is_often_unmet", models.BooleanField(default=False)),
                ("code_status", models.CharField(max_length=20)),
                ("content_status", models.CharField(max_length=20)),
                ("note", models.TextField(blank=True, max_length=1000)),
                (
                    "maps_from",
                    models.JSONField(
                        blank=True, default=list, help_text="Rows of an earlier edition that it continues."
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standards", to="applications.domain"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standards", to="applications.edition"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elements",
                        to="applications.standard",
                    ),
                ),
                (
                    "policy_document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="applications.policytype",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "code"), name="applications_standard_one_per_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "applies_if__in",
                                [
                                    "always",
                                    "pediatric",
                                    "oral",
                                    "oral_or_home",
                                    "dispenses_home",
                                    "intrathecal",
                                    "home",
                                    "cell_therapy",
                                ],
                            )
                        ),
                        name="applications_standard_known_flag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "standard"), ("parent", None)),
                            models.Q(("level", "element"), ("parent__isnull", False)),
                            _connector="OR",
                        ),
                        name="applications_standard_elements_have_a_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question", models.CharField(blank=True, max_length=80)),
                (
                    "about",
                    models.CharField(
                        help_text="What it is about, in words, as it was when it was asked.", max_length=300
                    ),
                ),
                (
                    "awaits",
                    models.CharField(
                        choices=[
                            ("practice", "The practice is to answer"),
                            ("office", "Answered, the program office is to read it"),
                            ("nobody", "Closed"),
                        ],
                        default="practice",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "standard",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for information",
                "verbose_name_plural": "requests for information",
                "ordering": ["asked_at"],
                "indexes": [models.Index(fields=["awaits", "asked_at"], name="applications_inquiry_waits")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("awaits__in", ["practice", "office", "nobody"])),
                        name="applications_inquiry_known_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standard", None), ("question", ""), _connector="OR"),
                        name="applications_inquiry_about_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InquiryMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_office", models.BooleanField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="applications.inquiry"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="applications_inquirymessage_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pages",
                    models.CharField(
                        blank=True, help_text="For instance 3-5, 9. Empty means the whole document.", max_length=60
                    ),
                ),
                (
                    "sites",
                    models.ManyToManyField(
                        blank=True, help_text="None means all sites.", related_name="+", to="practices.site"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="applications.policydocument",
                    ),
                ),
                (
                    "policy_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="applications.policytype",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="applications.standard",
                    ),
                ),
            ],
            options={
                "ordering": ["policy_type__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "policy_type", "standard"),
                        name="applications_policycitation_once_per_standard",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("standard", None)),
                        fields=("document", "policy_type"),
                        name="applications_policycitation_once_for_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepAssignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("step", models.SlugField(max_length=20)),
                ("assigned_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("due_on", models.DateField(help_text="The last day in time.")),
                ("note", models.CharField(blank=True, max_length=500)),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="applications.application",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("withdrawn_at", None)),
                        fields=["due_on"],
                        name="applications_assigned_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None), ("withdrawn_at", None)),
                        fields=("application", "step"),
                        name="applications_stepassignment_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                ("eligibility", "agreements", "questionnaire", "payment", "policies", "survey-dates"),
                            )
                        ),
                        name="applications_stepassignment_known_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_at", None), ("withdrawn_at", None), _connector="OR"),
                        name="applications_stepassignment_one_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=20)),
                ("question", models.CharField(blank=True, max_length=90)),
                ("asked", models.CharField(blank=True, max_length=400)),
                ("answer_then", models.TextField(blank=True)),
                ("reason", models.TextField(max_length=2000)),
                ("returned_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("reply", models.TextField(blank=True, max_length=2000)),
                ("replied_at", models.DateTimeField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_returns",
                        to="applications.application",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-returned_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="applications_stepreturn_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_at", None), ("replied_by", None), ("reply", "")),
                            models.Q(
                                models.Q(("reply", ""), _negated=True),
                                ("replied_at__isnull", False),
                                ("replied_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="applications_stepreturn_reply_has_its_author",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=90)),
                ("value", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField()),
                ("is_current", models.BooleanField(default=True)),
                ("saved_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("application", "name"),
                        name="applications_answer_one_stands",
                    ),
                    models.UniqueConstraint(
                        fields=("application", "name", "revision"), name="applications_answer_once_per_revision"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationHistory",
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
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="applications_applicationhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="applications_applicationhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardRefund",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("cents", models.PositiveIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("proposed", "Waiting for a second person"),
                            ("taken_back", "Taken back"),
                            ("wanted", "On its way to the bank"),
                            ("pending", "At the bank"),
                            ("done", "Paid back"),
                            ("refused", "Refused by the bank"),
                            ("otherwise", "Paid back in another way"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(max_length=2000)),
                (
                    "sendings",
                    models.PositiveSmallIntegerField(default=0, help_text="New keys, after the bank refused."),
                ),
                ("refund_id", models.CharField(blank=True, max_length=120)),
                ("error", models.TextField(blank=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="applications.cardpayment",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                ["proposed", "taken_back", "wanted", "pending", "done", "refused", "otherwise"],
                            )
                        ),
                        name="applications_cardrefund_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cents__gt", 0)), name="applications_cardrefund_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="applications_cardrefund_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", None), ("stage__in", ("proposed", "taken_back"))),
                            models.Q(models.Q(("stage", "proposed"), _negated=True), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="applications_cardrefund_confirmed",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "taken_back"), _negated=True),
                        fields=("payment",),
                        name="applications_cardrefund_one_per_payment",
                    ),
                ],
            },
        ),
        *triggers.guard("applications", "application", "extension", "invoice", "policydocument"),
        *triggers.keep("applications", "inquirymessage", "ledgerentry"),
    ]
