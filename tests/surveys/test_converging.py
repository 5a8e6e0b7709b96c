"""Two or three tablets end at the same answers, whatever they wrote and whenever they had a network."""

import pytest

from tests.prove import convergence

pytestmark = pytest.mark.django_db


def test_tablets_and_portal_converge_and_show_each_clash_once():
    assert convergence.run(15, steps=30).reached
