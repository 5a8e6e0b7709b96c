"""A practice that may apply, with Olivia, Eddie and Vera in it, and its application."""

import pytest

from applications.actions import application as actions
from applications.actions.fees import bring_in_what_is_delivered as bring_in_the_fees
from applications.actions.opening import open_application
from tests.factories import applications as factories


@pytest.fixture
def catalogue(db):
    factories.catalogue()


@pytest.fixture
def fees(db):
    bring_in_the_fees()


@pytest.fixture
def practice(catalogue, olivia, eddie, vera):
    practice = factories.practice_of(olivia, eddie, vera, sites=2, legal_name="Elm Street Oncology")
    factories.qualify(practice)
    return practice


@pytest.fixture
def draft(practice, eddie):
    return open_application(practice, by=eddie)


@pytest.fixture
def complete(draft, olivia):
    return factories.fill(draft, by=olivia)


@pytest.fixture
def submitted(complete, olivia):
    return actions.submit(complete, by=olivia)
