"""The visitor from outside saves a word where saving works, and says in one sentence where it does not."""

import io

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command

from qcp.watch.visitor import Failed, Visitor
from tests.factories import applications as factories

PASSWORD = "correct horse"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def application(live_server, olivia):
    factories.catalogue()
    practice = factories.practice_of(olivia)
    factories.qualify(practice)
    return factories.open_application(practice, by=olivia)


@pytest.fixture
def visitor(live_server, application):
    return Visitor(live_server.url, "olivia@test.example", PASSWORD, SECRET)


def test_it_signs_in_and_saves_a_word_as_often_as_it_is_asked(visitor, settings, olivia):
    settings.MFA_REQUIRED = True
    TOTP.activate(olivia, SECRET)

    visitor.sign_in()
    for _ in range(2):
        visitor.save_a_word()


def test_where_saving_is_broken_it_says_so(application, monkeypatch, settings, live_server):
    settings.VISITOR = ("olivia@test.example", PASSWORD, "")
    said, complained = io.StringIO(), io.StringIO()
    call_command("try_saving", live_server.url, stdout=said)
    assert said.getvalue().endswith(" saved\n")

    monkeypatch.setattr("applications.views.autosave.filling.save_answers", None)  # the fault: saving raises
    with pytest.raises(SystemExit):
        call_command("try_saving", live_server.url, stderr=complained)

    assert "autosave/ answered 500." in complained.getvalue()


def test_a_wrong_password_is_told_as_such(visitor):
    visitor.password = "wrong"

    with pytest.raises(Failed, match="Signing in led to"):
        visitor.sign_in()
