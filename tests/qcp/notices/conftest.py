"""A kind of letter and something to write about: a conflict question of a case, with its own two templates."""

from datetime import timedelta

import pytest
from django.db import transaction

from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.notices import wording
from qcp.notices.models import Message
from qcp.notices.outbox import enqueue
from qcp.notices.registry import NOTICES, Notice
from qcp.workflow.models import Case

from .smtp_peer import Peer, started

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
    monkeypatch.setattr(wording.engine().engine, "dirs", [*wording.engine().engine.dirs, folder])


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


@pytest.fixture
def letter(asked, question, olivia) -> Message:
    """A letter to Olivia that waits to be sent."""
    with transaction.atomic():
        enqueue(asked, question, occasion="asked", to=[olivia], url="http://127.0.0.1:8000/conflicts/1/")
    return Message.objects.get()


@pytest.fixture
def folder(settings, tmp_path):
    """Mail goes to a folder, whose provider can be asked."""
    settings.MAIL_PROVIDER = "qcp.notices.providers.folder.Folder"
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


@pytest.fixture
def smtp(settings):
    """Mail goes to a real mail server, which is told how to behave."""
    peer = Peer()
    controller = started(peer)
    settings.MAIL_PROVIDER = "qcp.notices.providers.smtp.Smtp"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.server.sockets[0].getsockname()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 0.5
    yield peer
    controller.stop()


@pytest.fixture
def later():
    """Run something so many minutes from now."""

    def run(function, **wait):
        with clock.at(clock.now() + timedelta(**wait)):
            return function()

    return run
