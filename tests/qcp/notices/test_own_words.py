"""The office writes the words of a letter anew: in blanks with names, for letters to come, never as a program."""

import re

import pytest
from django.db import IntegrityError, transaction

from qcp.notices import editions
from qcp.notices.models import Edition, Message
from qcp.notices.outbox import enqueue
from qcp.notices.registry import NOTICES
from qcp.notices.wording import BLANK

WORDS = {
    "subject": "Please answer: [about]",
    "body": "Good morning [reader].[if note]",
    "body/if note/0": " So: [note]!",
}


def page_of(client, person, data=None):
    client.force_login(person)
    address = "/wordings/tests.asked/"
    answer = client.get(address) if data is None else client.post(address, data)
    return answer, " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def write_to(reader, asked, question, occasion, **context):
    with transaction.atomic():
        enqueue(asked, question, occasion=occasion, to=[reader], url="http://127.0.0.1:8000/conflicts/1/", **context)
    return Message.objects.get(occasion=occasion)


def typed(**texts):
    return {"text_0": WORDS["subject"], "text_1": WORDS["body"], "text_2": WORDS["body/if note/0"], "after": 0} | texts


def test_new_words_hold_for_letters_to_come_and_what_was_written_stays(client, stella, letter, asked, question, olivia):
    before = letter.body

    answer, _ = page_of(client, stella, typed(note="Kinder."))
    after = write_to(olivia, asked, question, "again", note="it {{ is }} [reader] due")

    assert answer.status_code == 302
    assert after.subject == "Please answer: Elm, Troy"
    assert after.body.startswith("Good morning Olivia. So: it {{ is }} [reader] due!\n")
    assert (letter.edition, after.edition) == (0, 1)
    assert Message.objects.get(pk=letter.pk).body == before


def test_the_office_reads_its_words_with_the_facts_of_a_real_letter_before_they_hold(client, stella, letter):
    answer, words = page_of(client, stella, {**typed(), "try": "1", "example": str(letter.pk)})

    assert answer.status_code == 200
    assert "Good morning Olivia." in words
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"text_1": "Hello [nobody]"}, "There is no blank [nobody] here."),
        ({"text_1": "{% load x %}{{ settings.SECRET_KEY }}"}, "Write a blank in square brackets"),
        ({"text_0": " "}, "Write some words"),
        ({"text_0": "One\nTwo"}, "Keep the subject on one line."),
        ({"note": ""}, "Fill in: Why the words are changed"),
    ],
)
def test_words_that_cannot_be_a_letter_are_refused_in_a_sentence_and_kept(client, stella, letter, texts, sentence):
    answer, words = page_of(client, stella, typed(**{"note": "Kinder.", **texts}))

    assert answer.status_code == 422
    assert sentence in words
    assert Edition.objects.count() == 0


def test_the_second_of_two_writers_is_told(client, stella, steve, letter):
    page_of(client, stella, typed(note="Kinder."))

    answer, words = page_of(client, steve, typed(note="Shorter."))

    assert answer.status_code == 422
    assert "Somebody has changed these words meanwhile" in words


def test_back_to_the_shipped_words(client, stella, letter, asked):
    page_of(client, stella, typed(note="Kinder."))
    client.post("/wordings/tests.asked/restore/", {"after": 1})

    assert editions.in_force(asked).number == 0
    assert Edition.objects.filter(key="tests.asked").count() == 2


def test_words_that_an_upgrade_left_behind_are_not_used_and_the_office_is_told(client, stella, asked, letter):
    Edition.objects.create(key="tests.asked", number=1, texts={**WORDS, "body": "[gone]"}, note="Old.", by=stella)
    client.force_login(stella)

    assert editions.in_force(asked).number == 0
    assert "does not fit this version of the portal" in client.get("/wordings/").content.decode()


def test_an_edition_is_never_changed(db, stella):
    edition = Edition.objects.create(key="tests.asked", number=1, texts={}, note="Old.", by=stella)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(note="New.")


def test_a_private_letter_keeps_no_facts(db, asked, question, olivia):
    object.__setattr__(asked, "private", True)

    assert write_to(olivia, asked, question, "secret").facts == {}


@pytest.mark.parametrize("key", sorted(NOTICES))
def test_every_shipped_letter_can_be_written_anew_as_it_stands(key):
    words = NOTICES[key].words

    assert editions.problems(words, words.texts) == []
    assert [text for text in words.texts.values() if re.search(r"[{}]", text)] == []
    assert all(name in words.allowed(path) for path, text in words.texts.items() for name in BLANK.findall(text))


def test_the_page_of_words_is_for_the_office_alone(client, olivia, rita, letter):
    assert [page_of(client, person)[0].status_code for person in (olivia, rita)] == [404, 404]


def test_a_forged_restoring_changes_nothing(client, stella, letter):
    page_of(client, stella, typed(note="Kinder."))
    client.post("/wordings/tests.asked/restore/", {"after": "x"})

    assert Edition.objects.filter(key="tests.asked").count() == 1
