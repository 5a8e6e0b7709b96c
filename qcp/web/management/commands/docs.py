"""`make docs`: writes docs/generated/ from the code; with --check it only says whether the pages are fresh."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

PAGES = {
    "workflows.md": "qcp.workflow.diagrams.printed",
    "deadlines.md": "qcp.deadlines.printed.printed",
    "notices.md": "qcp.notices.printed.printed",
    "access.md": "qcp.access.printed.printed",
}


class Command(BaseCommand):
    help = "Writes the generated pages of the documentation."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is stale")

    def handle(self, check, **options):
        folder = settings.BASE_DIR / "docs" / "generated"
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in PAGES.items():
            page, text = folder / name, import_string(path)()
            stale = not page.exists() or page.read_text() != text
            if stale and check:
                raise CommandError(f"docs/generated/{name} is stale: run make docs.")
            if stale:
                page.write_text(text)
