"""What every test stands on. Olivia signs for a practice, Eddie edits, Vera views; Stan is a stranger.

Stella is QCP staff, Max the manager, Rita and Ron review, Sam and Sue survey, Carl sits on the council.
"""

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypotheses

from qcp.accounts.models import Role, User
from qcp.settings.turns import DOOR
from qcp.workflow import triggers

# Milliseconds are judged in a benchmark, never here.
hypotheses.register_profile("suite", deadline=None)
hypotheses.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tables made from the models still need their guards; on PostgreSQL the migrations have installed them."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            triggers.install_all(connection)


empty_the_tables = TransactionTestCase._fixture_teardown


def empty_the_tables_past_the_guards(case):
    """Tests with real commits empty the tables afterwards, which the history's own guards would refuse."""
    with triggers.lifted(connection):
        empty_the_tables(case)


TransactionTestCase._fixture_teardown = empty_the_tables_past_the_guards


@pytest.fixture(autouse=True)
def no_page_asks_on_after_its_test(request):
    """A tablet sends by itself: once the tables are being emptied, its last request may not still be writing."""
    if "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        DOOR.open()
    yield
    DOOR.close()


ONCE = (
    "architecture",
    "journeys",
    "packaged",
    "qcp/documents",
    "qcp/simulation",
    "qcp/web",
    "qcp/accounts",
    "qcp/deadlines",
    "qcp/notices/test_running.py",
    "applications/test_any_form.py",
    "applications/test_figures.py",
)

LONG = (
    "journeys",
    "packaged",
    "browser/test_every_page",
    "qcp/notices/test_running.py",
    "qcp/notices/test_kill_points.py",
    "qcp/simulation",
    "architecture/test_nothing_leaks.py",
    "applications/payments",
)


def pytest_collection_modifyitems(items):
    """What `make test` need not repeat on its second database. The longest go first, so nobody waits for them."""
    for item in items:
        if place(item).startswith(ONCE):
            item.add_marker("once")
    items.sort(key=lambda item: not place(item).startswith(LONG))


def place(item) -> str:
    return item.path.relative_to(item.config.rootpath / "tests").as_posix()


def person(name, role):
    @pytest.fixture(name=name)
    def make(db):
        return User.objects.create_user(f"{name}@test.example", "correct horse", name=name.capitalize(), role=role)

    return make


stella = person("stella", Role.STAFF)
steve = person("steve", Role.STAFF)
max_ = person("max", Role.MANAGER)
mona = person("mona", Role.MANAGER)
rita = person("rita", Role.REVIEWER)
ron = person("ron", Role.REVIEWER)
sam = person("sam", Role.SURVEYOR)
sue = person("sue", Role.SURVEYOR)
carl = person("carl", Role.COUNCIL)
olivia = person("olivia", Role.PRACTICE)
eddie = person("eddie", Role.PRACTICE)
vera = person("vera", Role.PRACTICE)
stan = person("stan", Role.PRACTICE)
