import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from qcp.web.pictures.gauge import Bar, Gauge, score_gauge
from qcp.web.pictures.tracker import Stage, Tracker, at_milestone

counts = st.integers(0, 2000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
names = st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), min_size=1, max_size=120)
bars = st.builds(lambda label, parts, needed: Bar(label, *parts, Decimal(needed)), names, counts, st.integers(1, 100))


def drawn(gauge):
    return render_to_string("components/gauge.html", {"gauge": gauge})


@given(st.lists(bars, max_size=6))
@settings(max_examples=200, deadline=None)
def test_drawing_and_table_show_the_same_numbers(many):
    html = drawn(Gauge("g", "Scores", tuple(many)))
    figures, _, table = html.partition("<details>")

    assert re.findall(r'font-weight="700">([^<]+)</text>', figures) == [bar.text for bar in many]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", table)
    assert cells[2::5] == [bar.text for bar in many]
    assert cells[4::5] == ["Yes" if bar.reached else "No" for bar in many]


@given(bars)
@settings(max_examples=200, deadline=None)
def test_no_score_is_ever_rounded_up(bar):
    if not bar.is_empty:
        exact = Fraction(bar.numerator * 100, bar.denominator)
        assert Fraction(bar.percent) <= exact < Fraction(bar.percent) + Fraction(1, 100)
        assert bar.reached == (exact >= Fraction(bar.needed))


def test_just_below_is_below_and_the_title_says_so():
    bar = score_gauge(7499, 10000).bars[0]

    assert not bar.reached
    assert bar.finding == "Overall quality score 74.99 %, 0.01 points below the 75 % needed"


def test_three_of_four_is_enough():
    bar = score_gauge(3, 4).bars[0]

    assert bar.reached
    assert bar.finding == "Overall quality score 75.00 %, exactly what is needed"


def test_a_measure_without_charts_is_left_out_not_zero():
    html = drawn(score_gauge(0, 0))

    assert "no charts" in html and "left out" in html and "0.00 %" not in html


@pytest.mark.parametrize("rows", [0, 1, 1000])
def test_the_gauge_draws_any_number_of_rows_with_long_names(rows):
    html = drawn(Gauge("g", "Scores", tuple(Bar("x" * 300, 1, 2, Decimal(75)) for _ in range(rows))))

    assert html.count("<svg") == rows
    assert rows == 0 or len(html) / rows < 30_000


def test_the_furthest_below_stands_first():
    scores = [("good", 9, 10), ("bad", 1, 10), ("none", 0, 0), ("middling", 7, 10)]
    gauge = Gauge("g", "Scores", tuple(Bar(label, a, b, Decimal(75)) for label, a, b in scores))

    assert [bar.label for bar in gauge.by_gap().bars] == ["bad", "middling", "good", "none"]


def test_the_tracker_says_done_now_and_still_to_come():
    tracker = at_milestone("Elm", "survey", who="the surveyor answers")
    html = render_to_string("components/tracker.html", {"tracker": tracker})

    assert [stage.words for stage in tracker.stages] == ["Done", "Done", "Now", "Still to come", "Still to come"]
    assert html.count('aria-current="step"') == 1
    assert "Next: the surveyor answers" in html


def test_a_practice_stands_at_one_milestone_only():
    with pytest.raises(ValueError, match="one milestone"):
        Tracker("Elm", (Stage("a", "now"), Stage("b", "now")))
