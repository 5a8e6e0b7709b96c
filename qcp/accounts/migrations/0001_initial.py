import django.db.models.deletion
import django.db.models.functions.text
import qcp.clock
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AccountLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('address', models.EmailField(max_length=254)),
                ('at', models.DateTimeField(default=qcp.clock.now, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(choices=[('practice', 'Practice staff'), ('surveyor', 'Surveyor'), ('reviewer', 'Committee reviewer'), ('council', 'Oversight Council member'), ('staff', 'QCP staff'), ('manager', 'QCP manager')], default='practice', max_length=20)),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('closed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='accounts_user_one_per_address'), models.CheckConstraint(condition=models.Q(('role__in', ['practice', 'surveyor', 'reviewer', 'council', 'staff', 'manager'])), name='accounts_user_known_role')],
            },
        ),
        migrations.CreateModel(
            name='WrongTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.CharField(max_length=254)),
                ('origin', models.CharField(max_length=45)),
                ('count', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField(default=qcp.clock.now)),
            ],
            options={
                'verbose_name_plural': 'wrong tries',
                'constraints': [models.UniqueConstraint(fields=('email', 'origin'), name='accounts_wrongtries_one_count')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(choices=[('practice', 'Practice staff'), ('surveyor', 'Surveyor'), ('reviewer', 'Committee reviewer'), ('council', 'Oversight Council member'), ('staff', 'QCP staff'), ('manager', 'QCP manager')], default='practice', max_length=20)),
                ('subject_label', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.UUIDField(null=True)),
                ('capacity', models.CharField(blank=True, max_length=20)),
                ('to_what', models.CharField(blank=True, help_text='What the letter says one is invited to.', max_length=200)),
                ('invited_at', models.DateTimeField(default=qcp.clock.now, editable=False)),
                ('accepted_at', models.DateTimeField(editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accepted_invitations', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['practice', 'surveyor', 'reviewer', 'council', 'staff', 'manager'])), name='accounts_invitation_known_role'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('withdrawn_at', None)), _connector='OR'), name='accounts_invitation_accepted_by_someone_or_withdrawn'), models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('subject_id__isnull', False), ('withdrawn_at', None)), fields=('email', 'subject_id'), name='accounts_invitation_one_open_to_a_record'), models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('subject_id', None), ('withdrawn_at', None)), fields=('email',), name='accounts_invitation_one_open_to_the_portal')],
            },
        ),
    ]
