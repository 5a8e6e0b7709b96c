"""What may stand only in one place, or nowhere."""

import re

import pytest

from .sources import name, python_files, templates

# what, pattern, where it is at home (files or folders)
ONLY_AT_HOME = [
    ("the time", r"timezone\.now\(|datetime\.now\(|date\.today\(", ("qcp/clock.py",)),
    ("lengths of time", r"timedelta\((days|weeks)=|relativedelta", ("qcp/deadlines/", "qcp/simulation/")),
    ("mail", r"(?<!def )send_mail\(|EmailMessage\(|EmailMultiAlternatives\(", ("qcp/notices/",)),
    (
        "a state set by hand",
        r"\.update\([^)]*\bstate\s*=|(?<!seen)\.state\s*=[^=]",
        ("qcp/simulation/breaks.py",),
    ),  # faults made on purpose
    ("signals", r"@receiver|post_save|pre_save|post_transition|\.connect\(", ()),
    (
        "the environment",
        r"os\.environ|getenv",
        ("qcp/settings/", "qcp/celery.py", "qcp/web/management/commands/serve.py"),
    ),
    ("the file store", r"default_storage\b", ("qcp/documents/",)),
]


@pytest.mark.parametrize(("what", "pattern", "home"), ONLY_AT_HOME, ids=[row[0] for row in ONLY_AT_HOME])
def test_it_stands_only_where_it_is_at_home(what, pattern, home):
    folders = ("qcp", "practices", "applications", "surveys", "compliance")
    strays = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in python_files(*folders)
        if not name(path).startswith(home or ("nowhere",))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]
    assert strays == []


def test_no_page_carries_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=\"|javascript:", re.I
    )
    pages = [path for path in templates() if "pdf" not in path.parts and "emails" not in path.parts]
    assert [name(path) for path in pages if inline.search(path.read_text())] == []
