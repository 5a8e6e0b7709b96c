"""A small part of the robot's work: two tablets whose network and portal come and go."""

import pytest

from qcp.settings.turns import DOOR
from tests.factories.surveys import a_large_survey, enlist
from tests.prove.robot import Robot

from .tablets import Tablet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def survey(sam, olivia, stella):
    enlist(sam)
    return a_large_survey(sam, olivia, stella, standards=4)


class Away:
    """Whoever asks is told that the portal is not there."""

    start, stop = DOOR.open, DOOR.close


def test_a_robot_on_two_tablets_loses_nothing_and_every_clash_is_shown_once(
    tablet, survey, playwright, browser_type_launch_args, tmp_path
):
    other = Tablet(playwright, browser_type_launch_args, tmp_path / "other", tablet.server)
    other.address, other.cookies = tablet.address, tablet.cookies
    other.open()
    other.until_kept()
    tablets = {"A": (tablet.context, tablet.page), "B": (other.context, other.page)}

    good, tried = Robot(survey, tablets, tablet.address, Away()).run(cuts=8, stops=1)

    other.context.close()
    assert good == tried >= 16
