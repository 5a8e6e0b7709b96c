"""Readers say how letters reach them; the daily letter goes out once per person and day, whatever happens."""

import datetime
import zoneinfo

import pytest
from django.db import transaction

from qcp import clock
from qcp.access import conflicts
from qcp.notices import daily, delivery, epoch, outbox, wishes
from qcp.notices.models import Daily, MailWish, Message
from qcp.notices.outbox import Enclosure, enqueue
from qcp.notices.registry import NOTICES, Notice
from qcp.notices.topics import NEWS, TOPICS

from .conftest import kind

NEW_YORK, HONOLULU = zoneinfo.ZoneInfo("America/New_York"), zoneinfo.ZoneInfo("Pacific/Honolulu")
GIVEN = {"hour": 7, "zone": "America/New_York"}


@pytest.fixture
def news():
    yield kind("tests.asked", topic=NEWS)
    NOTICES.pop("tests.asked", None)


@pytest.fixture
def write(news, question):
    def run(*readers, occasion="v1", **given):
        with transaction.atomic():
            enqueue(news, question, occasion=occasion, to=readers, url="http://127.0.0.1:8000/x/", **given)

    return run


@pytest.fixture
def once_a_day(olivia):
    wishes.ask(olivia, ways={"news": "daily", "receipts": "portal"}, **GIVEN)
    return olivia


def at(*moment, zone=NEW_YORK):
    return clock.at(datetime.datetime(*moment, tzinfo=zone))


def run_the_jobs():
    daily.write_due()
    delivery.deliver_due()


def states(reader) -> list[str]:
    """How each letter to this reader stands, oldest first; the daily letters themselves left out."""
    letters = Message.objects.filter(recipient=reader).exclude(notice="notices.daily")
    return list(letters.order_by("created_at", "occasion").values_list("delivery", flat=True))


def dailies() -> list[str]:
    sent = Message.objects.filter(notice="notices.daily", delivery="sent")
    return list(sent.order_by("created_at").values_list("subject", flat=True))


def test_what_gathers_comes_in_one_mail_at_the_readers_hour(write, once_a_day, eddie, folder):
    with at(2027, 3, 1, 15):
        write(once_a_day, eddie)
        write(once_a_day, occasion="v2")
        run_the_jobs()
    with at(2027, 3, 2, 6, 59):
        run_the_jobs()
        assert (states(once_a_day), states(eddie)) == (["gathered", "gathered"], ["sent"])
    with at(2027, 3, 2, 7):
        run_the_jobs()
        run_the_jobs()

    mail = Message.objects.get(notice="notices.daily")
    assert (mail.recipient, mail.delivery) == (once_a_day, "sent")
    assert mail.subject == "2 new letters in your inbox, March 2, 2027"
    assert mail.body.count("- A question about Elm, Troy") == 2
    assert "also in your inbox" not in mail.body
    assert states(once_a_day) == ["in-daily", "in-daily"]


def test_what_comes_later_that_day_waits_for_the_next(write, once_a_day, folder):
    with at(2027, 3, 1, 20):
        write(once_a_day)
    with at(2027, 3, 2, 9):
        write(once_a_day, occasion="v2")
        run_the_jobs()
        assert states(once_a_day) == ["in-daily", "gathered"]
    with at(2027, 3, 3, 7):
        run_the_jobs()

    assert dailies() == [f"1 new letter in your inbox, March {day}, 2027" for day in (2, 3)]


# Around both changes of the clocks, in a zone that has them and in one that has none; one run at each hour, except
# while the machine is off: (day, hour) when it goes off and comes back. A letter is written at noon of each day.
OFF = [None, ((2, 0), (2, 23)), ((1, 20), (4, 6)), ((2, 6), (2, 8)), ((2, 7), (4, 15))]


@pytest.mark.parametrize("off", OFF)
@pytest.mark.parametrize("zone", [NEW_YORK, HONOLULU])
@pytest.mark.parametrize("change", [datetime.date(2027, 3, 14), datetime.date(2027, 11, 7)])
def test_over_a_change_of_clocks_and_an_outage_each_letter_is_named_once(write, olivia, folder, change, zone, off):
    wishes.ask(olivia, ways={"news": "daily"}, hour=7, zone=zone.key)
    start = datetime.datetime.combine(change, datetime.time(), zone) - datetime.timedelta(hours=48)
    written = []

    for hours in range(6 * 24):
        moment = (start.astimezone(datetime.UTC) + datetime.timedelta(hours=hours)).astimezone(zone)
        day = (moment.date() - start.date()).days
        with clock.at(moment):
            if moment.hour == 12:
                write(olivia, occasion=moment.isoformat())
            if not off or not off[0] <= (day, moment.hour) < off[1]:
                run_the_jobs()
                written += [] if len(written) == Daily.objects.count() else [moment]

    assert [moment.date() for moment in written] == list(Daily.objects.order_by("on").values_list("on", flat=True))
    assert {moment.hour for moment in written} <= {7, 8, 15, 23}  # the hour, or as soon as the machine is back
    assert states(olivia).count("in-daily") == sum(day.letters.count() for day in Daily.objects.all()) == 5
    assert len(dailies()) == len(written)
    if not off:
        assert [moment.hour for moment in written] == [7] * 5


