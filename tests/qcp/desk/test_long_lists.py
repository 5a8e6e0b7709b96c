"""A list of the desk that is too long to be counted on every page."""

import pytest

from qcp.desk import paging
from tests.factories.practices import PracticeFactory

pytestmark = pytest.mark.django_db
PRACTICES = "/admin/practices/practice/"


@pytest.fixture
def seven(monkeypatch, client, stella):
    monkeypatch.setattr(paging, "COUNTED", 5)
    monkeypatch.setattr("qcp.desk.admin.ReadOnlyAdmin.list_per_page", 2)
    for name in ("Alder", "Beech", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo"):
        PracticeFactory(legal_name=name)
    client.force_login(stella)


def shown(client, address: str) -> tuple[list[str], str]:
    listed = client.get(address).context["cl"]
    return [each.legal_name for each in listed.result_list], listed.found


def test_it_says_that_there_are_more_and_its_last_page_is_its_end(client, seven):
    last = paging.COUNTED // 2 + 1

    assert shown(client, f"{PRACTICES}?o=1") == (["Alder", "Beech"], "more than 5")
    assert shown(client, f"{PRACTICES}?o=1&p=2")[0] == ["Cedar", "Dogwood"]
    assert shown(client, f"{PRACTICES}?o=1&p={last}")[0] == ["Fir", "Ginkgo"]
    assert "the last page shows the end of the list" in client.get(PRACTICES).content.decode()


def test_a_list_that_was_narrowed_is_counted(client, seven):
    names, found = shown(client, f"{PRACTICES}?q=ginkgo")

    assert (names, found) == (["Ginkgo"], "1")
    assert "1 result (" in client.get(f"{PRACTICES}?q=ginkgo").content.decode()
