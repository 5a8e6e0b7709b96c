"""A tenth of the figures of filling in."""

import pytest

from tests.prove import filled_in, titles

pytestmark = pytest.mark.django_db


def test_whatever_is_typed_into_any_page_comes_back_as_typed():
    assert filled_in.typed_values(50).reached


def test_two_tabs_and_a_colleague_never_undo_each_other_unseen():
    assert filled_in.two_tabs(20).reached


def test_every_answer_stands_once_on_the_check_page_and_a_change_asks_what_it_opens():
    assert filled_in.answer_sets(20).reached


def test_every_page_within_reach_has_a_title_of_its_own():
    assert titles.titles(100, people=()).reached
