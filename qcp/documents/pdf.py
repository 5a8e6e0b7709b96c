"""From a template and frozen data to a tagged PDF: nothing is fetched, and the same input gives the same bytes."""

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string

# What templates may name as `static:pdf/letter.css`; everything else is refused, network and files alike.
PRINTABLE = {
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


@cache
def weasyprint():
    """Loaded when the first page is printed: it takes a second, and needs system libraries that other work does not."""
    return import_module("weasyprint")


def render_pdf(template: str, data: dict, title: str) -> bytes:
    """The PDF (tagged, PDF/UA-1) of `templates/pdf/<template>.html`; the keys of `data` are its variables."""
    html = as_html(template, data, title)
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    document = weasyprint().HTML(string=html, base_url="about:blank", url_fetcher=fetcher())
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)


def as_html(template: str, data: dict, title: str) -> str:
    return render_to_string(f"pdf/{template}.html", {**data, "title": title})


def version_of(template: str) -> str:
    """Names the template as it is now: a digest of its source and of what all templates share."""
    path = Path(get_template(f"pdf/{template}.html").origin.name)
    shared = [path.parent / "base.html", *sorted((settings.BASE_DIR / "static" / "pdf").glob("*.css"))]
    digest = hashlib.sha256()
    for source in dict.fromkeys([path, *shared]):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


@cache
def fetcher():
    """Refuses every address but `static:`, a vendored file of ours, and `data:`, which holds its own bytes."""

    class VendoredOnly(weasyprint().urls.URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            scheme, _, name = url.partition(":")
            if scheme != "static":
                raise ValueError(f"A letter may not load {url!r}.")
            path = finders.find(name)
            if path is None or Path(name).suffix not in PRINTABLE:
                raise ValueError(f"There is no printable file {name!r}.")
            content_type = PRINTABLE[Path(name).suffix]
            return weasyprint().urls.URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": content_type})

    return VendoredOnly(allowed_protocols=["data"])
