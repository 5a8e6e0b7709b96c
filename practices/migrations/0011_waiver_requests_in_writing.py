from django.db import migrations, models

from qcp.workflow import triggers


class Migration(migrations.Migration):
    """SQLite makes a table anew when a column is added, and its guards would be lost."""

    dependencies = [("practices", "0010_webhook_of_a_recipient")]
    operations = [
        *triggers.release("practices", "scorewaiver"),
        migrations.AddField("scorewaiver", "came_elsewhere", models.BooleanField(default=False, editable=False)),
        migrations.AlterField(
            "scorewaiver",
            "requested_on",
            models.DateField(editable=False, help_text="The day on which the request reached the program."),
        ),
        *triggers.guard("practices", "scorewaiver"),
    ]
