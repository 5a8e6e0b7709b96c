"""How a date follows from another."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcp.deadlines import lengths
from qcp.deadlines.holidays import calendar_name, holiday_on
from qcp.deadlines.lengths import Length

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 12, 31))


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "words", "end"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2024-02-29", "12 months", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2026-12-31", "1 day", "2027-01-01"),
        ("2026-03-02", "6 weeks", "2026-04-13"),
        ("2026-03-02", "1 year less 28 days", "2027-02-02"),
        ("2026-07-02", "1 business day", "2026-07-06"),
        ("2026-07-04", "0 business days", "2026-07-06"),
    ],
)
def test_a_length_is_added_as_people_say_it(start, words, end):
    assert Length(words).after(day(start)) == day(end)


@pytest.mark.parametrize(
    "words", ["", "soon", "10", "ten days", "10 days or so", "-3 days", "1 year less 2 business days"]
)
def test_what_is_no_length_is_refused_in_words(words):
    with pytest.raises(ValueError, match="is not a length such as|only counted forward"):
        Length(words)


def test_twelve_months_before_the_end_of_february():
    assert Length("12 months").before(day("2028-02-29")) == day("2027-02-28")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-07-03", "Independence Day (observed)"),
        ("2027-06-18", "Juneteenth National Independence Day (observed)"),
        ("2027-12-31", "New Year's Day (observed)"),
        ("2026-11-26", "Thanksgiving Day"),
        ("2026-11-27", ""),
        ("2025-01-20", "Martin Luther King Jr. Day"),
    ],
)
def test_federal_holidays_are_kept_also_when_observed_on_another_day(text, name):
    assert holiday_on(day(text)) == name


def test_another_calendar_of_holidays_is_a_setting(settings):
    assert holiday_on(day("2026-02-12")) == ""

    settings.HOLIDAY_CALENDAR = "US-NY"

    assert holiday_on(day("2026-02-12")) == "Lincoln's Birthday"
    assert calendar_name() == "holidays of US-NY"


@given(DAYS, st.integers(0, 60))
def test_business_days_counted_forward_are_counted_back(start, count):
    end = lengths.business_days_after(start, count)

    assert lengths.is_business_day(end)
    assert lengths.business_days_between(start, end) == (count or int(end != start))


@given(DAYS, st.integers(-3, 900))
def test_business_days_are_those_between_that_are_no_weekend_and_no_holiday(start, length):
    days = [lengths.add_days(start, number) for number in range(1, length + 1)]

    found = lengths.business_days_between(start, lengths.add_days(start, length))

    assert found == sum(lengths.is_business_day(each) for each in days)


@given(DAYS)
def test_the_office_is_open_on_the_last_safe_day(start):
    safe = lengths.business_day_on_or_before(start)

    assert lengths.is_business_day(safe)
    assert lengths.business_days_between(safe, start) == 0
