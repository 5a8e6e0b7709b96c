"""Score waivers in any order of acts, people and days behave as the model beside them says."""

import pytest

from tests.prove import waiver_machine


@pytest.mark.django_db
def test_no_order_of_acts_leads_where_the_handbook_does_not():
    assert waiver_machine.run(10).reached
