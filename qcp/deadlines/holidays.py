"""Which days the program's office is closed: one calendar of public holidays, named in the settings."""

import datetime
from functools import cache

import holidays as library
from django.conf import settings


def holiday_on(day: datetime.date) -> str:
    """The name of the holiday kept on this day (observed days included), or nothing."""
    return holidays_of(settings.HOLIDAY_CALENDAR, day.year).get(day, "")


def closed_in(year: int) -> tuple[datetime.date, ...]:
    """The holidays of that year on which the office would have worked."""
    return weekdays_among(settings.HOLIDAY_CALENDAR, year)


@cache
def weekdays_among(calendar: str, year: int) -> tuple[datetime.date, ...]:
    return tuple(day for day in holidays_of(calendar, year) if day.year == year and day.weekday() < 5)


@cache
def holidays_of(calendar: str, year: int) -> dict[datetime.date, str]:
    """The holidays of one year. `calendar` is a country, or a country and a state: 'US', 'US-NY'."""
    country, _, state = calendar.partition("-")
    return dict(library.country_holidays(country, subdiv=state or None, years=year, observed=True))


def calendar_name() -> str:
    """What people call the calendar."""
    names = {"US": "US federal holidays"}
    return names.get(settings.HOLIDAY_CALENDAR, f"holidays of {settings.HOLIDAY_CALENDAR}")
