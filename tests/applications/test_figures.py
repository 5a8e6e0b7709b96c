"""A tenth of the figures of filling in."""

import pytest

from tests.prove import filled_in, left_out, sent_twice, titles

pytestmark = pytest.mark.django_db


def test_whatever_is_typed_into_any_page_comes_back_as_typed():
    assert filled_in.typed_values(50).reached


def test_two_tabs_and_a_colleague_never_undo_each_other_unseen():
    assert filled_in.two_tabs(20).reached


def test_every_answer_stands_once_on_the_check_page_and_a_change_asks_what_it_opens():
    assert filled_in.answer_sets(20).reached


def test_every_form_acts_once_when_sent_twice_and_says_what_is_left_out_or_wrong():
    with sent_twice.everybody(20) as found:
        twice, wrong = sent_twice.pairs_of(found, 100), left_out.tries_of(found, 40)

    assert (twice.reached, twice.tried) == (True, 100)
    assert (wrong.reached, wrong.tried) == (True, 40)


def test_every_page_within_reach_has_a_title_of_its_own():
    assert titles.titles(100, people=()).reached
