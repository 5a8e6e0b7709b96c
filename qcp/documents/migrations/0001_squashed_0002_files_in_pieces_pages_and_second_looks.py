"""The tables as they are after all that this replaces, made at once; an installed portal goes on step by step."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import qcp.clock


class Migration(migrations.Migration):
    replaces = [("documents", "0001_initial"), ("documents", "0002_files_in_pieces_pages_and_second_looks")]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_label", models.CharField(editable=False, max_length=60)),
                ("subject_id", models.UUIDField(editable=False)),
                ("purpose", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "label",
                    models.CharField(help_text="The name it came with: shown, never used as a path.", max_length=150),
                ),
                ("file", models.FileField(editable=False, upload_to="")),
                (
                    "content_type",
                    models.CharField(blank=True, help_text="Decided by the check, from the content.", max_length=100),
                ),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "sent_sha256",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="Of the bytes as sent, where a picture was made anew.",
                        max_length=64,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clean", "Accepted"),
                            ("held", "Held: it may name a patient"),
                            ("refused", "Refused"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="Why it was refused, and what to do instead.")),
                (
                    "concern",
                    models.TextField(blank=True, help_text="What people should look at again, as patient information."),
                ),
                ("checked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=0, editable=False, help_text="Checks that got no answer."),
                ),
                (
                    "check_at",
                    models.DateTimeField(default=qcp.clock.now, editable=False, help_text="When to check (again)."),
                ),
                ("pages", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "characters",
                    models.PositiveIntegerField(editable=False, help_text="None in a scan without text.", null=True),
                ),
                ("dated_on", models.DateField(editable=False, help_text="The latest day it gives itself.", null=True)),
                ("text_file", models.FileField(blank=True, editable=False, upload_to="")),
                ("previewed_at", models.DateTimeField(editable=False, null=True)),
                ("preview_attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "destroyed_at",
                    models.DateTimeField(editable=False, help_text="Since then there are no bytes.", null=True),
                ),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.case",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["uploaded_at"],
                "indexes": [
                    models.Index(fields=["verdict", "check_at"], name="documents_file_due"),
                    models.Index(fields=["subject_id", "sha256"], name="documents_file_subject"),
                    models.Index(fields=["uploaded_by", "uploaded_at"], name="documents_file_sender"),
                    models.Index(
                        condition=models.Q(("destroyed_at", None), ("previewed_at", None), ("verdict", "clean")),
                        fields=["uploaded_at"],
                        name="documents_file_to_picture",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("verdict", "")),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True), models.Q(("checked_at", None), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="documents_storedfile_verdict_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="documents_storedfile_refusal_has_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "clean", "held", "refused"])),
                        name="documents_storedfile_verdict",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("marks", models.JSONField(editable=False)),
                ("opened_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_patient", "It names no patient"),
                            ("remove", "It names a patient, or may: destroy it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer_reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("release", "Release it: it names no patient"), ("destroy", "Destroy it")],
                        max_length=12,
                    ),
                ),
                ("decision_reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_look",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="documents_secondlook_answer_has_its_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decision", "")),
                            models.Q(models.Q(("decision", ""), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="documents_secondlook_decision_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("image", models.FileField(blank=True, editable=False, upload_to="")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_images",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("stored", "number"), name="documents_pageimage_one_per_page")
                ],
            },
        ),
        migrations.CreateModel(
            name="Destruction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("proposed_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
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
                    "withdrawn_by",
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destructions",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at", None), ("withdrawn_at", None)),
                        fields=("stored",),
                        name="documents_destruction_one_open_proposal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="documents_destruction_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="documents_destruction_confirmed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.CharField(help_text="The page that it was chosen on.", max_length=200)),
                ("label", models.CharField(max_length=150)),
                ("size", models.PositiveIntegerField()),
                (
                    "sha256",
                    models.CharField(
                        help_text="Of the whole file, said by the browser and verified here.", max_length=64
                    ),
                ),
                ("part_size", models.PositiveIntegerField()),
                ("begun_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                (
                    "heard_at",
                    models.DateTimeField(default=qcp.clock.now, editable=False, help_text="When a piece last arrived."),
                ),
                ("taken_at", models.DateTimeField(editable=False, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["begun_at"],
                "indexes": [models.Index(fields=["by", "begun_at"], name="documents_upload_sender")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_at", None)),
                        fields=("by", "place", "sha256"),
                        name="documents_upload_once_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part_size__gt", 0), ("size__gt", 0)), name="documents_upload_has_a_size"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("file", models.FileField(editable=False, upload_to="")),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="documents.upload"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("upload", "number"), name="documents_uploadpart_once")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_label", models.CharField(editable=False, max_length=60)),
                ("subject_id", models.UUIDField(editable=False)),
                ("template", models.CharField(help_text="templates/pdf/<template>.html", max_length=60)),
                (
                    "template_version",
                    models.CharField(help_text="Digest of the template when the words were frozen.", max_length=12),
                ),
                ("title", models.CharField(max_length=200)),
                ("data", models.JSONField()),
                ("frozen_at", models.DateTimeField(default=qcp.clock.now, editable=False)),
                ("file", models.FileField(blank=True, editable=False, upload_to="")),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("size", models.PositiveIntegerField(default=0, editable=False)),
                ("made_at", models.DateTimeField(editable=False, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.case",
                    ),
                ),
            ],
            options={
                "ordering": ["frozen_at"],
                "indexes": [
                    models.Index(fields=["subject_id"], name="documents_letter_subject"),
                    models.Index(
                        condition=models.Q(("file", "")), fields=["frozen_at"], name="documents_letter_to_make"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("made_at", None), ("sha256", "")),
                            models.Q(
                                models.Q(("file", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("made_at", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="documents_letter_file_has_its_hash",
                    )
                ],
            },
        ),
    ]
