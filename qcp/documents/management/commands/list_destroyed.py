"""Name every destroyed file, for the list that is kept apart from the backups."""

import json

from django.core.management.base import BaseCommand

from qcp.documents.models import StoredFile


class Command(BaseCommand):
    help = "Print one JSON line per destroyed file: its id, the hash of what it was, when it was destroyed."

    def handle(self, *args, **options):
        for stored in StoredFile.objects.exclude(destroyed_at=None).order_by("destroyed_at", "pk"):
            row = {"id": str(stored.pk), "sha256": stored.sha256, "destroyed_at": str(stored.destroyed_at)}
            self.stdout.write(json.dumps(row, sort_keys=True))
