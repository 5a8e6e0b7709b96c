"""A tenth of the proofs of E-80 and E-82."""

import pytest

from tests.prove import kill_points, many_workers

pytestmark = pytest.mark.services


def test_no_letter_is_lost_doubled_or_invented_wherever_the_process_is_killed():
    figure = kill_points.run(100)

    assert figure.good == figure.tried == 100


def test_eight_workers_that_are_killed_paused_and_out_of_time_send_each_letter():
    figure = many_workers.run(200)

    assert figure.good == figure.tried == 200
