"""Clocks 'on receipt': they start once, when the first letter of an occasion arrives or is opened."""

import datetime

import pytest

from practices.actions import scores
from qcp import clock
from qcp.deadlines.models import Deadline
from qcp.notices import delivery, receipts
from qcp.notices.models import Message, Receipt
from tests.factories.scores import handed_in

FRIDAY = datetime.datetime(2026, 7, 10, 15, 0, tzinfo=datetime.UTC)


@pytest.fixture
def result(olivia, eddie, stella, folder):
    """Scores below the percentage, made final on Friday; two signatories are told, nothing is sent yet."""
    with clock.at(FRIDAY):
        return scores.finalize(handed_in(olivia, eddie), by=stella)


def waiver_clocks(submission) -> list[datetime.date]:
    return [each.starts_on for each in Deadline.objects.of(submission).filter(kind="waiver-request")]


def on(moment, function, *given):
    with clock.at(moment):
        return function(*given)


def days_later(number) -> datetime.datetime:
    return FRIDAY + datetime.timedelta(days=number)


def test_no_clock_runs_before_anybody_has_the_letter(result):
    assert waiver_clocks(result) == []


def test_the_first_delivery_starts_the_clock_and_the_second_does_not_move_it(result):
    first, second = Message.objects.order_by("pk")
    Message.objects.filter(pk=second.pk).update(try_at=days_later(3))
    on(days_later(1), delivery.deliver_due)
    on(days_later(3), delivery.deliver_due)

    assert waiver_clocks(result) == [datetime.date(2026, 7, 11)]
    assert Message.objects.filter(delivery="sent").count() == 2
    assert [receipt.by for receipt in Receipt.objects.all()] == ["delivery"]


def test_a_view_in_the_portal_starts_the_clock_when_the_mail_bounced(result, client, olivia):
    for _ in range(2):
        claimed = on(FRIDAY, delivery.claim)
        on(FRIDAY, delivery.record, claimed, delivery.Result("bounced", error="550 No such mailbox"))
    assert waiver_clocks(result) == []

    client.force_login(olivia)
    letter = Message.objects.get(recipient=olivia)
    on(days_later(5), client.get, letter.get_absolute_url())

    assert waiver_clocks(result) == [datetime.date(2026, 7, 15)]
    assert [receipt.by for receipt in Receipt.objects.all()] == ["view"]


def test_a_view_before_the_mail_arrives_is_the_receipt(result, client, olivia):
    client.force_login(olivia)
    on(FRIDAY, client.get, Message.objects.get(recipient=olivia).get_absolute_url())
    on(days_later(2), delivery.deliver_due)

    assert waiver_clocks(result) == [datetime.date(2026, 7, 10)]


def test_the_day_of_receipt_is_the_day_in_the_programs_zone(result):
    just_before_midnight_in_new_york = datetime.datetime(2026, 7, 12, 3, 30, tzinfo=datetime.UTC)

    on(just_before_midnight_in_new_york, delivery.deliver_due)

    assert waiver_clocks(result) == [datetime.date(2026, 7, 11)]


def test_when_the_consequence_fails_the_letter_is_still_sent_once_and_the_sweep_goes_on_with_it(result, monkeypatch):
    monkeypatch.setattr("practices.actions.scores.deadlines.open", broken)
    on(days_later(1), delivery.deliver_due)
    receipt = Receipt.objects.get()
    assert Message.objects.filter(delivery="sent").count() == 2
    assert (receipt.done_at, receipt.error) == (None, "RuntimeError: the clock is broken")

    monkeypatch.undo()
    on(days_later(4), receipts.follow_open)

    assert waiver_clocks(result) == [datetime.date(2026, 7, 11)]
    assert Receipt.objects.get().done_at is not None


def broken(*given, **more):
    raise RuntimeError("the clock is broken")


def test_a_letter_without_consequences_leaves_no_receipt(letter, folder):
    delivery.deliver_due()

    assert not Receipt.objects.exists()
