"""HTML to PDF. Only pdf.py imports this, for the first page that is printed: the renderer takes a second to load."""

from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

# What templates may name as `static:pdf/paper.css`; everything else is refused, network and files alike.
PRINTABLE = {
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


class VendoredOnly(URLFetcher):
    """Refuses every address but `static:`, a vendored file of ours, and `data:`, which holds its own bytes."""

    def fetch(self, url, headers=None):
        if url.startswith("data:"):
            return super().fetch(url, headers)
        scheme, _, name = url.partition(":")
        path = finders.find(name) if scheme == "static" else None
        if path is None or Path(name).suffix not in PRINTABLE:
            raise ValueError(f"A letter may not load {url!r}.")
        return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": PRINTABLE[Path(name).suffix]})


def printed(html: str, identifier: bytes) -> bytes:
    """Tagged PDF (PDF/UA-1); nothing in it depends on when or where it was made."""
    document = HTML(string=html, base_url="about:blank", url_fetcher=VendoredOnly(allowed_protocols=["data"]))
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
