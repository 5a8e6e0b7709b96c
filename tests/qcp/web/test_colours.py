"""The pairs of colours that stand on each other, in both schemes, measured as WCAG does."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in CSS.split("@media")[:2])
GROUNDS = ("paper", "surface", "sunken")
TEXT = [
    (ink, ground) for ink in ("ink", "ink-soft", "link", "link-visited", "bad", "warn", "good") for ground in GROUNDS
]
TEXT += [(name, f"{name}-soft") for name in ("good", "warn", "bad", "now", "still")]
TEXT += [("ink", f"{name}-soft") for name in ("good", "warn", "bad", "now")]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-hover"), ("on-band", "band"), ("on-band-soft", "band")]
SHAPES = [(part, ground) for part in ("edge", "focus", "accent") for ground in GROUNDS]
SHAPES += [("bar", "bar-rest"), ("bar-short", "bar-rest"), ("mark", "bar-rest"), ("mark", "bar")]


def light(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    lighter, darker = sorted((light(a), light(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
def test_text_is_legible_on_every_ground_it_stands_on(scheme):
    assert {
        pair: round(contrast(*map(scheme.get, pair)), 2) for pair in TEXT if contrast(*map(scheme.get, pair)) < 4.5
    } == {}


@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
def test_controls_rings_and_bars_stand_out(scheme):
    assert {
        pair: round(contrast(*map(scheme.get, pair)), 2) for pair in SHAPES if contrast(*map(scheme.get, pair)) < 3
    } == {}
