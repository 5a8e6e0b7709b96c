"""What the program tells everybody of itself: no group under five, nobody's name."""

import datetime

import pytest

from compliance.queries import in_public
from qcp import clock
from qcp.deadlines.models import Deadline
from tests.factories import compliance as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def unmet_at(rita):
    """So many practices whose report says that standard 1.1 is not met."""

    def make(practices):
        for _ in range(practices):
            made.issued(rita, None, (made.UNMET,))

    return make


def ended(kept, late):
    """Reviews of applications that ended an hour ago, in time and late."""
    an_hour_ago = clock.now() - datetime.timedelta(hours=1)
    for number in range(kept + late):
        first = Deadline.objects.filter(case=made.pending_application().case).order_by("pk").first()
        first.owner, first.kind, first.closed_at, first.wake_at = "staff", "completeness-review", an_hour_ago, None
        first.status = "met" if number < kept else "missed"
        first.save()


@pytest.mark.parametrize(("practices", "told"), [(4, set()), (5, {5})])
def test_a_standard_is_told_to_all_from_five_practices_on(client, unmet_at, practices, told):
    unmet_at(practices)

    assert {bar.number for bar in in_public.missed().counts} == told
    page = client.get("/figures/").content.decode()
    assert ("Standard 1.1" in page) == bool(told)
    assert "Oncology Practice" not in page


@pytest.mark.parametrize(("kept", "late", "told"), [(3, 1, []), (4, 1, [80]), (5, 0, [100])])
def test_the_program_tells_how_it_kept_its_own_dates(client, kept, late, told):
    ended(kept, late)

    assert [bar.number for bar in in_public.promises().counts] == told
    assert ("80 %" in client.get("/figures/").content.decode()) == (told == [80])


def test_with_nothing_to_tell_the_page_says_so(client, db):
    page = client.get("/figures/").content.decode()

    assert "Nothing has happened five times within a year yet." in page
    assert "No standard was missed by five practices yet." in page


def test_who_begins_is_led_to_what_others_missed(client, db):
    assert "/figures/#missed-heading" in client.get("/what-you-will-need/").content.decode()
