"""A tenth of the proof of E-80."""

import pytest

from tests.prove import kill_points


@pytest.mark.services
def test_no_letter_is_lost_doubled_or_invented_wherever_the_process_is_killed():
    figure = kill_points.run(100)

    assert figure.good == figure.tried == 100
