"""Lengths of time: how a date follows from another. The start is day 0; business days count from the day after it."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from .holidays import closed_in, holiday_on

ONE_DAY = datetime.timedelta(days=1)


def add_days(day: datetime.date, count: int) -> datetime.date:
    return day + count * ONE_DAY


def add_weeks(day: datetime.date, count: int) -> datetime.date:
    return add_days(day, 7 * count)


def add_months(day: datetime.date, count: int) -> datetime.date:
    """The same day of a later month, or that month's last day: 31 January and one month is 28 February."""
    return day + relativedelta(months=count)


def add_years(day: datetime.date, count: int) -> datetime.date:
    """The same day of a later year; 29 February becomes the 28th where there is none."""
    return day + relativedelta(years=count)


def is_business_day(day: datetime.date) -> bool:
    return day.weekday() < 5 and not holiday_on(day)


def business_days_after(day: datetime.date, count: int) -> datetime.date:
    """The `count`-th business day after `day`; with 0, the day itself or the next business day."""
    while count or not is_business_day(day):
        day += ONE_DAY
        count -= count > 0 and is_business_day(day)
    return day


def business_day_on_or_before(day: datetime.date) -> datetime.date:
    while not is_business_day(day):
        day -= ONE_DAY
    return day


def days_between(start: datetime.date, end: datetime.date) -> int:
    """Days from `start` (day 0) to `end`; negative when `end` comes first."""
    return (end - start).days


def business_days_between(start: datetime.date, end: datetime.date) -> int:
    """Business days after `start`, up to and including `end`: five a week and those of the rest, less holidays."""
    weeks, rest = divmod(max(days_between(start, end), 0), 7)
    weekdays = 5 * weeks + sum(add_days(end, -n).weekday() < 5 for n in range(rest))
    return weekdays - sum(start < day <= end for year in range(start.year, end.year + 1) for day in closed_in(year))


class Unit(StrEnum):
    DAY = "day"
    BUSINESS_DAY = "business day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


ADD = {
    Unit.DAY: add_days,
    Unit.BUSINESS_DAY: business_days_after,
    Unit.WEEK: add_weeks,
    Unit.MONTH: add_months,
    Unit.YEAR: add_years,
}
PART = re.compile(r"(less )?(\d+) (business day|day|week|month|year)s?")


@dataclass(frozen=True)
class Length:
    """A length as people say it, '10 business days' or '1 year less 28 days', ready to be added to a date."""

    words: str

    def __post_init__(self):
        parts = " ".join(match.group() for match in PART.finditer(self.words))
        if not self.words or parts != self.words:
            raise ValueError(f"“{self.words}” is not a length such as “10 business days” or “1 year less 28 days”.")
        if "less" in self.words and self.in_business_days:
            raise ValueError(f"“{self.words}”: business days are only counted forward.")

    def __str__(self):
        return self.words

    @property
    def parts(self) -> list[tuple[int, Unit]]:
        return [(-int(n) if less else int(n), Unit(unit)) for less, n, unit in PART.findall(self.words)]

    @property
    def in_business_days(self) -> bool:
        return Unit.BUSINESS_DAY in (unit for _, unit in self.parts)

    def after(self, start: datetime.date) -> datetime.date:
        """The last day in time of a clock of this length that starts on `start`."""
        for count, unit in self.parts:
            start = ADD[unit](start, count)
        return start

    def before(self, end: datetime.date) -> datetime.date:
        """This length before a date (days, weeks, months and years only)."""
        for count, unit in self.parts:
            end = ADD[unit](end, -count)
        return end
