from django.db import migrations


def cite(apps, editor):
    """Evidence that was handed in before files were cited by page counts as a whole."""
    files = apps.get_model("documents", "StoredFile").objects.filter(subject_label="compliance.PlanItem")
    proof = apps.get_model("compliance", "Proof")
    known = set(apps.get_model("compliance", "PlanItem").objects.values_list("pk", flat=True))
    proof.objects.bulk_create(
        proof(item_id=file.subject_id, file=file, added_by_id=file.uploaded_by_id, added_at=file.uploaded_at)
        for file in files.order_by("uploaded_at").iterator()
        if file.subject_id in known
    )


class Migration(migrations.Migration):
    dependencies = [("compliance", "0006_corrections_and_rounds_of_proof")]
    operations = [migrations.RunPython(cite, migrations.RunPython.noop)]
