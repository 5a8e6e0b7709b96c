"""A part of the proof of E-30."""

import pytest

from tests.prove import card_kills

pytestmark = pytest.mark.services


def test_nobody_is_charged_twice_and_nothing_paid_is_unpaid_wherever_the_process_is_killed():
    figure = card_kills.run(25)

    assert figure.good == figure.tried == 25
