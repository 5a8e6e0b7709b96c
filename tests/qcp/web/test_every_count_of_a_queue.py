"""The full figure, on 500 random databases, is part of `make prove`."""

import pytest

from tests.prove import queues


@pytest.mark.django_db
def test_badge_list_groups_and_exports_of_a_queue_have_the_same_number_on_random_databases():
    figure = queues.run(6)

    assert figure.reached, figure.text
