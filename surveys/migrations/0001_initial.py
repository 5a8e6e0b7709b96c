import django.db.models.deletion
import django_fsm
import qcp.clock
import surveys.models.survey
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('applications', '0002_guards'),
        ('practices', '0002_guards'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=0, editable=False, help_text='Moves made so far.')),
                ('opened_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(default=surveys.models.survey.next_number, editable=False, unique=True)),
                ('state', django_fsm.FSMField(choices=[('unassigned', 'Waiting for a surveyor'), ('proposed', 'Surveyor named, conflict answers awaited'), ('confirmed', 'Surveyor confirmed, date awaited'), ('scheduled', 'Date set'), ('in_progress', 'Survey under way'), ('findings_submitted', 'Findings with QCP staff'), ('report_completed', 'Survey report completed'), ('cancelled', 'Cancelled')], default='unassigned', max_length=50, protected=True)),
                ('kind', models.CharField(choices=[('initial', 'Initial survey'), ('repeat', 'Repeat survey'), ('verification', 'Verification survey')], default='initial', editable=False, max_length=20)),
                ('ground', models.TextField(blank=True, editable=False, help_text='Why a further survey was ordered.')),
                ('mode', models.CharField(choices=[('on_site', 'On site'), ('virtual', 'Virtual'), ('hybrid', 'On site and virtual')], default='on_site', editable=False, max_length=20)),
                ('agreed', models.CharField(blank=True, editable=False, help_text='How a day that was not offered was agreed.', max_length=200)),
                ('signed_name', models.CharField(blank=True, editable=False, max_length=120)),
                ('findings_on', models.DateField(editable=False, null=True)),
                ('report_on', models.DateField(editable=False, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='applications.application')),
                ('case', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('follows', models.ForeignKey(editable=False, help_text='The survey whose report led to this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='surveys.survey')),
                ('surveyor', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['unassigned', 'proposed', 'confirmed', 'scheduled', 'in_progress', 'findings_submitted', 'report_completed', 'cancelled'])), name='surveys_survey_known_state'), models.CheckConstraint(condition=models.Q(('kind__in', ['initial', 'repeat', 'verification'])), name='surveys_survey_known_kind'), models.CheckConstraint(condition=models.Q(('mode__in', ['on_site', 'virtual', 'hybrid'])), name='surveys_survey_known_mode'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('proposed', 'confirmed', 'scheduled', 'in_progress', 'findings_submitted', 'report_completed')), ('surveyor__isnull', False)), models.Q(models.Q(('state__in', ('proposed', 'confirmed', 'scheduled', 'in_progress', 'findings_submitted', 'report_completed')), _negated=True), ('surveyor', None)), _connector='OR'), name='surveys_survey_surveyor_when_named'), models.CheckConstraint(condition=models.Q(models.Q(('follows', None), ('ground', ''), ('kind', 'initial')), models.Q(models.Q(('kind', 'initial'), _negated=True), models.Q(('ground', ''), _negated=True), ('follows__isnull', False)), _connector='OR'), name='surveys_survey_further_ones_have_a_ground'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('findings_submitted', 'report_completed')), _negated=True), models.Q(models.Q(('signed_name', ''), _negated=True), ('findings_on__isnull', False)), _connector='OR'), name='surveys_survey_submitted_is_signed'), models.CheckConstraint(condition=models.Q(models.Q(('report_on__isnull', False), ('state', 'report_completed')), models.Q(models.Q(('state', 'report_completed'), _negated=True), ('report_on', None)), _connector='OR'), name='surveys_survey_completed_has_its_day'), models.UniqueConstraint(condition=models.Q(('state__in', ('report_completed', 'cancelled')), _negated=True), fields=('application',), name='surveys_survey_one_going_on'), models.UniqueConstraint(condition=models.Q(('kind', 'initial'), models.Q(('state', 'cancelled'), _negated=True)), fields=('application',), name='surveys_survey_one_initial')],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Surveyor',
            fields=[
                ('user', models.OneToOneField(limit_choices_to={'role': 'surveyor'}, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='surveyor', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('city', models.CharField(max_length=80)),
                ('state', models.CharField(help_text='Two letters, such as NY.', max_length=2)),
            ],
            options={
                'ordering': ['user__name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__regex', '^[A-Z]{2}$')), name='surveys_surveyor_state_form')],
            },
        ),
        migrations.CreateModel(
            name='BusyDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('surveyor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='busy_days', to=settings.AUTH_USER_MODEL)),
                ('survey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='busy_days', to='surveys.survey')),
            ],
            options={
                'ordering': ['on'],
                'constraints': [models.UniqueConstraint(fields=('surveyor', 'on'), name='surveys_busyday_surveyor_not_double_booked')],
            },
        ),
        migrations.CreateModel(
            name='SurveyHistory',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField(help_text="Place in the case's chain, from 1.")),
                ('version', models.PositiveIntegerField(help_text="The record's move number; 0 is its opening.")),
                ('at', models.DateTimeField()),
                ('move', models.CharField(max_length=40)),
                ('source', models.CharField(blank=True, max_length=40)),
                ('target', models.CharField(max_length=40)),
                ('note', models.TextField(blank=True)),
                ('policy', models.CharField(blank=True, max_length=200)),
                ('prev_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='surveys.survey')),
            ],
            options={
                'ordering': ['seq'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('case', 'seq'), name='surveys_surveyhistory_one_line_per_place'), models.UniqueConstraint(fields=('subject', 'version'), name='surveys_surveyhistory_one_line_per_move')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('visit_on', models.DateField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='practices.site')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='surveys.survey')),
            ],
            options={
                'ordering': ['visit_on', '-site__is_main', 'site__name'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'site'), name='surveys_visit_site_once_per_survey')],
            },
        ),
        migrations.CreateModel(
            name='StandingConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.practice')),
                ('surveyor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_conflicts', to='surveys.surveyor')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('surveyor', 'practice'), name='surveys_standingconflict_once_per_practice')],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('licence', 'Nursing licence'), ('certification', 'Oncology nursing certification'), ('contract', 'Contract with the program')], max_length=20)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('expires_on', models.DateField(help_text='The last day on which it is valid.')),
                ('surveyor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credentials', to='surveys.surveyor')),
            ],
            options={
                'ordering': ['kind', '-expires_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['licence', 'certification', 'contract'])), name='surveys_credential_known_kind'), models.UniqueConstraint(fields=('surveyor', 'kind', 'expires_on'), name='surveys_credential_once_per_kind_and_end')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rating', models.CharField(blank=True, choices=[('met', 'Met'), ('partially_met', 'Partially met'), ('not_met', 'Not met'), ('not_applicable', 'Not applicable'), ('not_assessed', 'Not assessed yet')], max_length=20)),
                ('methods', models.JSONField(blank=True, default=list, help_text='The ways in which the surveyor looked.')),
                ('notes', models.TextField(blank=True, max_length=4000)),
                ('commendation', models.TextField(blank=True, max_length=1000)),
                ('reason', models.TextField(blank=True, help_text='Why the standard does not apply here.', max_length=1000)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('changed_at', models.DateTimeField(editable=False, null=True)),
                ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.standard')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='surveys.visit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('visit', 'standard'), name='surveys_finding_one_per_visit_and_standard'), models.CheckConstraint(condition=models.Q(('rating__in', ['', 'met', 'partially_met', 'not_met', 'not_applicable', 'not_assessed'])), name='surveys_finding_known_rating'), models.CheckConstraint(condition=models.Q(models.Q(('changed_at', None), ('revision', 0)), models.Q(('changed_at__isnull', False), ('revision__gt', 0)), _connector='OR'), name='surveys_finding_changed_has_its_time')],
            },
        ),
    ]
