"""What comes in and what does not: a generated collection of good and hostile files."""

import hashlib
import time

import pytest

from qcp.documents.inspection import GAVE_UP, inspect

from .corpus import BAD, GOOD


def look_at(tmp_path, name, content, purpose=""):
    path = tmp_path / "file"
    path.write_bytes(content)
    return inspect(str(path), label=name, purpose=purpose, sha256=hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(("group", "name", "content", "words"), BAD, ids=[row[1] for row in BAD])
def test_a_bad_file_is_refused_in_words_and_in_time(tmp_path, group, name, content, words):
    started = time.monotonic()

    finding = look_at(tmp_path, name, content)

    assert words in finding.problem
    assert finding.problem.endswith(".")
    assert finding != GAVE_UP
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(("name", "content"), GOOD, ids=[row[0] for row in GOOD])
def test_a_good_file_is_not_refused(tmp_path, name, content):
    finding = look_at(tmp_path, name, content)

    assert finding.problem == ""
    assert finding.content_type
