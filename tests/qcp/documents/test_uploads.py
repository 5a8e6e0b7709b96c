"""Handing in a file: into quarantine at once, out of it only by its check, and then only for those concerned."""

import os
import uuid
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from qcp.documents import checks, letters, scanner
from qcp.documents.fields import UploadField
from qcp.documents.inspection import kinds
from qcp.documents.models import StoredFile
from qcp.documents.uploads import clean_label
from qcp.workflow.refusals import NotReady
from tests.factories.practices import PracticeFactory

from . import paper
from .corpus import HTML

LABELS = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\a\\plan.pdf": "plan.pdf",
    "/absolute/plan.pdf": "plan.pdf",
    "nul\0byte.pdf": "nulbyte.pdf",
    "gpj.\u202efdp.exe": "gpj.fdp.exe",
    "two\r\nSet-Cookie: a=b.pdf": "twoSet-Cookie: a=b.pdf",
    "quo\"te's; filename=x.pdf": "quo\"te's; filename=x.pdf",
    "<img src=x onerror=alert(1)>.pdf": "<img src=x onerror=alert(1)>.pdf",
    "'; DROP TABLE x;--.pdf": "'; DROP TABLE x;--.pdf",
    "CON.pdf": "CON.pdf",
    "trailing.pdf. .": "trailing.pdf",
    "  many   spaces .pdf": "many spaces .pdf",
    "\u200b\ufeff.": "document",
    "": "document",
    "gro\u0308\u00dfe.pdf": "gr\u00f6\u00dfe.pdf",
    "規則 📄.pdf": "規則 📄.pdf",
    "a" * 300 + ".pdf": "a" * 146 + ".pdf",
}


@pytest.mark.parametrize(("name", "label"), LABELS.items(), ids=range(len(LABELS)))
def test_of_a_name_only_a_clean_label_is_kept(hand_in, name, label):
    stored = hand_in(name)

    assert stored.label == label
    assert len(stored.label) <= 150
    folder, key = stored.file.name.split("/")
    assert folder == "files" and str(uuid.UUID(key)) == key
    assert Path(stored.file.path).resolve().is_relative_to(Path(default_storage.location).resolve())


def test_a_file_waits_in_quarantine_and_nobody_can_open_it(client, hand_in, olivia, stella):
    stored = hand_in()

    assert (stored.verdict, stored.standing) == ("", "Checking")
    for reader in (olivia, stella):
        client.force_login(reader)
        assert client.get(stored.get_absolute_url()).status_code == 404


def test_a_clean_file_is_served_sealed_to_those_who_see_its_record(client, hand_in, olivia, stan):
    stored = hand_in('größe, "rules".pdf')
    checks.check_due()
    client.force_login(olivia)

    response = client.get(stored.get_absolute_url())

    assert b"".join(response.streaming_content) == paper.pdf_of(stored)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    client.force_login(stan)
    assert client.get(stored.get_absolute_url()).status_code == 404
    client.logout()
    assert client.get(stored.get_absolute_url()).status_code == 302


def test_a_refused_file_is_kept_for_nobody_to_open_and_says_why(client, hand_in, olivia):
    stored = hand_in("policy.pdf", HTML)

    checks.check_due()

    stored.refresh_from_db()
    assert stored.standing.startswith("Refused because what it holds is not of a type taken here.")
    client.force_login(olivia)
    assert client.get(stored.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "The file is empty."), (b"a" * (kinds.LARGEST + 1), "at most 25 MB")],
    ids=["empty", "too large"],
)
def test_the_size_alone_is_refused_at_the_door(hand_in, content, words):
    with pytest.raises(NotReady, match=words):
        hand_in(content=content)

    assert StoredFile.objects.count() == 0


def test_the_same_file_twice_is_one_file_but_never_shared_between_practices(hand_in):
    first, again, elsewhere = hand_in(), hand_in("other name.pdf"), hand_in(subject=PracticeFactory())

    assert again == first
    assert elsewhere != first and elsewhere.file.name != first.file.name


