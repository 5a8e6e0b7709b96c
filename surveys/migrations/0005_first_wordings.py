"""A few sentences to begin with; the office writes its own."""

from django.db import migrations

FIRST = (
    ("notes", "The written policy says it; what was seen in practice differs: "),
    ("notes", "Seen in some charts and missing in others. Missing in chart "),
    ("notes", "Staff who were asked described it differently from the written policy: "),
    ("notes", "No written policy was shown for this."),
    ("notes", "It is done, and it is not written down where the standard asks for it: "),
    ("commendation", "Every member of staff who was asked knew what to do and why."),
    ("reason", "The practice does not give this kind of treatment at this site."),
    ("reason", "Another site of the practice does this for all of them: "),
)


def write(apps, editor):
    wording = apps.get_model("surveys", "Wording")
    for position, (purpose, text) in enumerate(FIRST, start=1):
        wording.objects.get_or_create(purpose=purpose, text=text, defaults={"position": position * 10})


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_what_was_seen_and_standard_wording")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
