"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import qcp.clock
from qcp.workflow import triggers


class Migration(migrations.Migration):
    replaces = [
        ("access", "0001_initial"),
        ("access", "0002_openings"),
        ("access", "0003_people_named_on_confidential_cases"),
        ("access", "0004_legal_hold"),
        ("access", "0005_lists_that_were_opened"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("placed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("because", models.CharField(max_length=200)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hold", to="workflow.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConflictQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("capacity", models.CharField(max_length=20)),
                (
                    "about",
                    models.CharField(
                        help_text="The practice's name and city: all that is shown till then.", max_length=200
                    ),
                ),
                ("asked_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("none", "No conflict"), ("conflict", "Conflict, or not able to take part")],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, help_text="No longer asked: the assignment ended.", null=True),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflict_questions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflict_questions",
                        to="workflow.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("subject_id", "capacity", "asked_of"),
                        name="access_conflictquestion_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True), models.Q(("answered_at", None), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="access_conflictquestion_answer_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(help_text="The title of the list.", max_length=200)),
                (
                    "address",
                    models.CharField(help_text="Where it was, with everything that narrowed it.", max_length=300),
                ),
                ("rows", models.PositiveIntegerField(help_text="How many rows it had in all.", null=True)),
                ("act", models.CharField(choices=[("opened", "Opened"), ("downloaded", "Downloaded")], max_length=10)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("practice", "Practice staff"),
                            ("surveyor", "Surveyor"),
                            ("reviewer", "Committee reviewer"),
                            ("council", "Oversight Council member"),
                            ("staff", "QCP staff"),
                            ("manager", "QCP manager"),
                        ],
                        help_text="What the person was in the program then.",
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "opened list",
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["person", "address", "-at"], name="access_list_recent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ("opened", "downloaded"))), name="access_list_known_act"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["practice", "surveyor", "reviewer", "council", "staff", "manager"]),
                            models.Q(("role", "practice"), _negated=True),
                        ),
                        name="access_list_by_somebody_from_outside",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Named",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "capacity",
                    models.CharField(
                        help_text="What they do on the case: 'lead', 'colleague' or 'panel'.", max_length=20
                    ),
                ),
                ("named_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "cleared_at",
                    models.DateTimeField(editable=False, help_text="Answered that no conflict exists.", null=True),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="named", to="workflow.case"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        help_text="None: the portal.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_on",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["named_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case", "user"),
                        name="access_named_once_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__in", ("lead", "colleague", "panel"))),
                        name="access_named_known_capacity",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("practice_id", models.UUIDField(editable=False)),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_id", models.UUIDField()),
                ("what", models.CharField(help_text="Its name, as the practice itself knows it.", max_length=200)),
                ("act", models.CharField(choices=[("opened", "Opened"), ("downloaded", "Downloaded")], max_length=10)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("practice", "Practice staff"),
                            ("surveyor", "Surveyor"),
                            ("reviewer", "Committee reviewer"),
                            ("council", "Oversight Council member"),
                            ("staff", "QCP staff"),
                            ("manager", "QCP manager"),
                        ],
                        help_text="What the person was in the program then.",
                        max_length=20,
                    ),
                ),
                ("why", models.CharField(max_length=200)),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [
                    models.Index(fields=["practice_id", "-at"], name="access_opening_of_practice"),
                    models.Index(fields=["person", "subject_id", "-at"], name="access_opening_recent"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ("opened", "downloaded"))), name="access_opening_known_act"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["practice", "surveyor", "reviewer", "council", "staff", "manager"]),
                            models.Q(("role", "practice"), _negated=True),
                        ),
                        name="access_opening_by_somebody_from_outside",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="workflow.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "user"), name="access_recusal_once_per_case")],
            },
        ),
        *triggers.keep("access", "listopening", "opening"),
    ]
