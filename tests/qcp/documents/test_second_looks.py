"""A file that may name a patient: the practice says what it is, the office decides, two people destroy it."""

import sqlite3
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from qcp.documents import checks, destructions, previews, queues, second_looks
from qcp.documents.models import PageImage, SecondLook, StoredFile
from qcp.documents.uploads import receive
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady

from . import paper

NAMED = "Patient: Rosa Martinez"


@pytest.fixture
def held(hand_in):
    stored = hand_in("Rosa Martinez.pdf", paper.pdf(NAMED))
    checks.check_due()
    return SecondLook.objects.select_related("stored").get(stored=stored)


def say_no_patient(held, by):
    return second_looks.answer(held, by=by, answer="no_patient", reason="An invented example on a blank form.")


def test_the_practice_is_told_without_a_word_of_what_was_found(held, olivia):
    letters = Message.objects.filter(notice="documents.held")

    assert [letter.recipient for letter in letters] == [olivia]
    assert letters[0].url == f"/files/{held.stored_id}/second-look/"
    for words in ("Rosa", "Martinez", ".pdf"):
        assert words not in letters[0].subject + letters[0].body


def test_the_office_releases_what_names_nobody_after_the_practice_has_answered(held, olivia, stella):
    with pytest.raises(NotReady, match="Wait for its answer"):
        second_looks.release(held, by=stella)
    assert list(queues.second_looks(stella)) == []
    say_no_patient(held, olivia)
    assert list(queues.second_looks(stella)) == [held]

    second_looks.release(held, by=stella)

    stored = StoredFile.objects.get(pk=held.stored_id)
    assert (stored.standing, stored.concern) == ("Accepted", "")
    assert list(queues.second_looks(stella)) == []
    assert Message.objects.filter(notice="documents.released", recipient=olivia).count() == 1


def test_an_answer_without_its_reason_does_not_count(held, olivia):
    with pytest.raises(NotReady, match="write what the marked places are"):
        second_looks.answer(held, by=olivia, answer="no_patient", reason=" ")


@pytest.mark.parametrize("who", ["stan", "stella", "rita", "sam"])
def test_only_the_practice_answers(request, held, who):
    with pytest.raises(NotAllowed):
        say_no_patient(held, request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["olivia", "stan", "rita", "sam"])
def test_only_the_office_decides(request, held, olivia, who):
    say_no_patient(held, olivia)
    person = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        second_looks.release(held, by=person)
    with pytest.raises(NotAllowed):
        second_looks.destroy(held, by=person, reason="It does.")
    with pytest.raises(NotAllowed):
        destructions.propose(held.stored, by=person, reason="It does.")


def test_two_people_destroy_it(held, olivia, stella, steve):
    second_looks.destroy(held, by=stella, reason="The name of a person.")
    proposal = held.stored.destructions.get()
    assert StoredFile.objects.get(pk=held.stored_id).is_refused
    assert list(queues.destructions(stella)) == []
    assert list(queues.destructions(steve)) == [proposal]

    with pytest.raises(NotAllowed, match="Somebody else"):
        destructions.confirm(proposal, by=stella)
    with pytest.raises(NotReady, match="Confirm that it is destroyed"):
        destructions.withdraw(proposal, by=stella)
    destructions.confirm(proposal, by=steve)

    with pytest.raises(NotReady, match="decided already"):
        destructions.confirm(proposal, by=steve)
    assert list(queues.destructions(steve)) == []


def test_when_the_practice_says_so_itself_one_of_the_office_is_enough(held, olivia, stella):
    second_looks.answer(held, by=olivia, answer="remove", reason="")

    destructions.confirm(held.stored.destructions.get(), by=stella)

    assert StoredFile.objects.get(pk=held.stored_id).destroyed_at


def test_a_proposal_for_a_clean_file_can_be_taken_back(hand_in, stella):
    stored = hand_in()
    checks.check_due()
    proposal = destructions.propose(stored, by=stella, reason="A name on page 1.")

    destructions.withdraw(proposal, by=stella)

    assert StoredFile.objects.get(pk=stored.pk).is_clean
    with pytest.raises(NotReady, match="decided already"):
        destructions.confirm(proposal, by=stella)


def everything_kept() -> bytes:
    """Every byte in the store, and the database as a dump would carry it away."""
    kept = [path for path in Path(default_storage.location).rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in kept) + dump()


def dump() -> bytes:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            rows = []
            for table in connection.introspection.table_names():
                cursor.execute(f'SELECT * FROM "{table}"')
                rows += cursor.fetchall()
        return repr(rows).encode()
    target = connection.connection
    assert isinstance(target, sqlite3.Connection)
    return "\n".join(target.iterdump()).encode()


