from django.db import migrations


def copy(apps, editor):
    """What was held, undone or released stays known; a release that is under way goes on in its new place."""
    held = apps.get_model("undo", "HeldMove")
    intents = apps.get_model("compliance", "ReleaseIntent").objects.select_related("decision")
    held.objects.bulk_create(
        held(
            id=intent.pk,
            case_id=intent.decision.case_id,
            subject_label="compliance.Decision",
            subject_id=intent.decision_id,
            move="release",
            label="Release the decision",
            given={"note": intent.note},
            by_id=intent.by_id,
            made_at=intent.made_at,
            due_at=intent.due_at,
            undone_at=intent.undone_at,
            undone_by_id=intent.undone_by_id,
            done_at=intent.done_at,
            refused=intent.refused,
        )
        for intent in intents.iterator(chunk_size=500)
    )


class Migration(migrations.Migration):
    dependencies = [("compliance", "0009_anniversary_attestations"), ("undo", "0001_held_moves")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
