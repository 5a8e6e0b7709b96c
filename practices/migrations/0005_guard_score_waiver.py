from django.db import migrations

from qcp.workflow import triggers


class Migration(migrations.Migration):
    dependencies = [("practices", "0004_score_waiver")]
    operations = triggers.guard("practices", "scorewaiver")
