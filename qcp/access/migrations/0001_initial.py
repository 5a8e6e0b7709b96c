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
            name='ConflictQuestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject_label', models.CharField(max_length=60)),
                ('subject_id', models.UUIDField()),
                ('capacity', models.CharField(max_length=20)),
                ('about', models.CharField(help_text="The practice's name and city: all that is shown till then.", max_length=200)),
                ('asked_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('answer', models.CharField(blank=True, choices=[('none', 'No conflict'), ('conflict', 'Conflict, or not able to take part')], max_length=10)),
                ('answered_at', models.DateTimeField(editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, help_text='No longer asked: the assignment ended.', null=True)),
                ('asked_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflict_questions', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflict_questions', to='workflow.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('subject_id', 'capacity', 'asked_of'), name='access_conflictquestion_asked_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('answered_at', None), _negated=True)), _connector='OR'), name='access_conflictquestion_answer_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='workflow.case')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'user'), name='access_recusal_once_per_case')],
            },
        ),
    ]
