"""An application on which clocks run, and the hands of the clock."""

import datetime
from types import SimpleNamespace

import pytest

from applications.models import Application
from practices.models import MembershipRole
from qcp import clock
from qcp.workflow import chain
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotReady
from tests.factories.practices import MembershipFactory, PracticeFactory


def at(text: str):
    """The portal at this hour of the program's zone: `with at("2026-03-08 23:59:59"):`."""
    return clock.at(datetime.datetime.fromisoformat(text).replace(tzinfo=clock.zone()))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def practice(olivia):
    practice = PracticeFactory(legal_name="Elm Street Oncology")
    MembershipFactory(practice=practice, user=olivia, role=MembershipRole.SIGNATORY)
    return practice


@pytest.fixture
def application(practice, olivia) -> Application:
    record = Application.objects.create(practice=practice, case=Case.objects.create())
    chain.begin(record, by=olivia)
    return record


@pytest.fixture
def lapses(monkeypatch):
    """Stands in for the application's actions: `lapses.done` tells what was asked, `lapses.held` refuses it."""
    seen = SimpleNamespace(done=[], held=False, broken=False)

    def lapse(record, *, by):
        if seen.broken:
            raise RuntimeError("The disk is full.")
        if seen.held:
            raise NotReady("Complete evidence is under review.")
        seen.done.append(record.pk)

    seen.lapse = lapse
    monkeypatch.setattr("qcp.workflow.actions.import_module", lambda path: seen)
    return seen
