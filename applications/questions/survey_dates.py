"""Step 6: days on which a surveyor can come."""

from qcp.deadlines.holidays import holiday_on
from qcp.deadlines.lengths import add_weeks

from .facts import Facts
from .kinds import WEEKDAYS, day, line
from .schema import Question, Topic

REQUIRED, OFFERED, BLACKOUTS = 5, 8, 3
EARLIEST, LATEST = 3, 12  # weeks ahead


def window(since) -> tuple:
    """The first and the last day that can be offered on that day."""
    return add_weeks(since, EARLIEST), add_weeks(since, LATEST)


def window_in_words(facts: Facts) -> str:
    first, last = window(facts.on)
    return f"Counted from {facts.on:%m/%d/%Y}, that means {first:%m/%d/%Y} to {last:%m/%d/%Y}."


def problems(facts: Facts) -> list[tuple[str, str]]:
    """What stands against each day and each black-out."""
    found, seen = [], set()
    for name in DATES:
        on = facts.day(name)
        if on is not None:
            text = "Offer each day once." if on in seen else against(on, facts)
            seen.add(on)
            found += [(name, text)] if text else []
    found += sites_without_a_day(facts)
    for number in range(1, BLACKOUTS + 1):
        found += blackout_problems(number, facts)
    return found


def sites_without_a_day(facts: Facts) -> list[tuple[str, str]]:
    """A surveyor wants to see treatment at each site: one of the days has to be a treatment day there."""
    days = {on.weekday() for on in offered(facts)}
    lacking = [site for site, treats in facts.treatment_days.items() if treats and not treats & days]
    last = f"date_{REQUIRED}"
    return [(last, f"Offer a treatment day of {site} too.") for site in lacking] if facts.day(last) else []


def against(on, facts: Facts) -> str:
    """Why this day cannot be offered, or nothing."""
    first, last = window(facts.on)
    if not first <= on <= last:
        return f"Offer a day from {first:%m/%d/%Y} to {last:%m/%d/%Y}."
    if holiday := holiday_on(on):
        return f"Offer another day: this one is {holiday}."
    if any(start <= on <= end for start, end, _ in blackouts(facts)):
        return "Offer another day: this one is blacked out below."
    days = frozenset().union(*facts.treatment_days.values())
    if days and on.weekday() not in days:
        return f"Offer a treatment day: no site treats on {WEEKDAYS[on.weekday()]}s."
    return ""


def blackouts(facts: Facts) -> list[tuple]:
    """(first day, last day, reason) of each black-out that can be read."""
    found = []
    for number in range(1, BLACKOUTS + 1):
        start, end = facts.day(f"blackout_from_{number}"), facts.day(f"blackout_to_{number}")
        if start and start <= (end or start):
            found.append((start, end or start, facts.raw(f"blackout_reason_{number}")))
    return found


def blackout_problems(number: int, facts: Facts) -> list[tuple[str, str]]:
    start, end = facts.day(f"blackout_from_{number}"), facts.day(f"blackout_to_{number}")
    found = []
    if start and not facts.raw(f"blackout_reason_{number}").strip():
        found.append((f"blackout_reason_{number}", "Give a reason for the days that do not suit."))
    if start and end and end < start:
        found.append((f"blackout_to_{number}", "End the black-out on or after its first day."))
    if end and not start:
        found.append((f"blackout_from_{number}", "Write the first day of the black-out."))
    return found


def offered(facts: Facts) -> list:
    """The days offered, in order."""
    return sorted({on for name in DATES if (on := facts.day(name))})


DATES = tuple(f"date_{number}" for number in range(1, OFFERED + 1))

SURVEY_DATES = Topic(
    "survey-dates",
    "Survey dates",
    intro="Offer days on which your practice gives treatment, three to twelve weeks from today. No federal holidays.",
    note=window_in_words,
    problems=problems,
    questions=(
        *(
            Question(
                name,
                f"Date {number}",
                day(),
                missing=f"Write date {number}: offer at least five." if number <= REQUIRED else "",
                hint="For example 12/31/2026" if number == 1 else "",
                required=number <= REQUIRED,
            )
            for number, name in enumerate(DATES, start=1)
        ),
        *(
            question
            for number in range(1, BLACKOUTS + 1)
            for question in (
                Question(f"blackout_from_{number}", f"Black-out {number}: first day", day(), required=False),
                Question(f"blackout_to_{number}", f"Black-out {number}: last day", day(), required=False),
                Question(f"blackout_reason_{number}", f"Black-out {number}: reason", line(), required=False),
            )
        ),
    ),
)
