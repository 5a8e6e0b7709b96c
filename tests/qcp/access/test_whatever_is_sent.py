"""A part of the proof of E-19."""

import pytest

from tests.prove import fuzz

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_whatever_is_sent_to_whichever_address_the_portal_answers():
    figure = fuzz.run(100)

    assert figure.text == figure.goal
