import applications.models.application
import applications.models.filled
import applications.models.invoice
import django.db.models.deletion
import django_fsm
import qcp.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_initial'),
        ('practices', '0002_guards'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('effective_on', models.DateField(unique=True)),
                ('note', models.TextField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['effective_on'],
            },
        ),
        migrations.CreateModel(
            name='FeeSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('effective_on', models.DateField(unique=True)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['-effective_on'],
            },
        ),
        migrations.CreateModel(
            name='AgreementText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40)),
                ('version', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=120)),
                ('body', models.TextField(max_length=20000)),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('position', models.PositiveSmallIntegerField()),
                ('effective_on', models.DateField()),
                ('is_placeholder', models.BooleanField(default=True, help_text="Our own wording, to be replaced by the program's.")),
            ],
            options={
                'ordering': ['position', 'effective_on'],
                'constraints': [models.UniqueConstraint(fields=('slug', 'version'), name='applications_agreementtext_one_per_version'), models.UniqueConstraint(fields=('slug', 'effective_on'), name='applications_agreementtext_one_per_day')],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=0, editable=False, help_text='Moves made so far.')),
                ('opened_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(default=applications.models.application.next_number, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('first', 'First certification'), ('recertification', 'Recertification')], default='first', max_length=20)),
                ('state', django_fsm.FSMField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('returned', 'Returned to the practice'), ('survey_ready', 'Certification Pending: ready for the survey'), ('in_survey', 'Certification Pending: in survey'), ('in_compliance', 'Certification Pending: in compliance'), ('certified', 'Certified'), ('denied', 'Denied'), ('lapsed', 'Lapsed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=50, protected=True)),
                ('questions_version', models.CharField(default='2026-1', editable=False, max_length=20)),
                ('saved_at', models.DateTimeField(editable=False, null=True)),
                ('submitted_on', models.DateField(editable=False, null=True)),
                ('pending_on', models.DateField(editable=False, null=True)),
                ('ended_on', models.DateField(editable=False, null=True)),
                ('case', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='practices.practice')),
                ('saved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('score_submission', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='practices.scoresubmission')),
                ('chosen_edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.edition')),
                ('edition', models.ForeignKey(editable=False, help_text='Fixed on the day of the first submission.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='applications.edition')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'returned', 'submitted', 'survey_ready', 'in_survey', 'in_compliance'))), fields=('practice',), name='applications_application_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'survey_ready', 'in_survey', 'in_compliance', 'certified', 'denied', 'lapsed', 'withdrawn'])), name='applications_application_known_state'), models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'recertification'])), name='applications_application_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('submitted_on', None)), models.Q(('state__in', ('submitted', 'returned', 'survey_ready', 'in_survey', 'in_compliance', 'certified', 'lapsed', 'denied')), ('submitted_on__isnull', False)), ('state', 'withdrawn'), _connector='OR'), name='applications_application_submitted_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('edition', None), ('submitted_on', None)), models.Q(('edition__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='applications_application_submission_fixes_the_edition'), models.CheckConstraint(condition=models.Q(models.Q(('pending_on', None), ('state__in', ('draft', 'returned', 'submitted'))), models.Q(('pending_on', models.F('submitted_on')), ('pending_on__isnull', False), ('state__in', ('survey_ready', 'in_survey', 'in_compliance', 'certified', 'lapsed'))), ('state__in', ('denied', 'withdrawn')), _connector='OR'), name='applications_application_pending_since_its_submission'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state__in', ('draft', 'returned', 'submitted', 'survey_ready', 'in_survey', 'in_compliance'))), models.Q(models.Q(('state__in', ('draft', 'returned', 'submitted', 'survey_ready', 'in_survey', 'in_compliance')), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='applications_application_ended_has_its_day')],
            },
            bases=(applications.models.filled.Filled, django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Domain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='applications.edition')),
            ],
            options={
                'ordering': ['edition', 'number'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='applications_domain_one_per_number')],
            },
        ),
        migrations.CreateModel(
            name='PolicyType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='policy_types', to='applications.edition')),
            ],
            options={
                'ordering': ['edition', 'position'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'code'), name='applications_policytype_one_per_code')],
            },
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(choices=[('application', 'First application'), ('recertification', 'Application for recertification'), ('extra_site', 'Each site after the first'), ('fte_band', 'Size of the practice'), ('extension', 'Extension of the final deadline'), ('repeat_survey', 'Repeat survey')], max_length=20)),
                ('over_fte', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='more than so many FTE')),
                ('cents', models.PositiveIntegerField()),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fees', to='applications.feeschedule')),
            ],
            options={
                'ordering': ['schedule', 'item', 'over_fte'],
                'constraints': [models.UniqueConstraint(fields=('schedule', 'item', 'over_fte'), name='applications_fee_once_per_band'), models.UniqueConstraint(condition=models.Q(('over_fte', None)), fields=('schedule', 'item'), name='applications_fee_once_per_item'), models.CheckConstraint(condition=models.Q(('item__in', ['application', 'recertification', 'extra_site', 'fte_band', 'extension', 'repeat_survey'])), name='applications_fee_known_item'), models.CheckConstraint(condition=models.Q(models.Q(('item', 'fte_band'), ('over_fte__isnull', False)), models.Q(models.Q(('item', 'fte_band'), _negated=True), ('over_fte', None)), _connector='OR'), name='applications_fee_only_bands_have_a_size')],
            },
        ),
        migrations.CreateModel(
            name='IncludedSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='included_sites', to='applications.application')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.site')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'site'), name='applications_includedsite_once')],
            },
        ),
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=0, editable=False, help_text='Moves made so far.')),
                ('opened_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('number', models.CharField(default=applications.models.invoice.next_number, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('application', 'Application fee'), ('extension', 'Extension of the final deadline'), ('repeat_survey', 'Repeat survey')], max_length=20)),
                ('occasion', models.CharField(blank=True, editable=False, max_length=60)),
                ('state', django_fsm.FSMField(choices=[('open', 'Open'), ('paid', 'Paid'), ('void', 'Void'), ('refunded', 'Refunded')], default='open', max_length=50, protected=True)),
                ('cents', models.PositiveIntegerField(editable=False)),
                ('issued_on', models.DateField(default=qcp.clock.today, editable=False)),
                ('due_on', models.DateField(editable=False)),
                ('paid_on', models.DateField(editable=False, null=True)),
                ('method', models.CharField(blank=True, choices=[('cheque', 'Cheque'), ('ach', 'ACH transfer')], editable=False, max_length=10)),
                ('reference', models.CharField(blank=True, editable=False, max_length=100)),
                ('is_waived', models.BooleanField(default=False, editable=False)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='applications.application')),
                ('case', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
            ],
            options={
                'ordering': ['-issued_on', '-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'paid', 'void', 'refunded'])), name='applications_invoice_known_state'), models.CheckConstraint(condition=models.Q(('kind__in', ['application', 'extension', 'repeat_survey'])), name='applications_invoice_known_kind'), models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='applications_invoice_asks_for_something'), models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'paid'))), fields=('application', 'kind', 'occasion'), name='applications_invoice_one_stands'), models.CheckConstraint(condition=models.Q(models.Q(('paid_on__isnull', False), ('state__in', ('paid', 'refunded')), models.Q(('method', ''), _negated=True), models.Q(('reference', ''), _negated=True)), models.Q(models.Q(('state__in', ('paid', 'refunded')), _negated=True), ('method', ''), ('paid_on', None), ('reference', '')), _connector='OR'), name='applications_invoice_paid_says_how'), models.CheckConstraint(condition=models.Q(('is_waived', False), ('state', 'void'), _connector='OR'), name='applications_invoice_waived_is_void')],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='PolicyDocument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=0, editable=False, help_text='Moves made so far.')),
                ('opened_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('title', models.CharField(max_length=150)),
                ('revision', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('state', django_fsm.FSMField(choices=[('quarantined', 'Checking'), ('clean', 'Checked, waiting for the program office'), ('accepted', 'Accepted'), ('returned', 'Returned to the practice'), ('rejected', 'Refused')], default='quarantined', max_length=50, protected=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='policy_documents', to='applications.application')),
                ('case', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.case')),
                ('file', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='applications.policydocument')),
            ],
            options={
                'ordering': ['opened_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['quarantined', 'clean', 'accepted', 'returned', 'rejected'])), name='applications_policydocument_known_state'), models.CheckConstraint(condition=models.Q(models.Q(('replaces', None), ('revision', 1)), models.Q(('replaces__isnull', False), ('revision__gt', 1)), _connector='OR'), name='applications_policydocument_replacement_is_a_new_revision'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('clean', 'accepted')), _negated=True), ('file__isnull', False), _connector='OR'), name='applications_policydocument_checked_has_file')],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('typed_name', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=120)),
                ('has_authority', models.BooleanField()),
                ('signed_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('ip_address', models.GenericIPAddressField(null=True)),
                ('sha256', models.CharField(max_length=64)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='applications.application')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='applications.agreementtext')),
            ],
            options={
                'ordering': ['signed_at'],
                'constraints': [models.UniqueConstraint(fields=('application', 'text'), name='applications_signature_once_per_text'), models.CheckConstraint(condition=models.Q(('has_authority', True), models.Q(('typed_name', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='applications_signature_names_person_and_authority')],
            },
        ),
        migrations.CreateModel(
            name='StepReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20)),
                ('reason', models.TextField(max_length=2000)),
                ('returned_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('reply', models.TextField(blank=True, max_length=2000)),
                ('replied_at', models.DateTimeField(editable=False, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='step_returns', to='applications.application')),
                ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('returned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-returned_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='applications_stepreturn_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('replied_at', None), ('replied_by', None), ('reply', '')), models.Q(models.Q(('reply', ''), _negated=True), ('replied_at__isnull', False), ('replied_by__isnull', False)), _connector='OR'), name='applications_stepreturn_reply_has_its_author')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=90)),
                ('value', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField()),
                ('is_current', models.BooleanField(default=True)),
                ('saved_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='applications.application')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('application', 'name'), name='applications_answer_one_stands'), models.UniqueConstraint(fields=('application', 'name', 'revision'), name='applications_answer_once_per_revision')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationHistory',
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
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='applications.application')),
            ],
            options={
                'ordering': ['seq'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('case', 'seq'), name='applications_applicationhistory_one_line_per_place'), models.UniqueConstraint(fields=('subject', 'version'), name='applications_applicationhistory_one_line_per_move')],
            },
        ),
        migrations.CreateModel(
            name='Standard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('position', models.PositiveSmallIntegerField(help_text='Place in the edition, in the order of the numbers.')),
                ('level', models.CharField(choices=[('standard', 'Standard'), ('element', 'Element')], max_length=10)),
                ('title', models.CharField(max_length=120)),
                ('paraphrase', models.TextField(max_length=1000)),
                ('evidence', models.JSONField(help_text='The ways of looking that the standard needs.')),
                ('applies_if', models.CharField(choices=[('always', 'Every practice'), ('pediatric', 'Treats patients under 18'), ('oral', 'Prescribes or dispenses oral anticancer therapy'), ('oral_or_home', 'Oral therapy or therapy at home'), ('dispenses_home', 'Dispenses drugs for use at home'), ('intrathecal', 'Gives intrathecal therapy'), ('home', "Gives therapy in patients' homes"), ('cell_therapy', 'Gives immune effector cell therapy')], default='always', max_length=20)),
                ('is_rated', models.BooleanField(help_text='A leaf: this row gets a rating.')),
                ('is_often_unmet', models.BooleanField(default=False)),
                ('code_status', models.CharField(max_length=20)),
                ('content_status', models.CharField(max_length=20)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('maps_from', models.JSONField(blank=True, default=list, help_text='Rows of an earlier edition that it continues.')),
                ('domain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standards', to='applications.domain')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standards', to='applications.edition')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='elements', to='applications.standard')),
                ('policy_document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='standards', to='applications.policytype')),
            ],
            options={
                'ordering': ['edition', 'position'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'code'), name='applications_standard_one_per_code'), models.CheckConstraint(condition=models.Q(('applies_if__in', ['always', 'pediatric', 'oral', 'oral_or_home', 'dispenses_home', 'intrathecal', 'home', 'cell_therapy'])), name='applications_standard_known_flag'), models.CheckConstraint(condition=models.Q(models.Q(('level', 'standard'), ('parent', None)), models.Q(('level', 'element'), ('parent__isnull', False)), _connector='OR'), name='applications_standard_elements_have_a_parent')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceHistory',
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
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='applications.invoice')),
            ],
            options={
                'ordering': ['seq'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('case', 'seq'), name='applications_invoicehistory_one_line_per_place'), models.UniqueConstraint(fields=('subject', 'version'), name='applications_invoicehistory_one_line_per_move')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('quantity', models.PositiveSmallIntegerField()),
                ('unit_cents', models.PositiveIntegerField()),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='applications.invoice')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('invoice', 'position'), name='applications_invoiceline_one_per_place')],
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.CharField(choices=[('charge', 'Charged'), ('payment', 'Paid'), ('release', 'No longer owed'), ('refund', 'Paid back')], max_length=10)),
                ('cents', models.IntegerField(help_text='More owed is positive, less owed is negative.')),
                ('on', models.DateField(help_text='The day the amount counts for.')),
                ('reference', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='applications.invoice')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('invoice', 'entry'), name='applications_ledgerentry_once_per_invoice'), models.CheckConstraint(condition=models.Q(models.Q(('cents__gt', 0), ('entry__in', ('charge', 'refund'))), models.Q(('cents__lt', 0), ('entry__in', ('payment', 'release'))), _connector='OR'), name='applications_ledgerentry_sign')],
            },
        ),
        migrations.CreateModel(
            name='RefundProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000)),
                ('proposed_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refund_proposals', to='applications.invoice')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['proposed_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('invoice',), name='applications_refundproposal_one_waits')],
            },
        ),
        migrations.CreateModel(
            name='PolicyDocumentHistory',
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
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='applications.policydocument')),
            ],
            options={
                'ordering': ['seq'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('case', 'seq'), name='applications_policydocumenthistory_one_line_per_place'), models.UniqueConstraint(fields=('subject', 'version'), name='applications_policydocumenthistory_one_line_per_move')],
            },
        ),
        migrations.CreateModel(
            name='PolicyCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pages', models.CharField(blank=True, help_text='For instance 3-5, 9. Empty means the whole document.', max_length=60)),
                ('sites', models.ManyToManyField(blank=True, help_text='None means all sites.', related_name='+', to='practices.site')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='applications.policydocument')),
                ('policy_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='applications.policytype')),
                ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='applications.standard')),
            ],
            options={
                'ordering': ['policy_type__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('document', 'policy_type', 'standard'), name='applications_policycitation_once_per_standard'), models.UniqueConstraint(condition=models.Q(('standard', None)), fields=('document', 'policy_type'), name='applications_policycitation_once_for_all')],
            },
        ),
    ]
