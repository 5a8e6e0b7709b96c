"""The pictures of reports and plans: their numbers are those of their tables, and they stay small."""

import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from qcp.web.pictures.progress import Progress
from qcp.web.pictures.risk import RiskGrid
from qcp.web.pictures.shares import Group, Shares
from qcp.web.pictures.tally import Count, Tally

KINDS = (("met", "Met"), ("partially_met", "Partially met"), ("not_met", "Not met"))
LIKELY, FAR = ("Low", "Moderate", "High"), ("Limited", "Pattern", "Widespread")
names = st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), min_size=1, max_size=120)
groups = st.builds(
    lambda label, counts: Group(label, tuple((*kind, count) for kind, count in zip(KINDS, counts, strict=True))),
    names,
    st.tuples(*[st.integers(0, 900)] * 3),
)
placed = st.lists(st.tuples(names, st.sampled_from(["", *LIKELY]), st.sampled_from(["", *FAR])), max_size=30)


def grid(many):
    return RiskGrid("r", "Risk", LIKELY, FAR, tuple(many))


def shares(many):
    return Shares("s", "By domain", tuple(many))


def rendered(name, **picture):
    return render_to_string(f"components/{name}.html", picture)


def cells(html):
    return re.findall(r"<td[^>]*>(\d+)", html.partition("<table")[2])


@given(placed)
@settings(max_examples=100, deadline=None)
def test_the_risk_grid_and_its_table_show_the_same_numbers(many):
    html = rendered("risk", grid=grid(many))
    drawn = re.findall(r'font-size="17"[^>]*>(\d+)</text>', html)

    assert drawn == cells(html)
    assert sum(map(int, drawn)) + len(grid(many).unplaced) == len(many) or len({name for name, *_ in many}) < len(many)


@given(st.lists(groups, max_size=8))
@settings(max_examples=100, deadline=None)
def test_the_bars_and_their_table_show_the_same_numbers(many):
    html = rendered("shares", shares=shares(many))

    assert [int(cell) for cell in cells(html)] == [number for row in shares(many).rows for number in row[1:]]
    for group in many:
        assert sum(part.count for part in group.parts) == group.total
        assert all(part.x + part.length <= 320.01 or part.length == 1 for part in group.parts)


@given(st.lists(st.tuples(names, st.integers(0, 40)), max_size=12))
@settings(max_examples=100, deadline=None)
def test_the_steps_and_their_table_show_the_same_numbers(steps):
    html = rendered("progress", progress=Progress("p", "Accepted", 40, tuple(steps)))

    assert re.findall(r">(\d+)/40</text>", html) == [str(done) for _, done in steps[-8:]]
    assert cells(html)[::2] == [str(done) for _, done in steps]


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_pictures_stay_small_and_say_what_they_show(count):
    many = [(f"CCR-{n}/01 with a long name", LIKELY[n % 3], FAR[n % 3]) for n in range(count)]
    bars = [
        Group(f"{n} A domain with a long name", (("met", "Met", n), ("not_met", "Not met", 1))) for n in range(count)
    ]
    steps = tuple((f"Evidence {n}", n) for n in range(count))
    for html in (
        rendered("risk", grid=grid(many)),
        rendered("shares", shares=shares(bars)),
        rendered("progress", progress=Progress("p", "Accepted", count, steps)),
    ):
        svg = re.search(r"<svg.*?</svg>", html, re.S)[0]
        assert len(svg) <= 30_000
        assert re.search(r"<title[^>]*>[^<]+</title>", svg)
        assert all(int(size) >= 12 for size in re.findall(r'font-size="(\d+)"', svg))


LONG = "An immeasurably long name that nobody would give and somebody does " * 4


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_counts_are_drawn_with_whole_names_however_many_and_long(count):
    tally = Tally("t", "Counts", tuple(Count(f"{n} {LONG}", n, late=bool(n % 2)) for n in range(count)))
    html = rendered("tally", tally=tally)
    drawn = [text for line in tally.lines for text, _ in line.texts]

    assert " ".join(drawn) == " ".join(f"{n} {LONG}".strip() for n in range(min(count, tally.shown)))
    assert "…" not in html
    for svg in re.findall(r"<svg.*?</svg>", html, re.S):
        assert len(svg) <= 30_000
        assert all(int(size) >= 12 for size in re.findall(r'font-size="(\d+)"', svg))


def test_a_long_domain_keeps_its_whole_name():
    drawn = shares([Group(LONG, (("met", "Met", 1),))]).lines

    assert " ".join(text for text, _ in drawn[0][1]) == LONG.strip()
