"""The desk is the office's alone: for anyone else it does not exist."""

import pytest


@pytest.mark.parametrize("who", ["stella", "max"])
def test_the_office_opens_the_desk(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("who", ["olivia", "sam", "rita", "carl"])
@pytest.mark.parametrize("page", ["/admin/", "/admin/notices/message/", "/admin/jsi18n/"])
def test_for_everyone_else_it_is_absent(client, request, who, page):
    client.force_login(request.getfixturevalue(who))

    assert client.get(page).status_code == 404


@pytest.mark.parametrize("page", ["/admin/", "/admin/notices/message/", "/admin/login/"])
def test_it_does_not_ask_strangers_to_sign_in(client, db, page):
    assert client.get(page).status_code == 404


def test_the_numbers_are_those_of_the_queues(client, stella):
    client.force_login(stella)

    page = client.get("/admin/")

    for listing in page.context["listings"]:
        work = client.get(f"/home/queues/{listing.queue.key}/").context["work"]
        assert work.total == listing.count
