import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qcp.accounts.models import Role, User
from qcp.web.queues import Line, Listing, Queue, declared
from tests.factories import compliance as made

pytestmark = pytest.mark.django_db

EVERYONE = ["stella", "max", "rita", "sam", "carl", "olivia", "stan"]


def staff_line(user):
    return Line(user.name, f"/people/{user.pk}/")


PEOPLE = Queue("test.people", "People", Role.STAFF, rows=lambda user: User.objects.order_by("email"), line=staff_line)


@pytest.mark.parametrize("name", EVERYONE)
def test_home_opens_for_every_role_and_says_what_needs_them(client, request, name):
    client.force_login(request.getfixturevalue(name))

    response = client.get("/home/")

    assert response.status_code == 200
    assert b"<title>Home - QCP</title>" in response.content
    assert b"What needs you now" in response.content


def test_a_stranger_sees_an_empty_home(client, stan):
    client.force_login(stan)

    response = client.get("/home/")

    assert response.context["total"] == 0
    assert b"Nothing needs you now." in response.content


def test_home_asks_for_a_sign_in(client):
    response = client.get("/home/")

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next=/home/"


@pytest.mark.parametrize("people", [1, 3, 30, 60])
def test_the_number_of_a_queue_is_the_length_of_its_list(people, django_assert_max_num_queries):
    for n in range(people):
        User.objects.create_user(f"p{n}@test.example", name=f"Person {n}")

    with django_assert_max_num_queries(2):
        listing = Listing(PEOPLE, None)

    assert listing.count == people == len(listing.rows) + listing.rest
    assert len(Listing(PEOPLE, None, limit=None).lines) == people


def test_every_queue_has_a_key_of_its_own_and_says_what_empty_means():
    assert len({queue.key for queue in declared("QUEUES")}) == len(declared("QUEUES"))
    assert all(queue.empty for queue in [*declared("QUEUES"), *declared("SHELVES")])


@pytest.mark.parametrize("queue", declared("QUEUES"), ids=lambda queue: queue.key)
def test_every_queue_can_be_opened_by_its_role_and_by_no_other(client, request, queue):
    for user in map(request.getfixturevalue, EVERYONE):
        client.force_login(user)
        status = client.get(reverse("web:queue", args=[queue.key])).status_code
        assert status == (200 if queue.is_for(user) else 404), user


def test_a_queue_that_does_not_exist_is_not_found(client, stella):
    client.force_login(stella)

    assert client.get("/home/queues/nothing.of-the-kind/").status_code == 404


def queries_at_home(client, user, counted):
    client.force_login(user)
    client.get("/home/")
    with counted as seen:
        assert client.get("/home/").status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["stella", "rita", "sam"])
def test_home_asks_the_database_as_often_for_three_cases_as_for_one(client, request, name, rita, sam):
    user = request.getfixturevalue(name)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            made.hand_over(made.drafted(), rita)
        counts.append(queries_at_home(client, user, CaptureQueriesContext(connection)))

    assert counts[0] == counts[1]


def test_home_of_a_practice_stays_within_its_budget(client, olivia, rita):
    made.open_plan(rita, olivia)

    assert queries_at_home(client, olivia, CaptureQueriesContext(connection)) <= 27
