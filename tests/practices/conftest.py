"""Elm Street Oncology in summer 2026: Olivia signs, Eddie edits, Vera views; the spring round has reported."""

import pytest
import time_machine

from tests.factories.practices import MembershipFactory, PracticeFactory, measures_in_the_catalogue


@pytest.fixture
def summer():
    with time_machine.travel("2026-06-10 14:00Z", tick=False):
        yield


@pytest.fixture
def elm(db, summer, olivia, eddie, vera):
    measures_in_the_catalogue()
    practice = PracticeFactory(legal_name="Elm Street Oncology", oncologist_hours=200)
    for user, role in ((olivia, "signatory"), (eddie, "editor"), (vera, "viewer")):
        MembershipFactory(practice=practice, user=user, role=role)
    return practice