def test_a_table_comes_in_only_where_tables_are_asked_for(hand_in):
    scores = hand_in("scores.csv", b"practice,round\nQP-0001,2026-spring\n", purpose="scores")
    policy = hand_in("scores.csv", b"practice,round\nQP-0001,2026-spring\n")

    checks.check_due()

    scores.refresh_from_db()
    policy.refresh_from_db()
    assert (scores.verdict, scores.content_type) == ("clean", "text/csv")
    assert policy.verdict == "refused"


def test_while_the_scanner_is_away_files_stay_checking_and_are_asked_about_later(client, hand_in, olivia, settings):
    settings.SCANNER = "127.0.0.1:9"  # nobody listens there
    stored = hand_in()

    checks.check_due()

    stored.refresh_from_db()
    assert (stored.verdict, stored.attempts) == ("", 1)
    assert stored.check_at > stored.uploaded_at
    assert default_storage.exists(stored.file.name)
    assert not scanner.reachable()
    settings.SCANNER = "none"
    StoredFile.objects.update(check_at=stored.uploaded_at)
    checks.check_due()
    stored.refresh_from_db()
    assert stored.verdict == "clean"


def test_a_file_whose_bytes_are_gone_stays_checking_and_does_not_stop_the_others(hand_in):
    lost, sound = hand_in(), hand_in("other.pdf", paper.pdf("Other words."))
    os.remove(lost.file.path)

    checks.check_due()

    lost.refresh_from_db()
    sound.refresh_from_db()
    assert (lost.verdict, sound.verdict) == ("", "clean")


def test_a_verdict_is_given_once(hand_in):
    stored = hand_in()
    checks.check_due()

    assert checks.record(stored, reason="Too late.") is False

    stored.refresh_from_db()
    assert (stored.verdict, stored.reason) == ("clean", "")


def test_no_temporary_file_is_left(hand_in, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    hand_in()
    hand_in("bad.pdf", HTML)

    checks.check_due()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "This file type cannot be used here. Save the file as PDF, Word (.docx), PNG or JPEG."),
        ("a.pdf", b"", "The file is empty. Open it on your computer, check what it holds, and choose it again."),
    ],
)
def test_the_form_says_at_once_what_name_and_size_tell(name, content, words):
    field = UploadField()

    with pytest.raises(Exception) as refusal:
        field.clean(SimpleUploadedFile(name, content))

    assert refusal.value.messages == [words]
    assert field.widget.attrs["accept"] == ".pdf,.docx,.png,.jpg,.jpeg"


def test_a_label_is_cleaned_only_once():
    assert all(clean_label(label) == label for label in LABELS.values())


def test_of_an_endless_upload_little_more_than_the_limit_is_kept(rf):
    sent = SimpleUploadedFile("large.pdf", b"a" * (kinds.LARGEST + 8 * kinds.MEGABYTE))

    received = rf.post("/", {"file": sent}).FILES["file"]

    assert kinds.LARGEST < received.size <= kinds.LARGEST + 2 * kinds.MEGABYTE
    with pytest.raises(Exception) as refusal:
        UploadField().clean(received)
    assert "at most 25 MB are possible" in refusal.value.messages[0]
    received.close()


def test_nothing_is_written_outside_the_two_folders_of_the_store(hand_in, practice, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "store"},
        }
    }
    for number, name in enumerate(LABELS):
        hand_in(name, paper.pdf(f"Words {number}."))
    letters.freeze(practice, "letter", title="../../a", data={})
    letters.render_due()

    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]

    assert len(written) == len(LABELS) + 1
    assert {path.parts[:2] for path in written} == {("store", "files"), ("store", "letters")}
    assert all(str(uuid.UUID(path.name)) == path.name and len(path.parts) == 3 for path in written)
