"""A search for a part of a practice's name or number reads an index, where the database has such an index."""

from django.db import migrations

SEARCHED = {"name": "legal_name", "number": "number", "city": "city"}
MAKE = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    *(
        f"CREATE INDEX practices_practice_{name}_parts ON practices_practice USING gin (upper({column}) gin_trgm_ops)"
        for name, column in SEARCHED.items()
    ),
)
TAKE_BACK = tuple(f"DROP INDEX practices_practice_{name}_parts" for name in SEARCHED)


def on_postgres(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_squashed_0011_waiver_requests_in_writing")]
    operations = [migrations.RunPython(on_postgres(*MAKE), on_postgres(*TAKE_BACK))]
