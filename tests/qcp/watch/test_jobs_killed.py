"""A part of the proof of E-81 and E-87."""

import pytest
from django.db import connection

from tests.prove import jobs_killed

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the program is put back by copying SQLite's file"),
]


def test_a_job_that_is_killed_run_twice_or_beside_itself_leaves_what_one_run_leaves():
    figure = jobs_killed.run(1)

    assert figure.good == figure.tried == 3
