import django.db.models.deletion
import qcp.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject_label', models.CharField(editable=False, max_length=60)),
                ('subject_id', models.UUIDField(editable=False)),
                ('template', models.CharField(help_text='templates/pdf/<template>.html', max_length=60)),
                ('template_version', models.CharField(help_text='Digest of the template when the words were frozen.', max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('data', models.JSONField()),
                ('frozen_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('file', models.FileField(blank=True, editable=False, upload_to='')),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('size', models.PositiveIntegerField(default=0, editable=False)),
                ('made_at', models.DateTimeField(editable=False, null=True)),
                ('case', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
            ],
            options={
                'ordering': ['frozen_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('made_at', None), ('sha256', '')), models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True), models.Q(('made_at', None), _negated=True)), _connector='OR'), name='documents_letter_file_has_its_hash')],
                'indexes': [models.Index(fields=['subject_id'], name='documents_letter_subject'), models.Index(condition=models.Q(('file', '')), fields=['frozen_at'], name='documents_letter_to_make')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject_label', models.CharField(editable=False, max_length=60)),
                ('subject_id', models.UUIDField(editable=False)),
                ('purpose', models.CharField(blank=True, editable=False, max_length=40)),
                ('label', models.CharField(help_text='The name it came with: shown, never used as a path.', max_length=150)),
                ('file', models.FileField(editable=False, upload_to='')),
                ('content_type', models.CharField(blank=True, help_text='Decided by the check, from the content.', max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('verdict', models.CharField(blank=True, choices=[('clean', 'Accepted'), ('refused', 'Refused')], editable=False, max_length=10)),
                ('reason', models.TextField(blank=True, help_text='Why it was refused, and what to do instead.')),
                ('concern', models.TextField(blank=True, help_text='What people should look at again, as patient information.')),
                ('checked_at', models.DateTimeField(editable=False, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, help_text='Checks that got no answer.')),
                ('check_at', models.DateTimeField(default=qcp.clock.now, editable=False, help_text='When to check (again).')),
                ('case', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['uploaded_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), models.Q(('checked_at', None), _negated=True)), _connector='OR'), name='documents_storedfile_verdict_has_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='documents_storedfile_refusal_has_its_reason'), models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'clean', 'refused'])), name='documents_storedfile_verdict')],
                'indexes': [models.Index(fields=['verdict', 'check_at'], name='documents_file_due'), models.Index(fields=['subject_id', 'sha256'], name='documents_file_subject')],
            },
        ),
    ]
