"""A practice below the percentage applies on a score waiver, and everybody sees that it does."""

import datetime

import pytest
from django.urls import reverse

from applications.actions.application import submit
from applications.actions.opening import open_application
from applications.states import State
from practices.actions import scores
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.workflow.refusals import NotReady
from tests.factories import applications as factories
from tests.factories import waivers
from tests.factories.scores import small_round


@pytest.fixture
def short(catalogue, olivia, stella):
    """60 of 100 in a round that was reported a month ago; the webinar was attended."""
    practice = factories.practice_of(olivia, sites=2)
    factories.attend(practice, on=clock.today())
    round = small_round()
    days = {"opens_on": 90, "closes_on": 60, "report_on": 30}
    type(round).objects.update(**{name: clock.today() - back * datetime.timedelta(1) for name, back in days.items()})
    return waivers.short_score(stella, practice=practice, round=type(round).objects.get())


@pytest.fixture
def council(carl):
    return carl, User.objects.create_user("cora@test.example", "correct horse", name="Cora", role=Role.COUNCIL)


def test_a_granted_waiver_carries_an_application_to_its_submission(short, olivia, stella, council):
    with pytest.raises(NotReady, match="no qualifying QOPI score"):
        open_application(short.practice, by=olivia)
    waiver = waivers.granted(waivers.asked(short, olivia), stella, *council)

    application = factories.complete_application(short.practice, by=olivia)

    assert application.score_waiver == waiver
    assert submit(application, by=olivia).state == State.SUBMITTED
    with pytest.raises(NotReady) as refusal:
        scores.correct(short, by=stella, note="A slip.")
    assert len(refusal.value.problems) == 2


def test_the_flag_is_on_the_hub_in_step_1_and_on_the_staff_desk(short, olivia, stella, council, client):
    waiver = waivers.granted(waivers.asked(short, olivia), stella, *council)
    application = factories.complete_application(short.practice, by=olivia)
    desk = reverse("admin:applications_application_changelist")

    for user, url in (
        (olivia, application.get_absolute_url()),
        (olivia, reverse("applications:step", args=[application.pk, "eligibility"])),
        (stella, reverse("admin:applications_application_change", args=[application.pk])),
    ):
        client.force_login(user)
        text = client.get(url, follow=True).content.decode()
        assert ("On a score waiver" in text, waiver.get_absolute_url() in text) == (True, True), url
    assert application.reference in client.get(f"{desk}?waiver=yes").content.decode()
    assert application.reference not in client.get(f"{desk}?waiver=no").content.decode()
