"""A tenth of what holds for every form of the portal, found by following links."""

import pytest

from tests.prove import any_form, forged, left_out, sent_twice

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """Forms of everybody, in a world that all of these tests look at."""
    with django_db_blocker.unblock(), sent_twice.everybody(20) as forms:
        yield forms


def test_every_form_acts_once_when_sent_twice_and_says_what_is_left_out_or_wrong(found):
    twice, wrong = sent_twice.pairs_of(found, 100), left_out.tries_of(found, 40)

    assert (twice.reached, twice.tried) == (True, 100)
    assert (wrong.reached, wrong.tried) == (True, 40)


def test_keys_that_a_form_does_not_have_change_no_row(found):
    assert forged.unmoved_of(found, 25).reached


def test_after_any_form_one_goes_on_and_back_and_nothing_is_sent_again(found):
    assert any_form.judged(any_form.leads_back, found, 15).reached


def test_any_form_outlives_a_lost_session(found):
    assert any_form.judged(any_form.survives_sign_out, found, 15).reached


def test_the_second_of_two_overwrites_nothing_by_any_form(found):
    assert any_form.judged(any_form.keeps_both, any_form.shared(found), 15).reached
