"""Claim, hand over, record: in order, after a crash, and beside other workers."""

import datetime

import pytest

from qcp import clock
from qcp.access import conflicts
from qcp.notices import delivery
from qcp.notices.models import Message
from qcp.notices.providers.folder import Folder

Delivery = Message.Delivery


def again(letter) -> Message:
    return Message.objects.get(pk=letter.pk)


def outcomes(letter) -> list[str]:
    return list(letter.tries.values_list("outcome", flat=True))


def test_a_letter_is_sent_once_however_often_the_worker_comes_by(letter, folder):
    assert delivery.deliver_due() == 1
    assert delivery.deliver_due() == 0

    assert again(letter).delivery == Delivery.SENT
    mails = [Folder().read(name) for name in Folder().references()]
    assert [(mail.to, mail.subject, mail.text) for mail in mails] == [(letter.address, letter.subject, letter.body)]
    assert outcomes(letter) == ["accepted"]


def test_the_try_is_on_record_before_it_is_made(letter, folder):
    claimed = delivery.claim()

    assert outcomes(letter) == [""]
    assert again(letter).delivery == Delivery.SENDING
    assert claimed.message == letter
    assert delivery.claim() is None


def test_after_a_crash_before_sending_another_worker_sends(letter, folder, later):
    delivery.claim()

    assert later(delivery.deliver_due, minutes=1) == 0
    assert later(delivery.deliver_due, minutes=3) == 1

    assert len(Folder().references()) == 1
    assert outcomes(letter) == ["", "accepted"]


def test_after_a_crash_between_sending_and_recording_the_provider_is_asked_and_nothing_is_sent_again(
    letter, folder, later
):
    delivery.hand_over(delivery.claim())
    (mail,) = folder.glob("*.eml")
    written = mail.stat().st_mtime_ns

    later(delivery.deliver_due, minutes=3)

    assert again(letter).delivery == Delivery.SENT
    assert outcomes(letter) == ["", "found"]
    assert mail.stat().st_mtime_ns == written


def test_a_worker_that_wakes_up_too_late_neither_sends_nor_overwrites(letter, folder, later):
    slow = delivery.claim()
    later(delivery.deliver_due, minutes=3)

    result = later(lambda: delivery.hand_over(slow), minutes=4)
    delivery.record(slow, result)

    assert result.outcome == "abandoned"
    assert again(letter).delivery == Delivery.SENT
    assert outcomes(letter) == ["abandoned", "accepted"]


def test_a_late_failure_does_not_undo_what_another_worker_achieved(letter, folder, later, caplog):
    slow = delivery.claim()
    later(delivery.deliver_due, minutes=3)

    delivery.record(slow, delivery.Result("refused", error="late"))

    assert again(letter).delivery == Delivery.SENT
    assert "is refused" in caplog.text


def test_a_late_acceptance_still_counts_so_that_no_copy_goes_out(letter, folder, later):
    slow = delivery.claim()
    other = later(delivery.claim, minutes=3)
    delivery.record(other, delivery.Result("refused", error="451 busy"))

    delivery.record(slow, delivery.Result("accepted"))

    assert again(letter).delivery == Delivery.SENT
    assert later(delivery.deliver_due, minutes=30) == 0


def test_a_letter_that_kills_its_worker_every_time_is_given_up(letter, folder, later):
    for crash in range(delivery.TRIES):
        assert later(delivery.claim, minutes=3 * (crash + 1)) is not None

    later(delivery.deliver_due, minutes=60)

    assert again(letter).delivery == Delivery.FAILED
    assert "No answer was recorded" in again(letter).last_error


def test_whoever_stepped_off_the_case_in_the_meantime_is_not_written_to(letter, folder, olivia):
    conflicts.recuse(letter.case, olivia)

    assert delivery.deliver_due() == 0

    assert again(letter).delivery == Delivery.WITHHELD
    assert Folder().references() == []


def test_a_closed_account_is_not_written_to(letter, folder, olivia):
    olivia.is_active = False
    olivia.save()

    delivery.deliver_due()

    assert again(letter).delivery == Delivery.WITHHELD


def test_a_folder_that_cannot_be_written_is_a_refusal_and_passes(letter, folder, later):
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    delivery.deliver_due()
    assert again(letter).delivery == Delivery.PENDING

    folder.unlink()
    later(delivery.deliver_due, minutes=3)

    assert again(letter).delivery == Delivery.SENT


@pytest.mark.parametrize("wait", [0, 1])
def test_nothing_goes_out_while_the_act_can_still_be_undone(letter, folder, later, wait):
    held = later(lambda: delivery.clock.now(), minutes=2)
    Message.objects.update(not_before=held, try_at=held)

    assert later(delivery.deliver_due, minutes=wait) == 0
    assert later(delivery.deliver_due, minutes=3) == 1


def test_after_three_days_without_a_worker_everything_goes_out_once(letter, folder, later):
    for hours in (72, 72, 73):
        later(delivery.deliver_due, hours=hours)

    assert outcomes(letter) == ["accepted"]


def test_in_the_hour_that_comes_twice_in_autumn_nothing_is_sent_twice(letter, folder):
    half_past_one = [datetime.datetime(2026, 11, 1, hour, 30, tzinfo=datetime.UTC) for hour in (5, 6)]
    Message.objects.update(not_before=half_past_one[0], try_at=half_past_one[0])

    for moment in half_past_one:
        with clock.at(moment):
            delivery.deliver_due()

    assert outcomes(letter) == ["accepted"]
    assert again(letter).sent_at == half_past_one[0]
