"""What letters need beyond the portal's own filters."""

from pathlib import PurePath

from django import template
from django.template.defaultfilters import urlize
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

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
    lines = text.splitlines()
    return format_html_join(
        "\n", "{}", ([urlize(line, autoescape=True) if is_linked(line) else line] for line in lines)
    )


def is_linked(line: str) -> bool:
    return "://" in line or "@" in line
