"""After an old backup was brought back: destroy again what had been destroyed since."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from qcp.documents import destructions
from qcp.documents.models import StoredFile

AGAIN = "It was destroyed before; a backup had brought it back."


class Command(BaseCommand):
    help = "Destroy the files of a list that list_destroyed printed, where a restored backup still has them."

    def add_arguments(self, parser):
        parser.add_argument("list", help="The file with one JSON line per destroyed file.")

    def handle(self, *args, **options):
        try:
            rows = [json.loads(line) for line in Path(options["list"]).read_text().splitlines() if line.strip()]
            wanted = {row["id"]: row["sha256"] for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"The list cannot be read: {error}") from error
        back = StoredFile.objects.filter(pk__in=wanted, destroyed_at=None)
        found = [stored for stored in back if stored.sha256 == wanted[str(stored.pk)]]
        for stored in found:
            destructions.unneeded(stored, because=AGAIN)
        destructions.delete_due()
        self.stdout.write(f"{len(found)} of {len(wanted)} files were there again and are destroyed.")
