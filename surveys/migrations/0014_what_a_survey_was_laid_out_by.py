import django.db.models.deletion
import qcp.clock
from django.conf import settings
from django.db import migrations, models

from qcp.workflow import triggers


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0012_requests_for_information'),
        ('surveys', '0013_determinations_and_closures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.PositiveSmallIntegerField(help_text='Of the findings page and of what it sends.')),
                ('standards', models.PositiveSmallIntegerField(help_text='How many apply.')),
                ('sites', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(default=qcp.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.edition')),
                ('survey', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='check_out', to='surveys.survey')),
            ],
        ),
        *triggers.keep("surveys", "checkout"),
    ]
