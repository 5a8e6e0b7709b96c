"""Calibration: a blind second rating of one finding in twenty, and the agreement per standard."""

import pytest
from django.urls import reverse

from qcp.workflow.refusals import NotAllowed, NotReady
from surveys.actions import calibration as actions
from surveys.actions import survey as moves
from surveys.dot_plot import DotPlot
from surveys.models import Finding, SecondRating
from surveys.queries.calibration import Agreement, agreements
from tests.factories.surveys import SurveyorFactory

from .conftest import FIRST, rate_all


@pytest.fixture
def completed(begun, sam, stella, on, settings):
    settings.CALIBRATION_PERCENT = 100
    with on(FIRST):
        rate_all(begun, sam, "partially_met", notes="Sam saw it at Elm Street Oncology.", methods=["observation"])
        submitted = moves.submit_findings(begun, by=sam, signature="Sam")
        return moves.complete_report(submitted, by=stella)


def words(response):
    return " ".join(response.content.decode().split())


def pairs(*given) -> Agreement:
    return Agreement("QCP-2020 1.1 Staff", tuple(pair for pair, times in given for _ in range(times)))


def test_every_finding_of_the_sample_goes_to_somebody_else_once(completed, sam, sue, stella, client):
    trainee = SurveyorFactory()
    trainee.surveyor.mentor = sue.surveyor
    trainee.surveyor.save()
    client.force_login(stella)

    first = client.post(reverse("admin:surveys_secondrating_draw"), follow=True)
    client.post(reverse("admin:surveys_secondrating_draw"))

    assert "4 findings were handed to surveyors for a second rating." in words(first)
    assert SecondRating.objects.count() == Finding.objects.count() == 4
    assert {second.rater for second in SecondRating.objects.all()} == {sue}


def test_nobody_with_a_connection_or_off_the_case_rates_and_five_in_a_hundred_are_drawn(completed, sue, settings):
    standing = sue.surveyor.standing_conflicts.create(practice=completed.practice)
    assert actions.draw() == []
    standing.delete()
    completed.case.recusals.create(user=sue)
    assert actions.draw() == []
    settings.CALIBRATION_PERCENT = 5
    shares = sum(actions.in_the_sample(Finding()) for _ in range(20_000)) / 20_000
    assert 0.04 < shares < 0.06


def test_the_second_rating_is_blind_and_given_once(completed, client, sam, sue, stella):
    second = actions.draw()[0]
    page = reverse("surveys:second-rating", args=[second.pk])
    client.force_login(sue)

    assert page in client.get("/home/").content.decode()
    shown = words(client.get(page))
    assert "[name] saw it at [name]." in shown
    assert ["Elm Street" in shown, "artially met</label" in shown, completed.reference in shown] == [False, True, False]
    assert client.post(page, {"rating": "not_assessed"}).status_code == 422
    assert client.post(page, {"rating": "met"}).status_code == 302
    assert client.post(page, {"rating": "not_met"}).status_code == 422
    assert SecondRating.objects.get(pk=second.pk).rating == "met"
    with pytest.raises(NotReady):
        actions.rate(second, by=sue, rating="not_met")
    with pytest.raises(NotAllowed):
        actions.rate(second, by=sam, rating="met")
    for user in (sam, stella):
        client.force_login(user)
        assert client.get(page).status_code == 404


def test_standards_with_fewer_than_five_pairs_are_hidden(completed, client, stella, sue):
    for second in actions.draw():
        actions.rate(second, by=sue, rating="met")
    client.force_login(stella)

    answer = words(client.get(reverse("admin:surveys_secondrating_agreement")))

    assert [each.is_hidden for each in agreements()] == [True] * 4
    assert "No standard has five second ratings yet" in answer
    assert "Standard 1.1</th> <td>fewer than 5" in answer.replace("</th><td", "</th> <td")


def test_agreement_is_counted_beyond_chance():
    half = pairs((("met", "met"), 20), (("met", "not_met"), 5), (("not_met", "met"), 10), (("not_met", "not_met"), 15))
    one_word = pairs((("met", "met"), 6))
    against = pairs((("met", "not_met"), 3), (("not_met", "met"), 3))

    assert (half.share, round(half.kappa, 2)) == (0.7, 0.4)
    assert [round(bound, 3) for bound in half.interval] == [0.562, 0.809]
    assert (one_word.kappa, round(against.kappa, 2)) == (None, -1.0)
    assert one_word.cells == ["QCP-2020 1.1 Staff", "6", "100%", "61% to 100%", "cannot be told"]


def test_drawing_and_table_say_the_same():
    plot = DotPlot(
        [pairs((("met", "met"), 6)), pairs((("met", "not_met"), 5), (("met", "met"), 5)), pairs((("a", "b"), 4))]
    )

    assert [dot.text for dot in plot.dots] == ["50%", "100%"]
    assert [row[2] for row in plot.rows] == ["100%", "50%", "-"]
    assert plot.finding == "Surveyors agree least on QCP-2020 1.1 Staff: 50% of 10 pairs"
    assert all(plot.left <= dot.low <= dot.x <= dot.high <= plot.right for dot in plot.dots)
