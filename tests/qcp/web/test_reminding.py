"""Once a day everybody of the program hears what waits for them: those in whose queues something is, and no others."""

import datetime
import zoneinfo

import pytest

from applications.actions import application as applications
from qcp import clock
from qcp.access import conflicts
from qcp.accounts.models import User
from qcp.notices import wishes
from qcp.notices.models import Message
from qcp.web.queues import Listing, queues_for
from qcp.web.reminding import remind_due
from qcp.workflow import chain
from tests.factories.applications import ApplicationFactory, practice_of

EASTERN = zoneinfo.ZoneInfo("America/New_York")
pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(olivia, stella, steve, mona, rita, sam, carl):
    with at(1, 12):
        application = ApplicationFactory(practice=practice_of(olivia), submitted=True)
        chain.begin(application, by=olivia)
    return application


def at(day, hour, minute=0):
    return clock.at(datetime.datetime(2027, 3, day, hour, minute, tzinfo=EASTERN))


def withdrawn(application, signatory) -> None:
    """And every letter about it has arrived, so that nothing waits for anybody."""
    applications.withdraw(application, by=signatory)
    Message.objects.update(delivery="sent", sent_at=clock.now())


def told() -> set[str]:
    return {letter.recipient.name for letter in Message.objects.filter(notice="web.waiting")}


def owing() -> set[str]:
    """By the queues of the home page."""
    people = User.objects.exclude(role="practice")
    return {each.name for each in people if any(Listing(queue, each).count for queue in queues_for(each))}


def test_it_reaches_exactly_those_for_whom_something_waits_and_says_how_much(waiting, steve):
    conflicts.recuse(waiting.case, steve)
    with at(2, 7):
        remind_due()
        assert told() == owing() == {"Stella", "Mona"}

    letter = Message.objects.get(notice="web.waiting", recipient__name="Stella")
    assert letter.subject == "What waits for you, March 2, 2027"
    assert "- Applications to check for completeness: 1" in letter.body
    assert "/home/queues/applications.to-review/" in letter.body
    assert str(waiting.practice) not in letter.body and waiting.reference not in letter.body


def test_it_comes_at_ones_own_hour_once_a_day_and_not_while_nothing_waits(waiting, olivia, stella):
    wishes.ask(stella, ways={}, hour=9, zone="America/Chicago")
    with at(2, 9, 59):
        remind_due()
        assert told() == {"Mona", "Steve"}
    with at(2, 10):
        remind_due()
        remind_due()
        assert told() == {"Mona", "Steve", "Stella"}
        assert Message.objects.filter(notice="web.waiting").count() == 3
        withdrawn(waiting, olivia)
    with at(3, 12):
        assert remind_due() == 0


def test_what_comes_up_later_in_the_day_waits_for_the_next_morning(waiting, olivia, stella):
    withdrawn(waiting, olivia)
    with at(2, 7):
        assert remind_due() == 0
    with at(2, 13):
        later = ApplicationFactory(practice=practice_of(olivia), submitted=True)
        chain.begin(later, by=olivia)
        assert remind_due() == 0
    with at(3, 7):
        assert remind_due() > 0


def leaving(name="Stella") -> list[datetime.datetime]:
    letters = Message.objects.filter(notice="web.waiting", recipient__name=name).order_by("not_before")
    return [letter.not_before.astimezone(EASTERN).replace(tzinfo=None) for letter in letters]


def test_never_twice_within_a_day_and_a_day_slept_through_is_caught_up_once(waiting):
    for day, hour, minute in ((2, 7, 10), (3, 7, 0), (6, 18, 0), (7, 7, 0), (7, 18, 0), (8, 7, 0)):
        with at(day, hour, minute):
            remind_due()

    assert leaving() == [
        datetime.datetime(2027, 3, 2, 7, 10),
        datetime.datetime(2027, 3, 3, 7, 10),  # written at seven, and held until the last one is a day old
        datetime.datetime(2027, 3, 6, 18, 0),  # two days slept through: one letter
        datetime.datetime(2027, 3, 8, 7, 0),  # seven in the morning after would have been too soon
    ]
