"""Staff keep measure sets and rounds at the desk: each change a new version, nothing beneath figures."""

import datetime

import pytest
from django.urls import reverse

from practices.forms.measures import MeasureSetForm
from practices.models import MeasureSet, Round
from tests.factories.practices import figures_entered, final_scores, measures_in_the_catalogue


@pytest.fixture
def spring(db):
    return measures_in_the_catalogue()


@pytest.fixture
def keep(client, stella):
    """Sends the page of a round's set as it stands, with some fields typed anew."""

    def post(round, user=stella, **typed):
        client.force_login(user)
        given = {name: str(value) for name, value in MeasureSetForm.typed_from(round).items()}
        url = reverse("admin:practices_round_set_from", args=[round.pk])
        return client.post(url, {**given, **typed})

    return post


def test_a_set_is_typed_as_it_stands(spring, client, stella):
    client.force_login(stella)

    text = client.get(reverse("admin:practices_round_set_from", args=[spring.pk])).content.decode()

    assert "CORE6 | CORE | composite | Pain handled: assessed, scored and planned for | CORE3 CORE4A CORE5" in text
    assert "more | 150" in text
    assert "NSCLC | 20" in text


def test_a_change_is_a_new_version_and_the_old_one_stays(spring, keep):
    assert keep(spring, threshold_percent="80").status_code == 302

    assert list(MeasureSet.objects.values_list("version", "threshold_percent")) == [(1, 75), (2, 80)]
    spring.refresh_from_db()
    assert spring.measure_set.version == 2
    assert [set.measures.count() for set in MeasureSet.objects.all()] == [26, 26]


def test_the_next_round_begins_with_the_last_one(spring, keep):
    days = {"opens_on": "2026-09-14", "closes_on": "2026-11-09", "report_on": "2026-11-30"}

    assert keep(spring, code="qcp-2026-fall", season="fall", **days).status_code == 302

    fall = Round.objects.get(code="2026-fall")
    assert (fall.measure_set.code, fall.opens_on) == ("qcp-2026-fall", datetime.date(2026, 9, 14))
    assert Round.objects.get(code="2026-spring").measure_set == spring.measure_set


def test_nothing_changes_beneath_figures_that_were_entered(elm, keep):
    round = figures_entered(elm).round

    answer = keep(round, threshold_percent="50")

    assert answer.status_code == 422
    assert "practices have entered scores for round 2026-spring already" in answer.content.decode()
    assert MeasureSet.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"threshold_percent": "101"}, "“threshold_percent” has to be a whole number from 1 to 100."),
        ({"minimums": "3 | 60"}, "“unique_chart_minimums” has to list rows"),
        ({"targets": "CORE | many"}, "“module_targets” has to name each module with its number of charts."),
        ({"measures": "CORE1 | CORE | guess | One"}, "the kind of CORE1 has to be one of"),
        ({"measures": "CORE1 | LUNG | proportion | One"}, "the module of CORE1 has no target."),
        ({"opens_on": "2026-06-01"}, "opens_on, closes_on, report_on have to follow one another."),
        ({"opens_on": ""}, "id_opens_on_error"),
    ],
)
def test_a_set_that_cannot_be_used_is_told_why(spring, keep, typed, sentence):
    answer = keep(spring, **typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert MeasureSet.objects.count() == 1


def test_a_set_that_is_kept_already_makes_no_version(spring, keep):
    keep(spring, threshold_percent="80")
    keep(Round.objects.get(), threshold_percent="80")

    assert MeasureSet.objects.count() == 2


def test_the_days_of_a_round_move_until_results_count_from_them(elm, client, stella, olivia):
    round = final_scores(elm, stella, olivia).round
    client.force_login(stella)
    url = reverse("admin:practices_round_days", args=[round.pk])

    later = client.post(url, {"opens_on": "2026-03-16", "closes_on": "2026-05-20", "report_on": "2026-05-29"})
    moved = client.post(url, {"opens_on": "2026-03-16", "closes_on": "2026-05-20", "report_on": "2026-06-15"})

    assert (later.status_code, moved.status_code) == (302, 422)
    assert "cannot be moved any more" in moved.content.decode()
    round.refresh_from_db()
    assert (round.closes_on, round.report_on) == (datetime.date(2026, 5, 20), datetime.date(2026, 5, 29))


def test_sets_are_the_offices_own(spring, keep, olivia, carl):
    for user in (olivia, carl):
        assert keep(spring, user, threshold_percent="50").status_code == 404
    assert MeasureSet.objects.count() == 1
