"""Letters: words frozen with the act, a PDF made from them afterwards, the same bytes each time."""

import datetime
import hashlib

import pytest

from qcp.documents import letters
from qcp.documents.models import Letter

WORDS = {"date": "1 May 2026", "paragraphs": ["Your practice is certified."], "on": datetime.date(2026, 5, 1)}


@pytest.fixture
def letter(practice):
    return letters.freeze(practice, "letter", title="Notice of certification", data=WORDS)


def test_a_letter_keeps_its_words_and_names_its_template(letter, practice):
    kept = Letter.objects.of(practice).get()

    assert kept.data == {
        "date": "1 May 2026",
        "paragraphs": ["Your practice is certified."],
        "on": "2026-05-01",
        "demonstration": True,
    }
    assert (kept.template, len(kept.template_version), kept.file.name) == ("letter", 12, "")


def test_the_worker_makes_and_stores_what_was_served_before(client, letter, olivia):
    client.force_login(olivia)
    before = client.get(letter.get_absolute_url())

    assert letters.render_due() == 1

    after = client.get(letter.get_absolute_url())
    letter.refresh_from_db()
    assert before.content == after.content
    assert letter.sha256 == hashlib.sha256(after.content).hexdigest()
    assert letter.size == len(after.content)
    assert after["Content-Disposition"] == 'attachment; filename="Notice-of-certification.pdf"'
    assert letters.render_due() == 0


def test_reading_a_letter_stores_nothing(client, letter, olivia):
    client.force_login(olivia)

    assert client.get(letter.get_absolute_url()).status_code == 200

    letter.refresh_from_db()
    assert letter.file.name == ""


def test_a_letter_is_read_by_those_who_see_its_record_only(client, letter, stan, stella):
    client.force_login(stan)
    assert client.get(letter.get_absolute_url()).status_code == 404

    client.force_login(stella)
    assert client.get(letter.get_absolute_url()).status_code == 200


def test_the_slower_of_two_workers_leaves_no_second_file(letter, settings):
    slow = Letter.objects.get(pk=letter.pk)
    assert letters.make(letter) is True
    kept = Letter.objects.get(pk=letter.pk)
    stored = sorted(slow.file.storage.listdir("letters")[1])

    assert letters.make(slow) is False

    assert sorted(slow.file.storage.listdir("letters")[1]) == stored
    assert Letter.objects.get(pk=letter.pk).file.name == kept.file.name


def test_a_letter_that_cannot_be_printed_does_not_stop_the_others(letter, practice):
    lost = letters.freeze(practice, "letter", title="First", data={})
    Letter.objects.filter(pk=lost.pk).update(
        template="gone", frozen_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    )

    assert letters.render_due() == 1

    letter.refresh_from_db()
    assert letter.file.name
