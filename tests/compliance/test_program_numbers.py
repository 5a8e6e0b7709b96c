"""Each number of the program's dashboard is the length of the list that it leads to."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from django.db import transaction

from qcp import clock
from qcp.deadlines.lengths import ONE_DAY
from qcp.deadlines.models import Deadline
from qcp.web.queues import queue_of
from qcp.web.worklist import Worklist
from tests.architecture.access_world import world

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a href="(/home/queues/[^"]+)">(\d+)')


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


def listed(address: str, user) -> int:
    """The rows of the list that a number leads to, read without its page."""
    path = urlparse(address)
    part = parse_qs(path.query)["part"][0]
    return Worklist(queue_of(path.path.split("/")[3], user), user, part=part).total


@pytest.mark.parametrize("who", ["stella", "steve", "max"])
@pytest.mark.parametrize("days", [0, 200])
def test_each_number_is_the_length_of_its_list(client, everything, who, days):
    user = everything[0][who]
    client.force_login(user)
    with clock.at(clock.now() + days * ONE_DAY):
        page = client.get("/program/").content.decode()
        numbers = NUMBER.findall(page)
        wrong = [(url, said) for url, said in numbers if listed(url.replace("&amp;", "&"), user) != int(said)]

    assert len(numbers) > 10
    assert wrong == []


def test_a_list_behind_a_number_opens_and_an_unknown_part_of_it_does_not(client, everything):
    client.force_login(everything[0]["stella"])

    assert client.get("/home/queues/applications.in-state/?part=draft").status_code == 200
    for part in ("applications.in-state/?part=nowhere", "deadlines.overdue/?part=x", "applications.cohort/?part=x"):
        assert client.get(f"/home/queues/{part}").status_code == 404, part


def test_the_office_sees_of_deadlines_what_it_sees_of_their_records(everything):
    people, _ = everything
    for name in ("stella", "steve", "max", "olivia", "sam"):
        one_by_one = {d.pk for d in Deadline.objects.all() if sees(people[name], d)}
        assert {d.pk for d in Deadline.objects.visible_to(people[name])} == one_by_one, name


def sees(user, deadline) -> bool:
    return type(deadline.subject).objects.visible_to(user).filter(pk=deadline.subject_id).exists()
