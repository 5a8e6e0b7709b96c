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


# What is left of red, green and blue (linear) without one kind of cone: Machado, Oliveira, Fernandes 2009.
COLOUR_BLIND = {
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def straight(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def bent(part):
    part = min(max(part, 0), 1)
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def seen_with(matrix, colour):
    """The colour as it looks to them."""
    linear = [straight(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    mixed = [sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in matrix]
    return "#" + "".join(f"{round(255 * bent(part)):02x}" for part in mixed)


@pytest.mark.parametrize("who", COLOUR_BLIND)
@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
def test_pictures_and_words_stand_out_for_the_colour_blind(scheme, who):
    seen = {name: seen_with(COLOUR_BLIND[who], colour) for name, colour in scheme.items()}

    faint = {pair: contrast(*map(seen.get, pair)) for pair in SHAPES if contrast(*map(seen.get, pair)) < 3}
    faint |= {pair: contrast(*map(seen.get, pair)) for pair in TEXT if contrast(*map(seen.get, pair)) < 4.5}
    assert faint == {}
