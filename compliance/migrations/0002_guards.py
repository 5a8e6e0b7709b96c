from django.db import migrations

from qcp.workflow import triggers


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial")]
    operations = triggers.guard("compliance", "report", "actionplan", "decision", "certification")
