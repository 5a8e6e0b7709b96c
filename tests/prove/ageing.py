"""How long something has waited, against counting every single day, for random histories with pauses."""

import datetime
import random

from qcp.deadlines.ageing import waited
from qcp.deadlines.lengths import add_days, days_between, is_business_day
from tests.prove.figure import Figure

FIRST = datetime.date(2026, 1, 1)


def day_by_day(since, until, pauses) -> int:
    """Working days after the first one that no pause covers; the day on which a pause begins still counts."""
    days = [add_days(since, n) for n in range(1, days_between(since, until) + 1)]
    return sum(
        is_business_day(day) and not any(first < day <= (last or until) for first, last in pauses) for day in days
    )


def history(dice: random.Random):
    since = add_days(FIRST, dice.randint(0, 2000))
    until = add_days(since, dice.randint(0, 120))
    pauses = []
    for _ in range(dice.randint(0, 4)):
        first = add_days(since, dice.randint(-10, 130))
        pauses.append((first, dice.choice([None, add_days(first, dice.randint(0, 40))])))
    return since, until, pauses


def run(size: int) -> Figure:
    dice = random.Random(size)
    histories = [history(dice) for _ in range(size)]
    return Figure(sum(waited(*each) == day_by_day(*each) for each in histories), size)


FIGURES = {"C3": (run, 10_000)}
