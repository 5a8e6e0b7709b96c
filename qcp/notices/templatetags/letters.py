"""What letters need beyond the portal's own filters."""

from pathlib import PurePath

from django import template

register = template.Library()


@register.filter
def masked(name) -> str:
    """'smi...rt.pdf' from 'smith_chart.pdf': file names may carry patients' names, so no letter shows one whole."""
    path = PurePath(str(name))
    stem = path.stem
    return f"{stem[:3]}...{stem[-2:]}{path.suffix}" if len(stem) > 5 else f"...{path.suffix.lstrip('.')}"
