"""From a template and frozen data to a tagged PDF: nothing is fetched, and the same input gives the same bytes."""

import hashlib
from importlib import import_module

from django.conf import settings
from django.template.loader import render_to_string

FOLDER = settings.BASE_DIR / "templates" / "pdf"
STYLES = settings.BASE_DIR / "static" / "pdf"


def render_pdf(template: str, data: dict, title: str) -> bytes:
    """The PDF (tagged, PDF/UA-1) of `templates/pdf/<template>.html`; the keys of `data` are its variables."""
    html = as_html(template, data, title)
    printing = import_module("qcp.documents.printing")  # on the first page only, it loads the renderer
    return printing.printed(html, hashlib.sha256(html.encode()).digest()[:16])


def as_html(template: str, data: dict, title: str) -> str:
    return render_to_string(f"pdf/{template}.html", {**data, "title": title})


def version_of(template: str) -> str:
    """Names the template as it is now: a digest of its source and of what all templates share."""
    digest = hashlib.sha256()
    for source in (FOLDER / f"{template}.html", FOLDER / "base.html", *sorted(STYLES.glob("*.css"))):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
