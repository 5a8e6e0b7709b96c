"""The pictures of scores over rounds and over measures: their numbers, their size, and what they leave out."""

import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from qcp.web.pictures.gauge import Bar, Gauge
from qcp.web.pictures.ranking import Ranking
from qcp.web.pictures.trend import Trend

counts = st.integers(0, 2000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
names = st.text(st.characters(codec="ascii", categories=["L", "N", "Zs", "Pd"]), min_size=1, max_size=120)
bars = st.lists(st.builds(lambda label, parts: Bar(label, *parts, Decimal(75)), names, counts), max_size=12)


def trend(many):
    return Trend("t", "Scores", tuple(many))


def ranking(many):
    return Ranking(Gauge("m", "Measures", tuple(many)))


def drawn(name, **picture):
    figure, _, table = render_to_string(f"components/{name}.html", picture).partition("<details>")
    return re.findall(r'font-weight="700"[^>]*>([^<]+)</text>', figure), re.findall(r"<td[^>]*>([^<]*)</td>", table)


@given(bars)
@settings(max_examples=200, deadline=None)
def test_the_trend_and_its_table_show_the_same_numbers(many):
    numbers, cells = drawn("trend", trend=trend(many))

    assert numbers == ["none" if bar.is_empty else str(bar.percent) for bar in many[-5:]]
    assert cells[2::5] == [bar.text for bar in many[-5:]]


@given(bars)
@settings(max_examples=200, deadline=None)
def test_the_ranking_and_its_table_show_the_same_numbers(many):
    ordered = Gauge("m", "Measures", tuple(many)).by_gap().bars

    numbers, cells = drawn("ranking", ranking=ranking(many))

    shown = ["left out" if bar.is_empty else f"{bar.text} ✓" if bar.reached else bar.text for bar in ordered]
    assert numbers == shown
    assert cells[2::5] == [bar.text for bar in ordered]


@pytest.mark.parametrize("count", [0, 1, 1000])
@pytest.mark.parametrize(("name", "picture"), [("trend", trend), ("ranking", ranking)])
def test_a_picture_stays_small_however_much_there_is(name, picture, count):
    many = [Bar(f"{2000 + n}-spring with a long name", n % 100, 100, Decimal(75)) for n in range(count)]

    html = render_to_string(f"components/{name}.html", {name: picture(many)})

    assert len(html.encode()) < 30_000
    assert html.count("<svg") == 1


@pytest.mark.parametrize(
    ("counted", "finding"),
    [
        ([], "Scores: no round has a score yet"),
        ([(3, 4)], "Scores. R0: 75.00 %, 75 % is needed"),
        ([(3, 4), (4, 4)], "Scores. R1: 100.00 %, 75 % is needed; 25.00 points more than in R0"),
        ([(3, 4), (0, 0), (1, 2)], "Scores. R2: 50.00 %, 75 % is needed; 25.00 points less than in R0"),
        ([(3, 4), (6, 8)], "Scores. R1: 75.00 %, 75 % is needed; the same as in R0"),
    ],
)
def test_the_title_says_what_the_trend_shows(counted, finding):
    assert trend(Bar(f"R{n}", *parts, Decimal(75)) for n, parts in enumerate(counted)).finding == finding
