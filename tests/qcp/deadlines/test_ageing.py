"""Ages in working days. The full figure, 10,000 histories, is part of `make prove`."""

import datetime

import pytest

from qcp.deadlines.ageing import in_words, waited
from tests.prove import ageing

MONDAY, FRIDAY = datetime.date(2027, 3, 1), datetime.date(2027, 3, 5)


def test_an_age_is_what_counting_day_by_day_gives():
    assert ageing.run(1000).reached


@pytest.mark.parametrize(
    ("pauses", "days"),
    [([], 4), ([(MONDAY, None)], 0), ([(FRIDAY, None)], 4), ([(MONDAY, FRIDAY), (MONDAY, None)], 0)],
)
def test_days_on_which_others_had_to_act_do_not_count(pauses, days):
    assert waited(MONDAY, FRIDAY, pauses) == days


def test_an_age_is_told_in_words():
    assert [in_words(days) for days in (0, 1, 12)] == ["since today", "1 working day", "12 working days"]
