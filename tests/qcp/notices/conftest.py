"""A kind of letter and something to write about: a conflict question of a case, with its own two templates."""

import pytest

from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.notices import letters
from qcp.notices.registry import NOTICES, Notice
from qcp.workflow.models import Case

LETTERS = {
    "emails/tests/asked.subject.txt": "A question about {{ about.about }}",
    "emails/tests/asked.body.txt": "Dear {{ user.name }},\n\nplease answer.{% if note %} {{ note }}{% endif %}",
    "emails/tests/gap.subject.txt": "{{ forgotten }}",
    "emails/tests/gap.body.txt": "Text",
}


@pytest.fixture(autouse=True)
def our_letters(monkeypatch, tmp_path_factory):
    """Templates of this test package, beside the portal's own."""
    folder = tmp_path_factory.getbasetemp() / "letters"
    for name, text in LETTERS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(letters.engine().engine, "dirs", [*letters.engine().engine.dirs, folder])


def kind(key, **fields):
    """A registered kind of letter, forgotten again after the test."""
    return NOTICES.get(key) or Notice(key, **fields)


@pytest.fixture
def asked():
    yield kind("tests.asked")
    NOTICES.pop("tests.asked", None)


@pytest.fixture
def question(db, sam) -> ConflictQuestion:
    case = Case.objects.create()
    return ConflictQuestion.objects.create(
        case=case,
        subject_label="workflow.Case",
        subject_id=case.pk,
        capacity="surveyor",
        asked_of=sam,
        about="Elm, Troy",
    )


@pytest.fixture
def off_case():
    return conflicts.recuse
