"""What an extension needs and what it would change: window, ground, dates. Asked by page, action and machine alike."""

import datetime
from dataclasses import dataclass

from django.conf import settings

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.lengths import add_days, days_between
from qcp.deadlines.table import length_of
from qcp.workflow.guards import guard

from .grounds import BY_SLUG
from .states import PENDING, ApplicationKind, ExtensionState

WINDOW = length_of(Kind.EXTENSION_WINDOW)
MOVED = (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE)


def written(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def final_deadline(application):
    return deadlines.running(application, Kind.FINAL_DEADLINE)


def window_opens_on(due_on: datetime.date) -> datetime.date:
    """The first day on which an event may have happened."""
    return length_of(Kind.EXTENSION_WINDOW).before(due_on)


def longest() -> int:
    """The most days that an extension can have."""
    return days_between(clock.today(), deadlines.due_on(Kind.EXTENSION, clock.today()))


def granted_days(application) -> int:
    """By how much the application's final deadline was extended so far."""
    return sum(each.days for each in application.extensions.all() if each.state == ExtensionState.GRANTED)


def days_open(application) -> int:
    """How many days can still be granted."""
    return longest() - granted_days(application)


def last_evidence_on(application) -> datetime.date | None:
    """The last day for evidence with what was granted so far; None before the application was accepted."""
    if not application.pending_on:
        return None
    return add_days(deadlines.due_on(Kind.LAST_EVIDENCE, application.pending_on), granted_days(application))


# --- May it be asked for? -----------------------------------------------------------------------


def problems(application, received_on: datetime.date) -> list[str]:
    """Why no extension can be asked for by a request of that day, whatever its ground; each with what to do."""
    if application.state not in PENDING:
        return [not_pending(application)]
    return [*not_for_this_kind(application), *asked_before(application), *too_late(application, received_on)]


def not_pending(application) -> str:
    if application.state == "lapsed":
        return "The application has lapsed, so its final deadline can no longer be extended. The practice may appeal."
    return f"The application is “{application.get_state_display()}”. Only Certification Pending has a final deadline."


def not_for_this_kind(application) -> list[str]:
    if application.kind == ApplicationKind.FIRST or settings.EXTENSION_FOR_RECERTIFYING:
        return []
    return ["Extensions are for practices that apply for the first time. For a recertification write to the program."]


def asked_before(application) -> list[str]:
    found = [each.state for each in application.extensions.all()]
    if ExtensionState.REQUESTED in found:
        return ["An extension has been asked for and is not decided yet. Wait for the decision, or withdraw it."]
    if found.count(ExtensionState.GRANTED) >= settings.EXTENSIONS_PER_APPLICATION:
        return ["The final deadline of this application was extended already, and that is possible only once."]
    return []


def too_late(application, received_on: datetime.date) -> list[str]:
    final = final_deadline(application)
    if final is None:
        return ["No final deadline runs for this application, so there is nothing to extend."]
    if received_on > final.due_on:
        return [f"The final deadline was {written(final.due_on)}. A request had to arrive by the end of that day."]
    if received_on < window_opens_on(final.due_on):
        return [
            f"The event has to fall in the {WINDOW} before the final deadline, so nothing can be asked for "
            f"before {written(window_opens_on(final.due_on))}. Ask again from that day, if something happens."
        ]
    return []


# --- Is this request one? -----------------------------------------------------------------------


def ground_problems(ground: str) -> list[str]:
    known = BY_SLUG.get(ground)
    if known is None:
        return ["Ground: choose what happened."]
    return [] if known.counts else [known.refusal]


def event_problems(application, event_on: datetime.date, received_on: datetime.date) -> list[str]:
    """The event lies within the window, and before the request."""
    final = final_deadline(application)
    if final is None:
        return []
    opens = window_opens_on(final.due_on)
    if event_on > received_on:
        return ["Day of the event: it cannot lie after the day of the request."]
    if event_on < opens:
        return [
            f"Day of the event: it has to fall in the {WINDOW} before the final deadline, "
            f"from {written(opens)} to {written(final.due_on)}."
        ]
    return []


# --- What would change? -------------------------------------------------------------------------


@dataclass(frozen=True)
class Moved:
    """One clock that an extension moves: its last day now, and after that many days more."""

    kind: str
    title: str
    now: datetime.date
    then: datetime.date


def moved_by(application, days: int) -> list[Moved]:
    """Every clock that follows the final deadline, with its day before and after."""
    running = [deadlines.running(application, kind) for kind in MOVED]
    return [Moved(each.kind, each.title, each.due_on, add_days(each.due_on, days)) for each in running if each]


@guard
def days_within_the_limit(extension, *, days):
    """One to thirty days, counted from the final deadline."""
    most = days_open(extension.application)
    return [] if 1 <= days <= most else [f"Days: from 1 to {most}."]


@guard
def new_day_lies_ahead(extension, *, days):
    """The extended deadline is not over before it begins."""
    final = final_deadline(extension.application)
    if final is None or add_days(final.due_on, days) >= clock.today():
        return []
    return [f"With {days} days the new final deadline would be over already. Choose more days, or deny."]


@guard
def application_still_pending(extension):
    """What has ended has no final deadline to extend."""
    return [] if extension.application.state in PENDING else [not_pending(extension.application)]
