"""A tenth of the proof: whole cases under random hands keep to the handbook, workflow by workflow."""

import pytest

from qcp.workflow.machines import described, models
from tests.prove.walk_table import SLUGS, TABLE
from tests.prove.walks import walk

ELSEWHERE = {"score-waiver", "extension", "organisation-change", "appeal", "revocation"}  # each has its own machine


@pytest.mark.parametrize("slug", SLUGS)
def test_no_order_of_acts_leaves_the_handbook(db, slug):
    assert walk(slug, 3, 15).reached


def test_the_handbook_and_the_machines_declare_the_same_moves():
    declared = {
        (machine["slug"], move["name"], source): move["to"]
        for machine in map(described, models())
        for move in machine["moves"]
        for source in move["from"]
    }
    assert {key[0] for key in declared} == {*SLUGS, *ELSEWHERE}
    assert {key: to for key, to in declared.items() if key[0] in SLUGS} == {key: to for key, (to, _) in TABLE.items()}
