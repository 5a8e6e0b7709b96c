"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import uuid

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import qcp.clock
from qcp.workflow import triggers


class Migration(migrations.Migration):
    replaces = [
        ("compliance", "0001_initial"),
        ("compliance", "0002_guards"),
        ("compliance", "0003_appeals"),
        ("compliance", "0004_status_events"),
        ("compliance", "0005_revocations"),
        ("compliance", "0006_corrections_and_rounds_of_proof"),
        ("compliance", "0007_proof_handed_in_before"),
        ("compliance", "0008_plaques"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("applications", "0001_squashed_0012_requests_for_information"),
        ("documents", "0001_squashed_0002_files_in_pieces_pages_and_second_looks"),
        ("practices", "0001_squashed_0011_waiver_requests_in_writing"),
        ("surveys", "0001_squashed_0013_determinations_and_closures"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "series",
            },
        ),
        migrations.CreateModel(
            name="Certification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("active", "Certified"),
                            ("in_grace", "Certified, recertification pending"),
                            ("expired", "Expired"),
                            ("revoked", "Revoked"),
                            ("surrendered", "Surrendered by the practice"),
                            ("renewed", "Renewed under a new certificate"),
                            ("ended", "Ended by a change of organisation"),
                        ],
                        default="active",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("number", models.CharField(editable=False, max_length=20, unique=True)),
                ("awarded_on", models.DateField(editable=False)),
                ("starts_on", models.DateField(editable=False)),
                ("expires_on", models.DateField(editable=False, help_text="The last day in force.")),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "listed",
                    models.BooleanField(default=False, help_text="The practice asked to be in the public register."),
                ),
                (
                    "celebrate",
                    models.BooleanField(default=False, help_text="The practice agreed to be celebrated in public."),
                ),
                ("celebrated_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certification",
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
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certifications",
                        to="practices.practice",
                    ),
                ),
                (
                    "renews",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewed_by",
                        to="compliance.certification",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["active", "in_grace", "expired", "revoked", "surrendered", "renewed", "ended"],
                            )
                        ),
                        name="compliance_certification_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_on__gt", models.F("starts_on")), ("starts_on__gte", models.F("awarded_on"))
                            ),
                            ("renews__isnull", False),
                            _connector="OR",
                        ),
                        name="compliance_certification_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("state__in", ("expired", "revoked", "surrendered", "renewed", "ended")),
                            ),
                            models.Q(("ended_on__isnull", True), ("state__in", ("active", "in_grace"))),
                            _connector="OR",
                        ),
                        name="compliance_certification_over_has_its_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("active", "in_grace"))),
                        fields=("practice",),
                        name="compliance_certification_one_in_force",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CertificationHistory",
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
                        to="compliance.certification",
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="compliance_certificationhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="compliance_certificationhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertifiedSite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("street", models.CharField(max_length=200)),
                ("city", models.CharField(max_length=100)),
                ("state", models.CharField(max_length=2)),
                ("zip", models.CharField(max_length=10)),
                (
                    "until_on",
                    models.DateField(
                        editable=False, help_text="The last day covered, when it left earlier.", null=True
                    ),
                ),
                (
                    "certification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="compliance.certification"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certified", to="practices.site"
                    ),
                ),
            ],
            options={
                "ordering": ["state", "city", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("certification", "site"), name="compliance_certifiedsite_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaqueOrder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name_line", models.CharField(max_length=40, verbose_name="name on the plaque")),
                ("place_line", models.CharField(blank=True, max_length=40, verbose_name="line below the name")),
                ("recipient", models.CharField(max_length=100, verbose_name="person who receives it")),
                ("street", models.CharField(max_length=200)),
                ("city", models.CharField(max_length=100)),
                ("state", models.CharField(max_length=2)),
                ("zip", models.CharField(max_length=10, verbose_name="ZIP code")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone for the carrier")),
                ("ordered_on", models.DateField(default=qcp.clock.today, editable=False)),
                ("in_work_on", models.DateField(editable=False, null=True, verbose_name="sent to the engraver on")),
                ("shipped_on", models.DateField(editable=False, null=True)),
                ("carrier", models.CharField(blank=True, max_length=60)),
                ("tracking", models.CharField(blank=True, max_length=60, verbose_name="tracking number")),
                ("cancelled_on", models.DateField(editable=False, null=True)),
                ("cancelled_why", models.CharField(blank=True, max_length=500, verbose_name="why it was cancelled")),
                (
                    "certification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plaques",
                        to="compliance.certification",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["ordered_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_on", None)),
                        fields=("certification",),
                        name="compliance_plaqueorder_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_work_on", None), ("in_work_on__gte", models.F("ordered_on")), _connector="OR"
                        ),
                        name="compliance_plaqueorder_ordered_before_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shipped_on", None),
                            models.Q(
                                ("in_work_on__isnull", False),
                                ("shipped_on__gte", models.F("in_work_on")),
                                models.Q(("carrier", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="compliance_plaqueorder_made_before_shipped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_on", None), ("cancelled_why", "")),
                            models.Q(("cancelled_on__isnull", False), models.Q(("cancelled_why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="compliance_plaqueorder_cancelled_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "With the committee reviewer"),
                            ("issued", "Issued"),
                            ("superseded", "Replaced by a later report"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("number", models.CharField(editable=False, max_length=20, unique=True)),
                (
                    "correction",
                    models.TextField(blank=True, editable=False, help_text="What was wrong in the report it corrects."),
                ),
                (
                    "summary",
                    models.TextField(blank=True, help_text="What the practice should know first, in a few sentences."),
                ),
                (
                    "misrepresentation",
                    models.BooleanField(
                        default=False,
                        help_text="What was found contradicts what the practice stated, and the practice knew: no withdrawal any more.",
                    ),
                ),
                (
                    "snapshot",
                    models.JSONField(
                        editable=False, help_text="The facts as issued; page, PDF and sheet read these.", null=True
                    ),
                ),
                ("issued_on", models.DateField(editable=False, null=True)),
                (
                    "received_on",
                    models.DateField(editable=False, help_text="First proven delivery to the practice.", null=True),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
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
                    "corrects",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="compliance.report",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewed_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "issued", "superseded"])),
                        name="compliance_report_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_on__isnull", False),
                                ("snapshot__isnull", False),
                                ("state__in", ("issued", "superseded")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("issued", "superseded")), _negated=True),
                                ("issued_on__isnull", True),
                                ("snapshot__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="compliance_report_issued_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "draft"), ("reviewer__isnull", False), _connector="OR"),
                        name="compliance_report_reviewed_by_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrects", None)),
                        fields=("survey",),
                        name="compliance_report_one_per_survey",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("corrects", None)),
                            models.Q(("corrects__isnull", False), models.Q(("correction", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="compliance_report_correction_says_why",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("open", "To be written"),
                            ("plan_submitted", "Plan under review"),
                            ("plan_accepted", "Plan accepted, evidence awaited"),
                            ("evidence_submitted", "Evidence under review"),
                            ("verified", "Verified"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("plan_round", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("evidence_round", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plans",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="compliance.report"
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["open", "plan_submitted", "plan_accepted", "evidence_submitted", "verified", "closed"],
                            )
                        ),
                        name="compliance_actionplan_known_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("open", "plan_accepted", "plan_submitted", "evidence_submitted"))
                        ),
                        fields=("application",),
                        name="compliance_actionplan_one_unfinished",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("report",),
                        name="compliance_actionplan_one_per_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("open", "closed")), ("plan_round__gt", 0), _connector="OR"),
                        name="compliance_actionplan_sent_is_counted",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("released", "Released"),
                            ("returned", "Sent back to the reviewer"),
                        ],
                        default="proposed",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("award", "Award of certification"), ("denial", "Denial of certification")],
                        max_length=10,
                    ),
                ),
                ("reasons", models.TextField(blank=True, help_text="One per line; a denial's letter names each.")),
                ("released_on", models.DateField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
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
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        help_text="What it rests on; a denial may come before any report.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="compliance.report",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "released", "returned"])),
                        name="compliance_decision_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["award", "denial"])),
                        name="compliance_decision_known_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "denial"), _negated=True),
                            models.Q(("reasons", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="compliance_decision_denial_has_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("released_on__isnull", False), ("state", "released")),
                            models.Q(models.Q(("state", "released"), _negated=True), ("released_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="compliance_decision_released_has_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "award"), _negated=True), ("report__isnull", False), _connector="OR"
                        ),
                        name="compliance_decision_award_rests_on_a_report",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("application",),
                        name="compliance_decision_one_proposed",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("filed", "Filed"),
                            ("panel_named", "With its panel"),
                            ("heard", "Heard, the panel decides"),
                            ("upheld", "The denial was upheld"),
                            ("overturned", "The denial was overturned"),
                            ("refused_late", "Refused: filed too late"),
                            ("withdrawn", "Withdrawn by the practice"),
                        ],
                        default="filed",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("against", models.PositiveIntegerField(editable=False, help_text="Number of the application's move.")),
                ("filed_on", models.DateField(default=qcp.clock.today, editable=False)),
                (
                    "last_day",
                    models.DateField(editable=False, help_text="None: the denial was not delivered yet.", null=True),
                ),
                ("statement", models.TextField()),
                ("panel_named_on", models.DateField(editable=False, null=True)),
                ("hearing_on", models.DateField(blank=True, null=True)),
                ("hearing_place", models.CharField(blank=True, max_length=200, verbose_name="place of the hearing")),
                ("hearing_waived", models.BooleanField(default=False, editable=False)),
                ("heard_on", models.DateField(editable=False, null=True)),
                (
                    "record",
                    models.TextField(blank=True, help_text="What was said at the hearing, or how it was waived."),
                ),
                (
                    "remedy",
                    models.CharField(
                        blank=True,
                        choices=[("award", "An award is proposed"), ("reopen", "The application is reopened")],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("final_deadline", models.DateField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
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
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "denial",
                    models.ForeignKey(
                        help_text="None when the application lapsed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="compliance.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["filed", "panel_named", "heard", "upheld", "overturned", "refused_late", "withdrawn"],
                            )
                        ),
                        name="compliance_appeal_known_state",
                    ),
                    models.UniqueConstraint(fields=("application", "against"), name="compliance_appeal_one_per_denial"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", False), ("state__in", ("upheld", "overturned"))),
                            models.Q(
                                models.Q(("state__in", ("upheld", "overturned")), _negated=True), ("decided_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="compliance_appeal_decided_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("filed", "refused_late", "withdrawn")),
                            ("panel_named_on__isnull", False),
                            _connector="OR",
                        ),
                        name="compliance_appeal_panel_before_the_rest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("final_deadline__isnull", False),
                                ("remedy__in", ["award", "reopen"]),
                                ("state", "overturned"),
                            ),
                            models.Q(
                                models.Q(("state", "overturned"), _negated=True),
                                ("final_deadline", None),
                                ("remedy", ""),
                            ),
                            _connector="OR",
                        ),
                        name="compliance_appeal_overturned_says_what_follows",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="DecisionHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="compliance.decision"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="compliance_decisionhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="compliance_decisionhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseIntent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("note", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("due_at", models.DateTimeField(db_index=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("refused", models.TextField(blank=True, help_text="Why the release did not go through after all.")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="intents", to="compliance.decision"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None), ("undone_at", None)),
                        fields=("decision",),
                        name="compliance_releaseintent_one_pending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("undone_at", None), ("done_at", None), _connector="OR"),
                        name="compliance_releaseintent_undone_or_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFinding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField(help_text="Order in the report.")),
                (
                    "surveyed",
                    models.CharField(
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
                ("observed", models.TextField(blank=True, help_text="What the surveyor noted.")),
                (
                    "methods",
                    models.JSONField(blank=True, default=list, help_text="The ways in which the surveyor looked."),
                ),
                (
                    "assessed",
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
                    "reason",
                    models.TextField(blank=True, help_text="Why the reviewer rates it otherwise than the surveyor."),
                ),
                (
                    "requirement",
                    models.TextField(blank=True, help_text="What the practice has to show for an unmet standard."),
                ),
                ("commendation", models.TextField(blank=True)),
                (
                    "likelihood",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Low"), ("moderate", "Moderate"), ("high", "High")],
                        help_text="Of an unmet standard.",
                        max_length=10,
                        verbose_name="likelihood of harm",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        choices=[("limited", "Limited"), ("pattern", "Pattern"), ("widespread", "Widespread")],
                        help_text="Of an unmet standard.",
                        max_length=10,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="compliance.report"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practices.site"
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.standard"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "standard", "site"), name="compliance_reportfinding_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assessed", ""),
                            ("assessed", models.F("surveyed")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="compliance_reportfinding_change_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assessed__in", ("partially_met", "not_met")), _negated=True),
                            models.Q(("requirement", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="compliance_reportfinding_unmet_has_requirement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("assessed", "not_assessed"), _negated=True),
                        name="compliance_reportfinding_assessed_means_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("likelihood__in", ["", "low", "moderate", "high"]),
                            ("scope__in", ["", "limited", "pattern", "widespread"]),
                        ),
                        name="compliance_reportfinding_known_risk",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=30)),
                ("answer", models.TextField(max_length=1000)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_answers",
                        to="compliance.reportfinding",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("finding", "rule"), name="compliance_qualityanswer_once_per_point"),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), _negated=True),
                        name="compliance_qualityanswer_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="compliance.report"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq"), name="compliance_reporthistory_one_line_per_place"),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="compliance_reporthistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(help_text="Kept by the report that corrects this one.", max_length=30)),
                ("text", models.TextField()),
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirement_row",
                        to="compliance.reportfinding",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requirements", to="compliance.report"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practices.site"
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.standard"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "number"), name="compliance_requirement_once_per_report")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("root_cause", models.TextField(blank=True, verbose_name="root cause")),
                ("action", models.TextField(blank=True, verbose_name="corrective action")),
                ("owner", models.CharField(blank=True, max_length=120, verbose_name="responsible person")),
                ("target_on", models.DateField(blank=True, null=True, verbose_name="target date")),
                ("measure", models.TextField(blank=True, verbose_name="measure of success")),
                ("explanation", models.TextField(blank=True, verbose_name="about the evidence")),
                ("revision", models.PositiveIntegerField(default=0, editable=False, help_text="Times it was saved.")),
                ("edited_at", models.DateTimeField(editable=False, null=True)),
                (
                    "continues",
                    models.OneToOneField(
                        editable=False,
                        help_text="The item of the same requirement before the report was corrected.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="compliance.planitem",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="compliance.actionplan"
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="compliance.requirement"
                    ),
                ),
            ],
            options={
                "ordering": ["requirement__number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "requirement"), name="compliance_planitem_once_per_plan")
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(choices=[("plan", "Plan"), ("evidence", "Evidence")], max_length=10)),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "verdict",
                    models.CharField(choices=[("accepted", "Accepted"), ("returned", "Returned")], max_length=10),
                ),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="compliance.planitem"
                    ),
                ),
            ],
            options={
                "ordering": ["stage", "round"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "stage", "round"), name="compliance_itemverdict_one_per_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "accepted"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="compliance_itemverdict_return_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["plan", "evidence"])),
                        name="compliance_itemverdict_known_stage",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(choices=[("plan", "Plan"), ("evidence", "Evidence")], max_length=10)),
                ("round", models.PositiveSmallIntegerField()),
                ("said", models.JSONField(help_text="Question -> what was answered, in words.")),
                ("sent_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="compliance.planitem"
                    ),
                ),
            ],
            options={
                "ordering": ["item", "stage", "round"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "stage", "round"), name="compliance_itemround_one_per_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["plan", "evidence"])), name="compliance_itemround_known_stage"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pages",
                    models.CharField(
                        blank=True, help_text="For instance 3-5, 9. Empty means the whole document.", max_length=60
                    ),
                ),
                ("shows", models.TextField(blank=True, max_length=500, verbose_name="what they show")),
                ("added_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="compliance.planitem"
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
            ],
            options={
                "ordering": ["added_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("item", "file"),
                        name="compliance_proof_file_once_per_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="compliance_proof_removed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False, help_text="Moves made so far.")),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("received", "Received"),
                            ("screened", "Screened"),
                            ("investigating", "Under investigation"),
                            ("notice_served", "Notice served"),
                            ("hearing_requested", "Hearing requested"),
                            ("heard", "Heard"),
                            ("revoked", "Certification revoked"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="received",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("is_complaint", models.BooleanField(editable=False, help_text="Otherwise a manager opened it.")),
                ("named_practice", models.CharField(max_length=200, verbose_name="practice as named in the complaint")),
                (
                    "named_place",
                    models.CharField(blank=True, max_length=200, verbose_name="place as named in the complaint"),
                ),
                ("account", models.TextField(verbose_name="what was reported")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("crime", "Related crime, finally convicted or admitted"),
                            ("negligence", "Gross negligence or wilful misconduct, finally found or admitted"),
                            ("fraud", "Fraud or misrepresentation"),
                            ("breach", "Breach of the participation agreement or of its guides"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "concerns",
                    models.CharField(
                        blank=True,
                        choices=[("practice", "The practice"), ("member", "A member of the practice")],
                        max_length=10,
                    ),
                ),
                ("facts", models.TextField(blank=True, verbose_name="facts in the notice")),
                ("served_on", models.DateField(editable=False, null=True)),
                ("notice_received_on", models.DateField(editable=False, help_text="First proven delivery.", null=True)),
                ("hearing_on", models.DateField(blank=True, null=True)),
                ("hearing_place", models.CharField(blank=True, max_length=200, verbose_name="place of the hearing")),
                ("heard_on", models.DateField(editable=False, null=True)),
                ("record", models.TextField(blank=True, verbose_name="record of the hearing")),
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
                    "certification",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="compliance.certification",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="practices.practice",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "received",
                                    "screened",
                                    "investigating",
                                    "notice_served",
                                    "hearing_requested",
                                    "heard",
                                    "revoked",
                                    "dismissed",
                                ],
                            )
                        ),
                        name="compliance_revocation_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("received", "dismissed")),
                            models.Q(
                                ("certification__isnull", False),
                                ("ground__in", ["crime", "negligence", "fraud", "breach"]),
                                ("practice__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="compliance_revocation_screened_has_its_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("notice_served", "hearing_requested", "heard", "revoked")), _negated=True
                            ),
                            models.Q(("served_on__isnull", False), models.Q(("facts", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="compliance_revocation_notice_before_the_rest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "revoked"), _negated=True),
                            ("notice_received_on__isnull", False),
                            _connector="OR",
                        ),
                        name="compliance_revocation_revoked_after_delivery",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", False), ("state__in", ("revoked", "dismissed"))),
                            models.Q(
                                models.Q(("state__in", ("revoked", "dismissed")), _negated=True), ("decided_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="compliance_revocation_decided_has_its_day",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Complainant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=200)),
                (
                    "revocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complainant",
                        to="compliance.revocation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("text", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="compliance.revocation"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="compliance_casenote_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="compliance.revocation"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="compliance_revocationhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="compliance_revocationhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reasons", models.TextField()),
                ("proposed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="compliance.revocation",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("revocation",),
                        name="compliance_revocationproposal_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="compliance_revocationproposal_has_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="compliance_revocationproposal_confirmed_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevocationResponse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("text", models.TextField()),
                ("wants_hearing", models.BooleanField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="compliance.revocation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("revocation",), name="compliance_revocationresponse_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sequence", models.PositiveIntegerField()),
                ("payload", models.TextField()),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "To be fetched"),
                            ("pending", "Waiting to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Accepted by the recipient"),
                            ("failed", "Could not be sent"),
                            ("withheld", "Not sent: the consent was revoked"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("try_at", models.DateTimeField(default=qcp.clock.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(help_text="Until then one worker alone may send it.", null=True)),
                (
                    "fence",
                    models.PositiveIntegerField(
                        default=0, help_text="Number of the claim; a late worker's result is refused."
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="practices.recipient"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="practices.release"
                    ),
                ),
            ],
            options={
                "ordering": ["recipient", "sequence"],
                "indexes": [models.Index(fields=["delivery", "try_at"], name="compliance_statusevent_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recipient", "sequence"), name="compliance_statusevent_one_per_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delivery__in", ("", "pending", "sending", "sent", "failed", "withheld"))),
                        name="compliance_statusevent_known_delivery",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delivery", "sending"), ("lease_until__isnull", False)),
                            models.Q(models.Q(("delivery", "sending"), _negated=True), ("lease_until", None)),
                            _connector="OR",
                        ),
                        name="compliance_statusevent_lease_while_sending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delivery", "sent"), ("sent_at__isnull", False)),
                            models.Q(models.Q(("delivery", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="compliance_statusevent_sent_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionPlanHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="compliance.actionplan"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"), name="compliance_actionplanhistory_one_line_per_place"
                    ),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="compliance_actionplanhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppealGroundNamed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("procedure", "An error in the procedure"),
                            ("facts", "Facts were misread"),
                            ("evidence", "The evidence does not support the decision"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "appeal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grounds", to="compliance.appeal"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("appeal", "ground"), name="compliance_appealground_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["procedure", "facts", "evidence"])),
                        name="compliance_appealground_known_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppealHistory",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="compliance.appeal"
                    ),
                ),
            ],
            options={
                "ordering": ["seq"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq"), name="compliance_appealhistory_one_line_per_place"),
                    models.UniqueConstraint(
                        fields=("subject", "version"), name="compliance_appealhistory_one_line_per_move"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppealVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("uphold", "Uphold the denial"), ("overturn", "Overturn the denial")], max_length=10
                    ),
                ),
                (
                    "remedy",
                    models.CharField(
                        blank=True,
                        choices=[("award", "An award is proposed"), ("reopen", "The application is reopened")],
                        max_length=10,
                    ),
                ),
                ("final_deadline", models.DateField(null=True)),
                ("reasons", models.TextField()),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "appeal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="compliance.appeal"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(fields=("appeal", "member"), name="compliance_appealvote_one_per_member"),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="compliance_appealvote_has_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("final_deadline", None), ("remedy", ""), ("verdict", "uphold")),
                            models.Q(
                                ("final_deadline__isnull", False),
                                ("remedy__in", ["award", "reopen"]),
                                ("verdict", "overturn"),
                            ),
                            _connector="OR",
                        ),
                        name="compliance_appealvote_overturning_says_what_follows",
                    ),
                ],
            },
        ),
        *triggers.guard("compliance", "actionplan", "appeal", "certification", "decision", "report", "revocation"),
        *triggers.keep("compliance", "appealgroundnamed", "appealvote", "casenote", "itemround", "revocationresponse"),
    ]
