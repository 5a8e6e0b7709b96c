"""Every kind of letter that is declared has its words, and they can be printed."""

import datetime
import re
from pathlib import Path

import pytest
from django.conf import settings

from qcp.notices import letters
from qcp.notices.printed import printed
from qcp.notices.registry import NOTICES

DECLARED = sorted(NOTICES)
FOLDER = Path(settings.BASE_DIR, "templates", "emails")


class Anything(datetime.datetime):
    """Answers every question of a template, also as a date, so that what is left to fail is the template itself."""

    def __getattr__(self, name):
        if name.startswith("_") or name in ("resolve_expression", "as_sql"):
            raise AttributeError(name)
        return anything()

    def __call__(self):
        return self

    def __iter__(self):
        return iter([anything(), anything()])

    def __len__(self):
        return 2


def anything() -> Anything:
    return Anything(2027, 3, 1, 12, 0, tzinfo=datetime.UTC)


def names_in(template: str) -> set[str]:
    """The first word of everything a template may print or ask."""
    return set(re.findall(r"\b([a-z_]+)\b", " ".join(re.findall(r"{[{%](.*?)[%}]}", template))))


@pytest.mark.parametrize("key", DECLARED)
def test_a_declared_letter_can_be_printed(key):
    notice = NOTICES[key]
    sources = [(FOLDER.parent / notice.template(part)).read_text() for part in ("subject", "body")]
    context = {name: anything() for source in sources for name in names_in(source)}

    subject, body = letters.write(notice, {**context, "user": anything(), "url": "https://portal.example/x/"})

    assert subject
    assert "\n" not in subject
    assert len(body.split()) > 30


def test_no_template_lies_about_without_a_kind_of_letter():
    files = {str(path.relative_to(FOLDER.parent)) for path in FOLDER.glob("*/*.txt")}
    declared = {notice.template(part) for notice in NOTICES.values() for part in ("subject", "body")}
    assert sorted(files - declared) == []


def test_no_letter_carries_a_whole_file_name():
    named = re.compile(r"{{[^}]*(stored\.label|file\.label|filename|file_name)(?!\|masked)[^}]*}}")
    assert [str(path) for path in FOLDER.rglob("*.txt") if named.search(path.read_text())] == []


def test_the_printed_list_has_a_line_for_every_kind_of_letter():
    assert printed().count("\n| `") == len(DECLARED)


@pytest.mark.parametrize(
    ("whole", "masked"), [("smith_john_chart.pdf", "smi...rt.pdf"), ("a.pdf", "...pdf"), ("report", "rep...rt")]
)
def test_a_file_name_is_masked_because_it_may_name_a_patient(whole, masked):
    from qcp.notices.templatetags.letters import masked as mask  # noqa: PLC0415

    assert mask(whole) == masked


def test_in_html_addresses_can_be_pressed_and_everything_else_is_text():
    body = "Dear <b>Ann</b> & Co,\n\nhttps://portal.example/inbox/?a=1&b=<i>\nWrite to qcp@portal.example <now>."

    page = letters.in_html("A & B", body)

    assert "Dear &lt;b&gt;Ann&lt;/b&gt; &amp; Co," in page and "<i>" not in page and "&lt;now&gt;" in page
    assert '<a href="https://portal.example/inbox/?a=1&amp;b=' in page
    assert '<a href="mailto:qcp@portal.example">qcp@portal.example</a>' in page
