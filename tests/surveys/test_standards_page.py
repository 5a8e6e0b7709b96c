"""A surveyor reads what they judge by, and what changed since the edition that they last surveyed by."""

import datetime

from django.urls import reverse

from qcp import clock
from surveys.models import Survey
from surveys.states import State
from tests.factories.surveys import AcceptedApplicationFactory, EditionFactory


def words(response):
    return " ".join(response.content.decode().split())


def test_a_surveyor_who_moves_to_another_edition_sees_what_changed(confirmed, client, sam, sue, olivia):
    page = reverse("surveys:standards", args=[confirmed.pk])
    client.force_login(sam)
    before = words(client.get(page))
    earlier = EditionFactory(code="TEST-2019", effective_on=datetime.date(2019, 1, 1))
    standard = confirmed.application.edition.standards.get(code="1.2")
    standard.maps_from = ["TEST-2019:2.1"]
    standard.save()
    Survey.objects.filter(pk=confirmed.pk).update(number=9)
    Survey.objects.filter(pk=a_survey_by(sam, earlier).pk).update(number=1)

    answer = words(client.get(page))

    assert "What 1.2 asks for." in before
    assert "What changed since" not in before
    assert "What changed since TEST-2019, the last edition by which you surveyed" in answer
    assert "1.2 Standard 1.2</th><td>2.1 Standard 2.1</td><td>Renumbered" in answer
    for user in (sue, olivia):
        client.force_login(user)
        assert client.get(page).status_code == 404


def a_survey_by(surveyor, edition):
    application = AcceptedApplicationFactory(edition=edition)
    days = {"findings_on": clock.today(), "report_on": clock.today()}
    given = {"case": application.case, "application": application, "surveyor": surveyor, "signed_name": "Sam", **days}
    return Survey.objects.create(state=State.REPORT_COMPLETED, **given)
