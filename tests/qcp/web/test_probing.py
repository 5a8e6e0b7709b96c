"""A home asks once which of its queues have something; the words of that question serve a role for a day."""

import datetime
from dataclasses import dataclass

import pytest

from qcp import clock
from qcp.accounts.models import Role, User
from qcp.web import probing
from qcp.web.queues import declared, listings

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Lately:
    """Rows that hang on the moment, on a name, or on what the database says first."""

    key: str
    rows: object


@pytest.fixture(autouse=True)
def worded_anew():
    probing.worded.cache_clear()


def words(rows) -> probing.Question | None:
    return probing.for_everybody(Lately("a", rows), Role.STAFF)


def test_each_reader_is_asked_about_by_their_own_account(stella, steve):
    queue = Lately("mine", lambda user: User.objects.filter(pk=user.pk, name="Stella"))

    assert probing.perhaps_filled([queue], stella) == {queue}
    assert probing.perhaps_filled([queue], steve) == set()


def test_what_comes_and_goes_is_seen_at_once(stella, django_assert_num_queries):
    queue = Lately("closed", lambda user: User.objects.filter(is_active=False))
    assert probing.perhaps_filled([queue], stella) == set()

    User.objects.create_user("gone@test.example", name="Gone", is_active=False)

    with django_assert_num_queries(1):
        assert probing.perhaps_filled([queue], stella) == {queue}


def test_a_new_day_is_worded_anew(stella):
    queue = Lately("old", lambda user: User.objects.filter(joined_at__date__lt=clock.today()))
    assert probing.perhaps_filled([queue], stella) == set()

    with clock.at(clock.now() + DAY):
        assert probing.perhaps_filled([queue], stella) == {queue}


@pytest.mark.parametrize(
    "rows",
    [
        lambda user: User.objects.filter(joined_at__lt=clock.now()),
        lambda user: User.objects.filter(email=user.email),
        lambda user: User.objects.filter(pk__in=[each.pk for each in User.objects.all()]),
        lambda user: User.objects.none(),
    ],
    ids=["the moment", "another mark of the reader", "what was asked first", "nothing at all"],
)
def test_what_hangs_on_more_than_the_account_is_read(db, stella, rows):
    assert words(rows) is None
    queue = Lately("more", rows)
    assert probing.perhaps_filled([queue], stella) == {queue}


def test_nearly_every_queue_of_the_portal_is_asked_beforehand(db):
    queues = (*declared("QUEUES"), *declared("SHELVES"))
    read = {queue.key for queue in queues for role in Role if queue.is_for(User(role=role))
            if not probing.for_everybody(queue, role)}  # fmt: skip
    assert len(read) <= 6 < len(queues) / 8


def test_a_home_of_many_queues_asks_once_which_are_empty(stella, django_assert_num_queries):
    queues = [each for each in declared() if each.is_for(stella) and probing.for_everybody(each, stella.role)]

    with django_assert_num_queries(1):
        assert all(not listing.count for listing in listings(queues, stella))
