from django.db import migrations

from qcp.workflow import triggers


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = triggers.guard("surveys", "survey")
