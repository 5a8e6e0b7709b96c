"""The kinds of answers: each reads what was typed, or says in a sentence why it cannot."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY_FORMATS = ("%Y-%m-%d", "%m/%d/%Y")


@dataclass(frozen=True)
class Kind:
    """`control` names how it is shown; `read` turns the typed text into a value or raises ValueError(sentence)."""

    control: str
    read: Callable[[str], object]
    options: tuple[tuple[str, str], ...] = ()

    def shown(self, typed: str) -> str:
        """The answer as people read it."""
        if self.control == "day" and (on := day_of(typed)):
            return f"{on:%A}, {on.day} {on:%b %Y}"
        labels = dict(self.options)
        return ", ".join(labels.get(part, part) for part in typed.split(",")) if labels else typed


def line(limit: int = 200) -> Kind:
    return Kind("line", lambda typed: within(typed, limit))


def paragraph(limit: int = 2000) -> Kind:
    return Kind("paragraph", lambda typed: within(typed, limit))


def within(typed: str, limit: int) -> str:
    if len(typed) > limit:
        raise ValueError(f"Shorten this to {limit} characters.")
    return typed


def whole(low: int = 0, high: int = 100_000) -> Kind:
    """A whole number; spaces and thousands separators do no harm."""

    def read(typed: str) -> int:
        digits = typed.replace(",", "").replace(" ", "")
        if not re.fullmatch(r"[0-9]{1,9}", digits):
            raise ValueError("Write a whole number, such as 12.")
        if not low <= int(digits) <= high:
            raise ValueError(f"Write a number from {low} to {high:,}.")
        return int(digits)

    return Kind("number", read)


def tenths(high: int = 10_000) -> Kind:
    """A number with at most one decimal, such as 4.5."""

    def read(typed: str) -> Decimal:
        if not re.fullmatch(r"[0-9]{1,5}(\.[0-9])?", typed) or Decimal(typed) > high:
            raise ValueError("Write a number such as 4.5.")
        return Decimal(typed)

    return Kind("number", read)


def one_of(*options: tuple[str, str]) -> Kind:
    def read(typed: str) -> str:
        if typed not in dict(options):
            raise ValueError("Choose one of the answers.")
        return typed

    return Kind("one", read, options)


def yes_no() -> Kind:
    choice = one_of(("yes", "Yes"), ("no", "No"))
    return Kind("one", lambda typed: choice.read(typed) == "yes", choice.options)


def weekdays() -> Kind:
    """Days of the week, as the numbers of `date.weekday()`."""
    options = tuple((str(number), name) for number, name in enumerate(WEEKDAYS))

    def read(typed: str) -> frozenset[int]:
        chosen = typed.split(",")
        if not set(chosen) <= set(dict(options)):
            raise ValueError("Choose days of the week.")
        return frozenset(map(int, chosen))

    return Kind("several", read, options)


def day() -> Kind:
    return Kind("day", read_day)


def day_of(typed: str) -> datetime.date | None:
    """The day that was typed, if it is one."""
    for pattern in DAY_FORMATS:
        try:
            return datetime.datetime.strptime(typed, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def read_day(typed: str) -> datetime.date:
    if on := day_of(typed):
        return on
    raise ValueError("Write the day like 12/31/2026.")


def email() -> Kind:
    def read(typed: str) -> str:
        try:
            validate_email(typed)
        except ValidationError as error:
            raise ValueError("Write an e-mail address, such as name@practice.example.") from error
        return typed

    return Kind("email", read)


def phone() -> Kind:
    def read(typed: str) -> str:
        if len(re.sub(r"\D", "", typed)) not in range(10, 16):
            raise ValueError("Write a phone number with its area code.")
        return typed

    return Kind("phone", read)
