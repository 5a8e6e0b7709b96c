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
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('notice', models.CharField(max_length=60)),
                ('occasion', models.CharField(help_text="What happened, once: a move of the record, a deadline's stage.", max_length=80)),
                ('dedupe_key', models.CharField(max_length=240, unique=True)),
                ('subject_label', models.CharField(max_length=60)),
                ('subject_id', models.UUIDField()),
                ('address', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('url', models.CharField(blank=True, help_text='The page where the reader acts.', max_length=200)),
                ('created_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('not_before', models.DateTimeField(default=qcp.clock.now, help_text='Held back until then, here and in the inbox.')),
                ('try_at', models.DateTimeField(default=qcp.clock.now, help_text='When it is sent, or sent again.')),
                ('delivery', models.CharField(choices=[('pending', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Could not be delivered'), ('withheld', 'Not sent: the reader has left the case or the portal')], default='pending', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='Tries since it was last put in the outbox.')),
                ('lease_until', models.DateTimeField(help_text='Until then one worker alone may send it.', null=True)),
                ('fence', models.PositiveIntegerField(default=0, help_text="Number of the claim; a late worker's result is refused.")),
                ('sent_at', models.DateTimeField(null=True)),
                ('first_viewed_at', models.DateTimeField(null=True)),
                ('last_error', models.TextField(blank=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_note', models.TextField(blank=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='workflow.case')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'letter',
                'ordering': ['-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('delivery__in', ['pending', 'sending', 'sent', 'failed', 'withheld'])), name='notices_message_known_delivery'), models.CheckConstraint(condition=models.Q(models.Q(('delivery', 'sent'), ('sent_at__isnull', False)), models.Q(models.Q(('delivery', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='notices_message_sent_has_its_time'), models.CheckConstraint(condition=models.Q(models.Q(('delivery', 'sending'), ('lease_until__isnull', False)), models.Q(models.Q(('delivery', 'sending'), _negated=True), ('lease_until', None)), _connector='OR'), name='notices_message_lease_while_sending'), models.CheckConstraint(condition=models.Q(('settled_at', None), models.Q(('settled_by__isnull', False), models.Q(('settled_note', ''), _negated=True)), _connector='OR'), name='notices_message_settled_by_someone_somehow')],
                'indexes': [models.Index(fields=['delivery', 'try_at'], name='notices_message_due'), models.Index(fields=['recipient', '-created_at'], name='notices_message_inbox')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('provider', models.CharField(max_length=40)),
                ('outcome', models.CharField(blank=True, choices=[('', 'No answer recorded'), ('accepted', 'Accepted'), ('found', 'Had been accepted before'), ('refused', 'Refused for now'), ('bounced', 'Refused for good'), ('unsure', 'Connection lost, perhaps accepted'), ('abandoned', 'Left to another worker')], default='', max_length=10)),
                ('note', models.CharField(blank=True, help_text="'unknown, resent' when a copy may have gone out.", max_length=40)),
                ('error', models.TextField(blank=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tries', to='notices.message')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('message', 'number'), name='notices_attempt_one_per_claim')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice', models.CharField(max_length=60)),
                ('subject_label', models.CharField(max_length=60)),
                ('subject_id', models.UUIDField()),
                ('occasion', models.CharField(max_length=80)),
                ('by', models.CharField(choices=[('delivery', "accepted by the reader's mail server"), ('view', 'opened in the portal')], max_length=10)),
                ('at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('on', models.DateField(help_text='The day the clock starts from.')),
                ('done_at', models.DateTimeField(help_text='When what follows from the receipt was done.', null=True)),
                ('error', models.TextField(blank=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='notices.message')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notice', 'subject_label', 'subject_id', 'occasion'), name='notices_receipt_once_per_occasion')],
            },
        ),
    ]
