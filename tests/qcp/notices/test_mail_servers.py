"""What a mail server may answer, and what becomes of the letter."""

import pytest

from qcp.notices import dead_letters, delivery
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

pytestmark = pytest.mark.services
Delivery = Message.Delivery


def again(letter) -> Message:
    return Message.objects.get(pk=letter.pk)


def outcomes(letter) -> list[tuple[str, str]]:
    return list(letter.tries.values_list("outcome", "note"))


def test_an_accepted_letter_carries_its_own_message_id(letter, smtp):
    delivery.deliver_due()

    assert again(letter).delivery == Delivery.SENT
    assert smtp.message_ids == [f"<{letter.reference}>"]
    assert smtp.letters[0]["To"] == letter.address
    plain, html = smtp.letters[0].get_payload()
    assert plain.get_payload(decode=True).decode().splitlines() == letter.body.splitlines()
    assert f"<h1>{letter.subject}</h1>" in html.get_payload(decode=True).decode()


def test_a_refusal_for_now_is_tried_again_after_growing_pauses(letter, smtp, later):
    smtp.answer = "451 Try later"
    waited = []
    for _ in range(delivery.TRIES - 1):
        minutes = sum(waited)
        later(delivery.deliver_due, minutes=minutes)
        pause = round((again(letter).try_at - letter.try_at).total_seconds() / 60) - minutes
        waited.append(pause)

    assert waited == [2, 4, 8, 16, 32, 64, 128]
    assert again(letter).delivery == Delivery.PENDING
    assert "451" in again(letter).last_error


def test_after_eight_refusals_the_letter_is_a_task_of_the_office(letter, smtp, later, stella):
    smtp.answer = "451 Try later"
    for attempt in range(delivery.TRIES):
        later(delivery.deliver_due, minutes=300 * attempt)

    assert again(letter).delivery == Delivery.FAILED
    assert list(Message.objects.for_office(stella).undelivered()) == [letter]
    assert later(delivery.deliver_due, minutes=10_000) == 0


def test_an_unknown_reader_bounces_at_once(letter, smtp):
    smtp.refusal = "550 No such mailbox"

    delivery.deliver_due()

    assert again(letter).delivery == Delivery.FAILED
    assert outcomes(letter) == [("bounced", "")]
    assert "No such mailbox" in again(letter).last_error


def test_a_letter_refused_for_good_bounces_at_once(letter, smtp):
    smtp.answer = "554 Not wanted"

    delivery.deliver_due()

    assert again(letter).delivery == Delivery.FAILED


def test_no_server_at_all_is_a_refusal_for_now(letter, smtp, settings):
    settings.EMAIL_PORT = 1

    delivery.deliver_due()

    assert again(letter).delivery == Delivery.PENDING
    assert outcomes(letter) == [("refused", "")]


@pytest.mark.parametrize("fault", ["hang", "drop", "keep and drop"])
def test_a_connection_lost_half_way_is_tried_again_under_the_same_message_id_and_says_so(letter, smtp, later, fault):
    smtp.answer = fault
    delivery.deliver_due()
    assert again(letter).delivery == Delivery.PENDING

    smtp.answer = "250 OK"
    later(delivery.deliver_due, minutes=3)

    assert again(letter).delivery == Delivery.SENT
    assert outcomes(letter) == [("unsure", ""), ("accepted", "unknown, resent")]
    assert set(smtp.message_ids) == {f"<{letter.reference}>"}


def test_a_worker_that_died_while_sending_may_have_sent_and_the_copy_says_so(letter, smtp, later, caplog):
    delivery.hand_over(delivery.claim())

    later(delivery.deliver_due, minutes=3)

    assert outcomes(letter) == [("", ""), ("accepted", "unknown, resent")]
    assert smtp.message_ids == [f"<{letter.reference}>"] * 2
    assert "unknown whether it was accepted, resent" in caplog.text


def test_the_office_sends_a_bounced_letter_again_to_the_address_as_it_is_now(letter, smtp, stella, olivia):
    smtp.refusal = "550 No such mailbox"
    delivery.deliver_due()
    olivia.email = "olivia@new.example"
    olivia.save()
    smtp.refusal = ""

    dead_letters.send_again(letter, by=stella)
    delivery.deliver_due()

    assert again(letter).delivery == Delivery.SENT
    assert [mail["To"] for mail in smtp.letters] == ["olivia@new.example"]


def test_the_office_may_settle_a_bounced_letter_in_another_way_and_says_how(letter, smtp, stella):
    smtp.refusal = "550 No such mailbox"
    delivery.deliver_due()

    with pytest.raises(NotReady):
        dead_letters.settle(letter, by=stella, note=" ")
    dead_letters.settle(letter, by=stella, note="Told by telephone today.")

    assert not Message.objects.undelivered().exists()
    with pytest.raises(OutOfDate):
        dead_letters.send_again(letter, by=stella)


def test_only_the_office_deals_with_undelivered_letters(letter, smtp, olivia):
    smtp.refusal = "550 No such mailbox"
    delivery.deliver_due()

    with pytest.raises(NotAllowed):
        dead_letters.send_again(letter, by=olivia)
