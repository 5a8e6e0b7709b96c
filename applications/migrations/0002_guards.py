from django.db import migrations

from qcp.workflow import triggers


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]
    operations = [
        *triggers.guard("applications", "application", "invoice", "policydocument"),
        *triggers.keep("applications", "ledgerentry"),
    ]