def test_nothing_is_left_of_a_destroyed_file(
    practice, olivia, stella, steve, django_capture_on_commit_callbacks, client
):
    words = "The quick zebra Rosalinde"
    named = SimpleUploadedFile("Rosalinde.pdf", paper.pdf(words, compress_streams=False))
    stored = receive(named, subject=practice, by=olivia)
    checks.check_due()
    previews.make_due()
    image = PageImage.objects.get(stored=stored)
    shown = [stored.file.name, image.image.name, StoredFile.objects.get(pk=stored.pk).text_file.name]
    assert all(default_storage.exists(name) for name in shown)
    assert b"Rosalinde" in everything_kept()

    proposal = destructions.propose(stored, by=stella, reason="A first name.")
    with django_capture_on_commit_callbacks(execute=True):
        destructions.confirm(proposal, by=steve)

    assert [name for name in shown if default_storage.exists(name)] == []
    assert b"Rosalinde" not in everything_kept()
    left = StoredFile.objects.get(pk=stored.pk)
    assert (left.label, left.size, left.sha256) == ("Destroyed file", stored.size, stored.sha256)
    for person, address in ((olivia, left.get_absolute_url()), (olivia, image.get_absolute_url())):
        client.force_login(person)
        assert client.get(address).status_code == 404


def test_bytes_that_could_not_be_deleted_are_deleted_later(hand_in, stella, steve):
    stored = hand_in()
    checks.check_due()
    proposal = destructions.propose(stored, by=stella, reason="A name.")
    destructions.confirm(proposal, by=steve)  # its commit never comes in this test
    assert default_storage.exists(stored.file.name)

    assert destructions.delete_due() == 1

    assert not default_storage.exists(stored.file.name)
    assert destructions.delete_due() == 0


def test_the_pages_lead_through_it(client, held, olivia, stella, steve):
    address = held.get_absolute_url()

    def say(person, where, **typed):
        client.force_login(person)
        return client.post(where, typed)

    client.force_login(olivia)
    page = client.get(address).content.decode()
    assert "Patient: •••• ••••••••" in page and "Rosa Martinez" not in page
    assert say(olivia, address, answer="no_patient", reason="").status_code == 422
    assert say(olivia, address, answer="no_patient", reason="An example.").status_code == 302
    assert "An example." in client.get(address).content.decode()
    assert say(stella, address, decision="destroy", reason="").status_code == 422
    assert say(stella, address, decision="destroy", reason="It is a name.").status_code == 302
    destroy = f"/files/{held.stored_id}/destroy/"
    assert "another person of the office confirms it" in client.get(destroy).content.decode()
    assert say(stella, destroy, choice="confirm").status_code == 422
    assert say(steve, destroy, choice="confirm").status_code == 302
    assert "This file was destroyed" in client.get(destroy).content.decode()
    assert say(olivia, address, answer="remove").status_code == 404


@pytest.mark.parametrize("who", ["stan", "rita", "sam", "carl"])
def test_strangers_find_neither_page(client, request, held, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(held.get_absolute_url()).status_code == 404
    assert client.get(f"/files/{held.stored_id}/destroy/").status_code == 404


def test_what_an_old_backup_brings_back_is_destroyed_again(hand_in, stella, steve, tmp_path, capsys):
    stored, other = hand_in(), hand_in(content=paper.pdf("Other words."))
    checks.check_due()
    destructions.confirm(destructions.propose(stored, by=stella, reason="A name."), by=steve)
    call_command("list_destroyed")
    tombstones = tmp_path / "destroyed.jsonl"
    tombstones.write_text(capsys.readouterr().out)
    StoredFile.objects.filter(pk=stored.pk).update(destroyed_at=None, verdict="clean", reason="")  # as in the backup

    call_command("destroy_again", str(tombstones))

    assert "1 of 1 files were there again" in capsys.readouterr().out
    left = StoredFile.objects.get(pk=stored.pk)
    assert left.destroyed_at and not left.file
    assert not default_storage.exists(stored.file.name)
    assert StoredFile.objects.get(pk=other.pk).is_clean


def test_nothing_of_what_was_found_stands_in_logs_or_letters(hand_in, olivia, stella, steve, caplog):
    values = ("Rosa", "Martinez", "7654321")
    with caplog.at_level("DEBUG"):
        stored = hand_in("Rosa Martinez.pdf", paper.pdf("Patient: Rosa Martinez MRN: 7654321"))
        checks.check_due()
        look = SecondLook.objects.get(stored=stored)
        say_no_patient(look, olivia)
        second_looks.destroy(look, by=stella, reason="It does.")
        destructions.confirm(stored.destructions.get(), by=steve)
        destructions.delete_due()

    letters = "".join(letter.subject + letter.body + letter.url for letter in Message.objects.all())
    assert Message.objects.filter(notice__startswith="documents.").count() >= 2
    assert [value for value in values if value in letters or value in caplog.text] == []
    assert [value for value in values if value in repr(SecondLook.objects.values_list("marks", flat=True))] == []
