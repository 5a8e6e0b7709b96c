"""What a practice reads about scores that do not qualify: how many charts more, of what."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practices import scoring
from practices.improving import charts_short, what_would_qualify
from practices.scoring import Figures, MeasureLine, ModuleLine

counts = st.integers(0, 300).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
kinds = st.sampled_from(["proportion", "inverse", "composite"])


def figures(measures, modules=(("CORE", 10, 10, 10, True),), minimum=10, threshold=75):
    return Figures(
        track="QCP",
        strategy="opportunity_weighted",
        threshold_percent=threshold,
        oncologist_hours=40,
        chart_minimum=minimum,
        measures=tuple(MeasureLine(f"M{n}", "CORE", kind, *parts) for n, (kind, parts) in enumerate(measures)),
        modules=tuple(ModuleLine(*row) for row in modules),
    )


@given(st.lists(st.tuples(kinds, counts), min_size=1, max_size=8), st.integers(1, 100))
@settings(max_examples=200)
def test_so_many_more_charts_reach_the_percentage_and_one_less_does_not(measures, threshold):
    found = figures(measures, threshold=threshold)
    met, counted = scoring.opportunity_weighted(found.measures)
    short = charts_short(found)

    if counted:
        assert (met + short) * 100 >= threshold * counted
        assert short == 0 or (met + short - 1) * 100 < threshold * counted
        assert (short == 0) == scoring.judge(found).meets_percentage


def test_the_measures_with_most_to_win_are_named():
    found = figures([("proportion", (10, 40)), ("inverse", (45, 50)), ("proportion", (10, 10))])

    assert what_would_qualify(found) == [
        "50 more of the 100 charts would have to be met: 75 instead of 25. For example 45 of M1, 5 of M0."
    ]


@pytest.mark.parametrize(
    ("modules", "minimum", "sentence"),
    [
        ([("CORE", 10, 40, 10, False)], 25, "15 more unique charts would have to be abstracted in the CORE module."),
        (
            [("CORE", 10, 40, 10, False), ("EOL", 30, 18, 12, False)],
            10,
            "EOL: 18 more charts would have to be abstracted, or all 18 eligible ones, with the attestation that "
            "these are all.",
        ),
    ],
)
def test_charts_that_are_missing_are_named_too(modules, minimum, sentence):
    assert what_would_qualify(figures([("proportion", (8, 10))], modules, minimum)) == [sentence]


def test_nothing_is_said_where_nothing_is_short():
    assert what_would_qualify(figures([("proportion", (8, 10))])) == []
