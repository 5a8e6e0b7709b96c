"""The Overall Quality Score against an independent oracle, and each way of falling short in its words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices import scoring
from practices.scoring import Figures, MeasureLine, ModuleLine, judge


@st.composite
def measure_lines(draw):
    denominator = draw(st.integers(0, 400))
    numerator = draw(st.integers(0, denominator))
    kind = draw(st.sampled_from(["proportion", "inverse", "composite"]))
    return MeasureLine("M", "CORE", kind, numerator, denominator)


ENOUGH = (ModuleLine("CORE", 90, 120, 96),)


def figures(*lines, modules=ENOUGH, **changes):
    given = {
        "track": "QCP",
        "strategy": "opportunity_weighted",
        "threshold_percent": 75,
        "oncologist_hours": 200,
        "chart_minimum": 90,
        "measures": lines,
        "modules": modules,
    }
    return Figures(**{**given, **changes})


def proportion(numerator, denominator):
    return MeasureLine("CORE1", "CORE", "proportion", numerator, denominator)


@given(st.lists(measure_lines(), max_size=12))
def test_the_score_is_the_share_of_opportunities_met(lines):
    good = Fraction(0)
    chances = Fraction(0)
    for line in lines:
        share = Fraction(line.numerator, line.denominator) if line.denominator else Fraction(0)
        good += (1 - share if line.kind == "inverse" else share) * line.denominator
        chances += line.denominator

    judgement = judge(figures(*lines))

    assert (judgement.numerator, judgement.denominator) == (good, chances)
    assert judgement.meets_percentage == (chances > 0 and good / chances >= Fraction(75, 100))


@given(st.integers(1, 10**9), st.data())
def test_a_percentage_is_cut_off_and_never_rounded_up(denominator, data):
    numerator = data.draw(st.integers(0, denominator))

    shown = Fraction(scoring.percent(numerator, denominator))

    assert shown <= Fraction(numerator * 100, denominator) < shown + Fraction(1, 100)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "passes"),
    [
        (75, 100, "75.00", True),
        (7_499, 10_000, "74.99", False),
        (74_999, 100_000, "74.99", False),
        (749_999, 1_000_000, "74.99", False),
        (3, 4, "75.00", True),
        (1_000, 1_000, "100.00", True),
        (0, 7, "0.00", False),
        (2, 3, "66.66", False),
    ],
)
def test_75_percent_passes_and_anything_below_does_not(numerator, denominator, percent, passes):
    judgement = judge(figures(proportion(numerator, denominator)))

    assert (judgement.percent, judgement.meets_percentage) == (percent, passes)
    assert judgement.qualifies is passes


def test_an_inverse_measure_counts_the_charts_in_which_it_did_not_happen():
    line = MeasureLine("EOL48", "EOL", "inverse", 3, 20)

    assert (line.good, line.gap, line.percent) == (17, 3, "85.00")


def test_a_measure_without_charts_changes_nothing():
    judgement = judge(figures(proportion(3, 4), MeasureLine("SMT28", "SMT", "inverse", 0, 0)))

    assert (judgement.numerator, judgement.denominator) == (3, 4)


def test_without_any_chart_there_is_no_score():
    judgement = judge(figures(proportion(0, 0)))

    assert judgement.percent == ""
    assert judgement.reasons == ("No measure has a chart in its denominator, so there is no Overall Quality Score.",)


def test_below_the_threshold_says_by_what():
    assert judge(figures(proportion(74, 100))).reasons == (
        "The Overall Quality Score is 74.00%; at least 75% is needed.",
    )


def test_only_the_qcp_track_qualifies():
    judgement = judge(figures(proportion(3, 4), track="FULL"))

    assert judgement.meets_percentage
    assert judgement.reasons == ("The round was reported in the FULL track; only the QCP track can qualify.",)


def test_unique_charts_are_the_abstracted_charts_of_the_core_module():
    modules = (ModuleLine("CORE", 80, 200, 89), ModuleLine("SMT", 60, 90, 70))

    judgement = judge(figures(proportion(3, 4), modules=modules))

    assert (judgement.unique_charts, judgement.meets_percentage, judgement.qualifies) == (89, True, False)
    assert judgement.reasons == (
        "89 unique charts were abstracted; a practice with 200 oncologist hours a week (5 FTE) needs at least 90.",
    )


def test_attesting_all_charts_does_not_lift_the_unique_chart_minimum():
    judgement = judge(figures(proportion(3, 4), modules=(ModuleLine("CORE", 90, 40, 40, attested=True),)))

    assert not judgement.qualifies


@pytest.mark.parametrize(
    ("line", "met"),
    [
        (ModuleLine("EOL", 30, 60, 30), True),
        (ModuleLine("EOL", 30, 60, 29), False),
        (ModuleLine("EOL", 30, 26, 26, attested=True), True),
        (ModuleLine("EOL", 30, 26, 26, attested=False), False),
        (ModuleLine("EOL", 30), False),
        (ModuleLine("EOL", 30, 0, 0, attested=True), True),
    ],
)
def test_a_module_needs_its_target_or_the_attestation_that_these_are_all(line, met):
    judgement = judge(figures(proportion(3, 4), modules=(ModuleLine("CORE", 90, 120, 96), line)))

    assert (line.met, judgement.qualifies) == (met, met)
    assert [reason for reason in judgement.reasons if reason.startswith("EOL:")] == list(judgement.reasons)


def test_leaving_measures_out_does_not_qualify():
    judgement = judge(figures(proportion(3, 4), unanswered=("CORE2", "CORE6")))

    assert judgement.reasons == ("No figures yet for CORE2, CORE6; every measure of the set has to be answered.",)


MINIMUMS = [(Decimal(1), 30), (Decimal(3), 60), (Decimal(6), 90), (None, 150)]


@pytest.mark.parametrize(
    ("hours", "charts"), [(1, 30), (40, 30), (41, 60), (120, 60), (121, 90), (240, 90), (241, 150), (9_999, 150)]
)
def test_the_chart_minimum_goes_by_oncologist_hours(hours, charts):
    assert scoring.chart_minimum(MINIMUMS, hours) == charts


@given(st.lists(measure_lines(), max_size=8), st.booleans())
def test_the_kept_inputs_lead_to_the_same_judgement_again(lines, attested):
    inputs = figures(*lines, modules=(ModuleLine("CORE", 90, 50, 50, attested),), unanswered=("CORE9",))

    assert judge(Figures.from_json(inputs.as_json())) == judge(inputs)
