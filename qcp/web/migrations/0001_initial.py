import qcp.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('fingerprint', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('led_to', models.CharField(max_length=500)),
                ('at', models.DateTimeField(db_index=True, default=qcp.clock.now)),
            ],
            options={
                'verbose_name': 'sent form',
            },
        ),
    ]
