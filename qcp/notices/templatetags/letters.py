"""What letters need beyond the portal's own filters."""

from pathlib import PurePath

from django import template
from django.utils.html import escape, urlize
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def masked(name) -> str:
    """'smi...rt.pdf' from 'smith_chart.pdf': file names may carry patients' names, so no letter shows one whole."""
    path = PurePath(str(name))
    stem = path.stem
    return f"{stem[:3]}...{stem[-2:]}{path.suffix}" if len(stem) > 5 else f"...{path.suffix.lstrip('.')}"


@register.filter
def with_links(text: str) -> SafeString:
    """The letter's addresses to press. Most lines have none, and to look through each word of them takes long."""
    lines = (
        urlize(line, autoescape=True) if "://" in line or "@" in line else escape(line) for line in text.splitlines()
    )
    return mark_safe("\n".join(lines))  # noqa: S308  every line was escaped
