from datetime import timedelta

import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist

from qcp import clock
from qcp.notices.models import Message
from qcp.notices.outbox import enqueue
from qcp.notices.registry import NOTICES, Notice

URL = "http://127.0.0.1:8000/conflicts/1/"


def write(notice, about, **given):
    with transaction.atomic():
        enqueue(notice, about, **{"occasion": "asked", "url": URL, **given})


@pytest.mark.django_db(transaction=True)
def test_a_letter_cannot_be_written_outside_the_transaction_that_makes_it_true(asked, question, olivia):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        enqueue(asked, question, occasion="asked", to=[olivia], url=URL)


def test_each_reader_gets_a_letter_of_their_own(asked, question, olivia, eddie):
    write(asked, question, to=[olivia, eddie, olivia])

    letters = Message.objects.order_by("address")
    assert [m.address for m in letters] == [eddie.email, olivia.email]
    assert [m.recipient for m in letters] == [eddie, olivia]
    assert "Dear Eddie," in letters[0].body
    assert letters[0].subject == "A question about Elm, Troy"
    assert letters[0].url == "/conflicts/1/"
    assert letters[0].case == question.case


def test_asking_twice_for_one_occasion_writes_once_and_keeps_the_first_words(asked, question, olivia):
    write(asked, question, to=[olivia], note="First.")
    write(asked, question, to=[olivia], note="Second.")

    assert "First." in Message.objects.get().body


def test_another_occasion_is_another_letter(asked, question, olivia):
    write(asked, question, to=[olivia])
    write(asked, question, to=[olivia], occasion="reminded")

    assert Message.objects.count() == 2


def test_what_is_rolled_back_was_never_written(asked, question, olivia):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue(asked, question, occasion="asked", to=[olivia], url=URL)
        1 / 0  # noqa: B018

    assert not Message.objects.exists()


def test_someone_invited_by_address_needs_no_account(asked, question):
    write(asked, question, to=["new@test.example"])

    letter = Message.objects.get()
    assert (letter.recipient, letter.address) == (None, "new@test.example")
    assert "in your inbox" not in letter.body


def test_the_longest_address_there_can_be_is_written_to_once_in_any_spelling(asked, question):
    address = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 50}.example"

    write(asked, question, to=[address], occasion="o" * 80)
    write(asked, question, to=[address.upper()], occasion="o" * 80)

    assert [letter.address for letter in Message.objects.all()] == [address]


def test_whoever_stepped_off_the_case_gets_nothing_more_of_it(asked, question, olivia, sam, off_case):
    off_case(question.case, sam)

    write(asked, question, to=[sam, olivia])

    assert [m.recipient for m in Message.objects.all()] == [olivia]


def test_a_letter_can_be_held_back_while_the_act_can_be_undone(asked, question, olivia):
    write(asked, question, to=[olivia], delay_seconds=60)

    letter = Message.objects.get()
    assert letter.not_before - letter.created_at >= timedelta(seconds=60)
    assert not Message.objects.due().exists()
    with clock.at(letter.not_before):
        assert Message.objects.due().get() == letter


def test_a_letter_with_a_gap_in_it_stops_the_act(question, olivia):
    with pytest.raises(LookupError, match="forgotten"):
        write(Notice("tests.gap"), question, to=[olivia])
    NOTICES.pop("tests.gap")


def test_a_letter_without_templates_stops_the_act(question, olivia):
    with pytest.raises(TemplateDoesNotExist):
        write(Notice("tests.absent"), question, to=[olivia])
    NOTICES.pop("tests.absent")


def test_a_name_is_printed_as_it_is_spelt(asked, question, olivia):
    question.about = "O'Brien & Sons <Troy>"

    write(asked, question, to=[olivia])

    assert Message.objects.get().subject == "A question about O'Brien & Sons <Troy>"


def test_every_letter_says_where_to_sign_in_and_whom_to_ask(asked, question, olivia, settings):
    write(asked, question, to=[olivia])

    body = Message.objects.get().body
    assert f"Sign in to read it in full and to act on it:\n{URL}" in body
    assert settings.PROGRAM_MAILBOX in body


def test_a_line_break_in_a_name_cannot_add_a_header(asked, question, olivia):
    question.about = "Elm\nBcc: everyone@test.example"

    write(asked, question, to=[olivia])

    assert Message.objects.get().subject == "A question about Elm Bcc: everyone@test.example"


def test_one_key_names_one_kind_of_letter(asked):
    with pytest.raises(ValueError, match="registered twice"):
        Notice("tests.asked")


@pytest.fixture
def broker_away(monkeypatch):
    """Nobody answers where the broker should be; afterwards nothing of this process still looks for it there."""
    from qcp.celery import app  # noqa: PLC0415

    def forget_connections():
        app.pool.force_close_all()
        app._pool = app.amqp._producer_pool = None

    forget_connections()
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    yield
    monkeypatch.undo()
    forget_connections()


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_does_not_fail_the_act(asked, question, olivia, broker_away):
    write(asked, question, to=[olivia])

    assert Message.objects.count() == 1
