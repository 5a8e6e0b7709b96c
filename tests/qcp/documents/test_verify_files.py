"""`manage.py verify_files` finds every stored file that is not what it was, and bytes without a row."""

import datetime
import io
import json
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from qcp import clock
from qcp.documents import integrity, letters


def verify():
    out = io.StringIO()
    try:
        call_command("verify_files", stdout=out)
    except SystemExit as end:
        return end.code, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


@pytest.fixture
def stored(hand_in, practice):
    letter = letters.freeze(practice, "letter", title="A", data={})
    letters.render_due()
    letter.refresh_from_db()
    return [hand_in(), letter]


def test_untouched_files_are_well(stored):
    assert verify() == (0, {"files": 2, "differences": []})


def test_a_changed_byte_and_a_lost_file_are_found(stored):
    file, letter = stored
    content = bytearray(Path(file.file.path).read_bytes())
    content[50] ^= 1
    Path(file.file.path).write_bytes(content)
    os.remove(letter.file.path)

    code, answer = verify()

    assert code == 1
    assert [(each["kind"], each["id"], each["problem"]) for each in answer["differences"]] == [
        ("storedfile", str(file.pk), "The file is not what was stored."),
        ("letter", str(letter.pk), "The file is missing or cannot be read."),
    ]


def test_bytes_of_which_no_row_knows_are_found_once_they_have_lain_there_for_an_hour(stored):
    stray = default_storage.save("files/stray", ContentFile(b"lost its row"))
    known = stored[0].file.name

    def strays(**later):
        with clock.at(clock.now() + datetime.timedelta(**later)):
            return {each["id"] for each in integrity.differences()[1] if each["kind"] == "store"} & {stray, known}

    try:
        assert strays() == set()
        assert strays(hours=2) == {stray}
    finally:
        default_storage.delete(stray)
