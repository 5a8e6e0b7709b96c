"""A narrowed list is kept under a name, for oneself or for the office."""

import pytest

from qcp.desk.models import SavedView

pytestmark = pytest.mark.django_db
LIST = "/home/queues/applications.to-review/?due=overdue"


def kept(client, address=LIST, name="Late ones", **more):
    return client.post("/admin/views/", {"name": name, "address": address, **more})


def test_a_list_is_kept_for_oneself_or_shared_with_the_office(client, stella, steve):
    client.force_login(stella)
    kept(client)
    kept(client, name="For all", shared="on")

    assert [view.name for view in SavedView.objects.visible_to(stella).for_list()] == ["For all", "Late ones"]
    assert [view.name for view in SavedView.objects.visible_to(steve)] == ["For all"]
    client.force_login(steve)
    page = client.get("/admin/").content.decode()
    assert "For all" in page and "shared by Stella" in page
    assert ">Late ones</a>" not in page


def test_the_same_name_keeps_the_list_anew(client, stella):
    client.force_login(stella)
    kept(client)
    kept(client, address="/admin/applications/application/?show=all")

    assert SavedView.objects.get().address == "/admin/applications/application/?show=all"


@pytest.mark.parametrize("address", ["https://bad.example/", "//bad.example/admin/", "/practices/", "javascript:1", ""])
def test_only_lists_of_the_office_are_kept(client, stella, address):
    client.force_login(stella)

    assert kept(client, address=address).status_code == 404
    assert not SavedView.objects.exists()


def test_without_a_name_nothing_is_kept_and_it_says_so(client, stella):
    client.force_login(stella)

    answer = client.post("/admin/views/", {"name": " ", "address": LIST}, follow=True)

    assert "Give the list a name" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_one_lets_go_of_ones_own_lists_only(client, stella, steve, olivia):
    client.force_login(stella)
    kept(client, shared="on")
    view = SavedView.objects.get()
    for user, status in ((steve, 404), (olivia, 404), (stella, 302)):
        client.force_login(user)
        assert client.post(f"/admin/views/{view.pk}/drop/").status_code == status
    assert not SavedView.objects.exists()


def test_every_list_of_the_desk_offers_it(client, stella):
    client.force_login(stella)

    for page in ("/admin/applications/application/", LIST, "/admin/practices/scoresubmission/"):
        assert "Keep this list under a name" in client.get(page).content.decode(), page
