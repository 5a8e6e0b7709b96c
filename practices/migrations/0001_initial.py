import django.core.validators
import django.db.models.deletion
import django_fsm
import practices.models.practice
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
            name='MeasureSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField(default=1)),
                ('track', models.CharField(max_length=20)),
                ('threshold_percent', models.PositiveSmallIntegerField()),
                ('strategy', models.CharField(max_length=40)),
                ('content_hash', models.CharField(editable=False, max_length=64)),
            ],
            options={
                'ordering': ['code', 'version'],
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='practices_measureset_one_per_version'), models.CheckConstraint(condition=models.Q(('threshold_percent__gte', 1), ('threshold_percent__lte', 100)), name='practices_measureset_threshold_is_a_percentage')],
            },
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(default=practices.models.practice.next_number, editable=False, max_length=12, unique=True)),
                ('legal_name', models.CharField(max_length=200)),
                ('city', models.CharField(max_length=100)),
                ('state', models.CharField(max_length=2)),
                ('oncologist_hours', models.PositiveIntegerField(default=40, help_text='Clinical hours a week of all medical oncologists and hematologists together.')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('joined_on', models.DateField(default=qcp.clock.today, editable=False)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__regex', '^QP-[0-9]{4,}$')), name='practices_practice_number_form'), models.CheckConstraint(condition=models.Q(('state__regex', '^[A-Z]{2}$')), name='practices_practice_state_form'), models.CheckConstraint(condition=models.Q(('oncologist_hours__gte', 1)), name='practices_practice_has_hours')],
            },
        ),
        migrations.CreateModel(
            name='WebinarSession',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('live', 'Live'), ('recorded', 'Recording')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('about', models.TextField(blank=True, max_length=2000)),
                ('held_on', models.DateField(help_text='Day of the live webinar, or from which the recording can be watched.')),
                ('link', models.URLField(blank=True, help_text='Where to join or to watch.')),
                ('retired_on', models.DateField(blank=True, help_text='From this day it is no longer offered.', null=True)),
            ],
            options={
                'ordering': ['-held_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('live', 'recorded'))), name='practices_webinarsession_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('module', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('proportion', 'Proportion'), ('inverse', 'Inverse (lower is better)'), ('composite', 'Composite (every part met)')], max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('parts', models.CharField(blank=True, help_text='Of a composite: the measures it is made of.', max_length=200)),
                ('measure_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='practices.measureset')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('measure_set', 'code'), name='practices_measure_once_per_set'), models.CheckConstraint(condition=models.Q(('kind__in', ['proportion', 'inverse', 'composite'])), name='practices_measure_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='ChartMinimum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fte_up_to', models.DecimalField(decimal_places=3, max_digits=7, null=True, verbose_name='FTE up to')),
                ('charts', models.PositiveIntegerField()),
                ('measure_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chart_minimums', to='practices.measureset')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('fte_up_to'), nulls_last=True)],
                'constraints': [models.UniqueConstraint(fields=('measure_set', 'fte_up_to'), name='practices_chartminimum_once_per_size')],
            },
        ),
        migrations.CreateModel(
            name='ModuleTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('module', models.CharField(max_length=20)),
                ('charts', models.PositiveIntegerField()),
                ('measure_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='practices.measureset')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('measure_set', 'module'), name='practices_moduletarget_once_per_set')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(help_text="Year and season, as in '2026-spring'.", max_length=20)),
                ('track', models.CharField(max_length=20)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('report_on', models.DateField()),
                ('measure_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='practices.measureset')),
            ],
            options={
                'ordering': ['-opens_on', 'track'],
                'constraints': [models.UniqueConstraint(fields=('code', 'track'), name='practices_round_once_per_season_and_track'), models.CheckConstraint(condition=models.Q(('closes_on__lte', models.F('report_on')), ('opens_on__lte', models.F('closes_on'))), name='practices_round_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('viewer', 'Viewer'), ('editor', 'Editor'), ('signatory', 'Signatory')], max_length=10)),
                ('since', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='practices.practice')),
            ],
            options={
                'ordering': ['user__name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('practice', 'user'), name='practices_membership_one_open_role'), models.CheckConstraint(condition=models.Q(('role__in', ['viewer', 'editor', 'signatory'])), name='practices_membership_known_role'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('since')), _connector='OR'), name='practices_membership_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('street', models.CharField(max_length=200)),
                ('city', models.CharField(max_length=100)),
                ('state', models.CharField(max_length=2)),
                ('zip', models.CharField(max_length=10, verbose_name='ZIP code')),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('treats_here', models.BooleanField(default=True, verbose_name='patients are treated here')),
                ('is_main', models.BooleanField(default=False, verbose_name='main site')),
                ('closed_on', models.DateField(blank=True, editable=False, null=True)),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='practices.practice')),
            ],
            options={
                'ordering': ['-is_main', 'name'],
                'constraints': [models.UniqueConstraint(fields=('practice', 'name'), name='practices_site_name_once_per_practice'), models.UniqueConstraint(condition=models.Q(('closed_on', None), ('is_main', True)), fields=('practice',), name='practices_site_one_main'), models.CheckConstraint(condition=models.Q(('state__regex', '^[A-Z]{2}$')), name='practices_site_state_form'), models.CheckConstraint(condition=models.Q(('zip__regex', '^[0-9]{5}(-[0-9]{4})?$')), name='practices_site_zip_form')],
            },
        ),
        migrations.CreateModel(
            name='TaxId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=10, validators=[django.core.validators.RegexValidator('^\\d{2}-\\d{7}$', 'Write the Tax ID as 12-3456789.')], verbose_name='Tax ID')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tax_ids', to='practices.practice')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('practice', 'number'), name='practices_taxid_once_per_practice'), models.CheckConstraint(condition=models.Q(('number__regex', '^[0-9]{2}-[0-9]{7}$')), name='practices_taxid_number_form')],
            },
        ),
        migrations.CreateModel(
            name='WebinarAttendance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('attended_on', models.DateField()),
                ('valid_until', models.DateField(help_text='Last day on which it proves attendance.')),
                ('recorded_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('case', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webinar_attendances', to='practices.practice')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='practices.webinarsession')),
            ],
            options={
                'ordering': ['-attended_on'],
                'constraints': [models.UniqueConstraint(fields=('session', 'practice', 'person', 'attended_on'), name='practices_webinarattendance_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ScoreSubmission',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=0, editable=False, help_text='Moves made so far.')),
                ('opened_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('state', django_fsm.FSMField(choices=[('draft', 'Draft'), ('submitted', 'With QCP staff'), ('returned', 'Returned to the practice'), ('final', 'Final'), ('withdrawn', 'Withdrawn')], default='draft', max_length=50, protected=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('saved_at', models.DateTimeField(editable=False, null=True)),
                ('submitted_on', models.DateField(editable=False, null=True)),
                ('finalized_on', models.DateField(editable=False, null=True)),
                ('received_on', models.DateField(editable=False, help_text='First delivery of a result to the practice.', null=True)),
                ('waiver_clock_on', models.DateField(editable=False, help_text='The day the waiver clock started; it never starts again for the round.', null=True)),
                ('case', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='score_submissions', to='practices.practice')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='practices.round')),
                ('saved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-round__opens_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'final', 'withdrawn'])), name='practices_scoresubmission_known_state'), models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('practice', 'round'), name='practices_scoresubmission_one_per_round'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'withdrawn')), ('submitted_on__isnull', False), _connector='OR'), name='practices_scoresubmission_handed_in_has_its_date'), models.CheckConstraint(condition=models.Q(models.Q(('finalized_on__isnull', False), ('state', 'final')), models.Q(models.Q(('state', 'final'), _negated=True), ('finalized_on', None)), _connector='OR'), name='practices_scoresubmission_final_has_its_date')],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ScoreResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('inputs', models.JSONField(editable=False)),
                ('strategy', models.CharField(max_length=40)),
                ('numerator', models.PositiveIntegerField()),
                ('denominator', models.PositiveIntegerField()),
                ('percent', models.CharField(help_text='Cut off after two decimals.', max_length=6)),
                ('meets_percentage', models.BooleanField()),
                ('qualifies', models.BooleanField()),
                ('reasons', models.JSONField(default=list)),
                ('valid_until', models.DateField(help_text='Last day on which it can support a new application.')),
                ('superseded_at', models.DateTimeField(editable=False, null=True)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='practices.scoresubmission')),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('submission',), name='practices_scoreresult_one_stands'), models.CheckConstraint(condition=models.Q(('qualifies', False), ('meets_percentage', True), _connector='OR'), name='practices_scoreresult_qualifies_in_full')],
            },
        ),
        migrations.CreateModel(
            name='ModuleCharts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('module', models.CharField(max_length=20)),
                ('eligible', models.PositiveIntegerField()),
                ('abstracted', models.PositiveIntegerField()),
                ('attested', models.BooleanField(default=False, verbose_name='all eligible charts were abstracted')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='module_charts', to='practices.scoresubmission')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'module'), name='practices_modulecharts_once'), models.CheckConstraint(condition=models.Q(('abstracted__lte', models.F('eligible'))), name='practices_modulecharts_abstracted_fits'), models.CheckConstraint(condition=models.Q(('attested', False), ('abstracted', models.F('eligible')), _connector='OR'), name='practices_modulecharts_attested_is_all')],
            },
        ),
        migrations.CreateModel(
            name='MeasureScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('numerator', models.PositiveIntegerField()),
                ('denominator', models.PositiveIntegerField()),
                ('excluded', models.PositiveIntegerField(default=0)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.measure')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measure_scores', to='practices.scoresubmission')),
            ],
            options={
                'ordering': ['measure__position'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'measure'), name='practices_measurescore_once'), models.CheckConstraint(condition=models.Q(('numerator__lte', models.F('denominator'))), name='practices_measurescore_numerator_fits')],
            },
        ),
        migrations.CreateModel(
            name='ScoreSubmissionHistory',
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
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='practices.scoresubmission')),
            ],
            options={
                'ordering': ['seq'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('case', 'seq'), name='practices_scoresubmissionhistory_one_line_per_place'), models.UniqueConstraint(fields=('subject', 'version'), name='practices_scoresubmissionhistory_one_line_per_move')],
            },
        ),
    ]
