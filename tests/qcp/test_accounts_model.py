from qcp.accounts.models import User


def test_the_office_may_look_but_not_change_in_the_desk(stella, olivia):
    assert stella.has_perm("practices.view_practice")
    assert not stella.has_perm("practices.change_practice")
    assert not olivia.has_perm("practices.view_practice")


def test_an_account_is_found_by_its_address_in_any_spelling(olivia):
    assert User.objects.get_by_natural_key("OLIVIA@test.example") == olivia
