"""`manage.py deadlines`."""

import json

import pytest
from django.core.management import CommandError, call_command

from qcp.deadlines.kinds import Kind


def ask(capsys, *words):
    call_command("deadlines", *words)
    return capsys.readouterr().out


def test_the_whole_table_with_its_sources(capsys):
    found = json.loads(ask(capsys, "--json"))["clocks"]

    assert [each["kind"] for each in found] == list(Kind)
    assert all(each["source"] and each["length"] and each["starts"] and each["end"] for each in found)


def test_one_clock_and_why_it_ends_that_day(capsys):
    found = json.loads(ask(capsys, "--json", "--kind", "findings-submitted", "--start", "2026-11-25"))

    assert found == {
        "kind": "findings-submitted",
        "start": "2026-11-25",
        "due": "2026-12-01",
        "explanation": "Findings of the survey: starts on Wednesday 25 November 2026, the last day of the visit. "
        "It runs 3 business days, counted from the day after; weekends and US federal holidays do not count. "
        "Holidays left out: Thanksgiving Day (Thursday 26 November 2026). "
        "Last day in time: Tuesday 1 December 2026, 23:59:59 Eastern time (America/New_York). "
        "After that: The surveyor is reminded, and it shows in the staff's queue. "
        "Source: default of this portal.",
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--kind", "tomorrow", "--start", "2026-01-01"], "There is no clock “tomorrow”"),
        (["--kind", "appeal", "--start", "2026-02-30"], "“2026-02-30” is not a day"),
        (["--kind", "appeal", "--start", "20260101"], "“20260101” is not a day"),
        (["--kind", "appeal", "--start", "9999-12-31"], "“9999-12-31” is not a day"),
        (["--kind", "appeal"], "Give the day"),
        (["--start", "2026-01-01"], "Name the clock"),
    ],
)
def test_a_wrong_question_gets_one_sentence(words, sentence, capsys):
    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command("deadlines", *words)

    assert refusal.value.returncode == 1
    assert capsys.readouterr().out == ""


def test_people_read_the_table_line_by_line(capsys):
    lines = ask(capsys).splitlines()

    assert len(lines) == len(Kind)
    assert lines[3] == "completeness-review: 10 business days from the day of submission [default of this portal]"
