"""QR codes as SVG, for certificates and pages. The address is always printed in words beside it."""

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(text: str, title: str, scale: int = 4) -> SafeString:
    """Inline SVG with a <title>, which screen readers and the tagged PDF take as its description."""
    code = segno.make(text, error="m", micro=False)
    return mark_safe(code.svg_inline(scale=scale, title=title, border=2))  # noqa: S308  segno escapes title, text is drawn