def test_a_person_reads_and_changes_how_letters_come(client, olivia):
    client.force_login(olivia)

    page = client.get("/inbox/how/").content.decode()
    answer = client.post(
        "/inbox/how/", {**GIVEN, "tasks": "daily", "reminders": "at-once", "receipts": "portal", "news": "daily"}
    )

    assert "Always by e-mail at once." in page
    assert answer.status_code == 302
    wish = wishes.of(olivia)
    assert {topic.key: wishes.way(topic, wish).value for topic in TOPICS.values()} == {
        "legal": "at-once",
        "tasks": "daily",
        "reminders": "at-once",
        "receipts": "portal",
        "news": "daily",
    }


@pytest.mark.parametrize(
    "wrong", [{"tasks": "portal"}, {"reminders": "portal"}, {"news": "never"}, {"hour": 3}, {"zone": "Europe/Rome"}]
)
def test_what_cannot_be_chosen_is_refused_in_words(client, olivia, wrong):
    client.force_login(olivia)
    typed = {**GIVEN, "tasks": "daily", "reminders": "daily", "receipts": "daily", "news": "daily", **wrong}

    answer = client.post("/inbox/how/", typed)

    assert answer.status_code == 422
    assert "<title>Error: How letters reach you" in answer.content.decode()
    assert not MailWish.objects.exists()


@pytest.mark.parametrize("key", sorted(key for key, notice in NOTICES.items() if notice.delivered or notice.private))
def test_a_letter_that_starts_a_clock_or_carries_a_key_comes_at_once_whatever_is_asked(key, olivia):
    wishes.ask(olivia, ways=dict.fromkeys(TOPICS, "portal") | {"legal": "daily"}, **GIVEN)

    assert wishes.deliveries(NOTICES[key], [olivia]) == {}


def test_a_kind_of_letter_that_starts_a_clock_cannot_be_declared_otherwise():
    with pytest.raises(ValueError, match="goes out at once"):
        Notice("tests.wrong", topic=NEWS, delivered="received")


def test_a_letter_in_the_portal_only_is_read_there_and_never_mailed(client, write, olivia, folder):
    wishes.ask(olivia, ways={"news": "portal"}, **GIVEN)
    with at(2027, 3, 1, 15):
        write(olivia)
    with at(2027, 3, 3, 8):
        run_the_jobs()
        client.force_login(olivia)
        page = client.get(Message.objects.get().get_absolute_url()).content.decode()

    assert "In the portal only, as the reader asked" in page
    assert not folder.exists() or not list(folder.iterdir())


def test_an_invitation_for_the_calendar_is_not_held_back(write, once_a_day):
    write(once_a_day, enclose=lambda reader: Enclosure("visit.ics", "text/calendar", "BEGIN:VCALENDAR"))

    assert states(once_a_day) == ["pending"]


def test_what_was_read_meanwhile_is_not_told_again(client, write, once_a_day, folder):
    with at(2027, 3, 1, 15):
        write(once_a_day)
        client.force_login(once_a_day)
        client.get(Message.objects.get().get_absolute_url())
    with at(2027, 3, 2, 8):
        run_the_jobs()

    assert (states(once_a_day), Daily.objects.count()) == (["portal"], 0)


def test_who_has_stepped_off_the_case_hears_no_more_of_it(write, question, once_a_day, folder):
    with at(2027, 3, 1, 15):
        write(once_a_day)
    conflicts.recuse(question.case, once_a_day)
    with at(2027, 3, 2, 8):
        run_the_jobs()

    assert (states(once_a_day), Daily.objects.count()) == (["withheld"], 0)


def test_a_letter_that_can_still_be_undone_is_neither_named_nor_left_behind(write, news, question, once_a_day, folder):
    with at(2027, 3, 2, 8), transaction.atomic():
        write(once_a_day, delay_seconds=60)
        run_the_jobs()
        assert outbox.take_back(question, "v1", news)

    assert Message.objects.count() == 0


def test_after_a_restore_what_was_gathered_waits_for_a_human(write, once_a_day, folder):
    with at(2027, 3, 1, 15):
        write(once_a_day)
        epoch.hold_all()
    with at(2027, 3, 2, 8):
        run_the_jobs()

    assert (states(once_a_day), Daily.objects.count()) == (["failed"], 0)


def test_the_daily_letter_is_no_letter_of_the_inbox(client, write, once_a_day, folder):
    with at(2027, 3, 1, 15):
        write(once_a_day)
    with at(2027, 3, 2, 8):
        run_the_jobs()
        client.force_login(once_a_day)
        page = client.get("/inbox/").content.decode()

    assert "<strong>1 unread.</strong>" in page
    assert "new letter" not in page
