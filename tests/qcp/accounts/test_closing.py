"""A manager takes an account away, and gives it back."""

import pytest


def test_whoever_is_signed_in_is_out_with_the_next_click(client, django_user_model, max, olivia):
    client.force_login(olivia)
    assert client.get("/home/").status_code == 200
    manager = type(client)()
    manager.force_login(max)

    closed = manager.post(f"/accounts/people/{olivia.pk}/close/", follow=True).content.decode()

    assert "The account of Olivia is closed." in closed
    assert client.get("/home/").status_code == 302
    olivia.refresh_from_db()
    assert (olivia.is_active, olivia.closed_by) == (False, max)


def test_it_can_be_given_back(client, max, olivia):
    client.force_login(max)
    for act in ("close", "reopen"):
        client.post(f"/accounts/people/{olivia.pk}/{act}/")

    olivia.refresh_from_db()
    assert (olivia.is_active, olivia.closed_at, olivia.closed_by) == (True, None, None)
    noted = [(change.what, change.by) for change in olivia.right_changes.order_by("pk")]
    assert noted == [("The account is closed", max), ("The account is open again", max)]


def test_nobody_closes_their_own_account(client, max):
    client.force_login(max)

    page = client.post(f"/accounts/people/{max.pk}/close/", follow=True).content.decode()

    assert "You cannot close your own account. Ask another manager." in page


@pytest.mark.parametrize("name", ["stella", "olivia", "sam"])
def test_nobody_else_closes_accounts(client, request, eddie, name):
    client.force_login(request.getfixturevalue(name))

    assert client.post(f"/accounts/people/{eddie.pk}/close/").status_code == 404
    eddie.refresh_from_db()
    assert eddie.is_active


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_asks_the_same_questions_however_long_it_is(
    client, stella, django_user_model, more, django_assert_num_queries
):
    for number in range(more):
        django_user_model.objects.create_user(f"p{number}@test.example", None, name=f"P{number}")
    client.force_login(stella)
    client.get("/accounts/people/")

    with django_assert_num_queries(5):
        client.get("/accounts/people/")
