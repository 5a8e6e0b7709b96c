"""Files of scores: checked before anything is written, by the practice and at the desk; results come out again."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from practices.models import ScoreResult, ScoreSubmission
from tests.factories.practices import final_scores, sample

DESK = "admin:practices_scoresubmission_"


@pytest.fixture
def files(elm):
    return {name: sample(kind) for name, kind in (("scores_text", "scores"), ("charts_text", "charts"))}


def text_of(response):
    return " ".join(response.content.decode().split())


def test_checking_writes_nothing_and_says_what_would_come_of_it(elm, client, olivia, files):
    client.force_login(olivia)

    answer = client.post(reverse("practices:scores", args=[elm.pk]), {**files, "check": "yes"})

    assert answer.status_code == 200
    assert "Checked: nothing was taken in yet" in text_of(answer)
    assert "round 2026-spring: score 79.04% (890 of 1126); it would qualify." in text_of(answer)
    assert not ScoreSubmission.objects.exists()
    client.post(reverse("practices:scores", args=[elm.pk]), files)
    assert ScoreSubmission.objects.get().measure_scores.count() == 26


def test_staff_import_for_any_practice_after_a_check(elm, client, stella, files):
    client.force_login(stella)
    url = reverse(f"{DESK}import")

    checked = client.post(url, {**files, "check": "yes"})
    assert "nothing was taken in yet" in text_of(checked)
    assert not ScoreSubmission.objects.exists()
    taken = client.post(url, files)

    assert (taken.status_code, ScoreSubmission.objects.get().practice) == (302, elm)


def test_staff_see_every_refused_line_and_nothing_is_written(elm, client, stella, files):
    client.force_login(stella)

    answer = client.post(
        reverse(f"{DESK}import"), {**files, "scores_text": files["scores_text"] + "QP-9,x,QCP,A,1,1,0\n"}
    )

    assert answer.status_code == 422
    assert "there is no practice" in text_of(answer)
    assert not ScoreSubmission.objects.exists()


def test_a_final_round_is_corrected_by_the_office_only(elm, client, stella, olivia, files):
    final_scores(elm, stella, olivia)
    changed = {**files, "scores_text": files["scores_text"].replace("CORE1,76,83,1", "CORE1,75,83,1")}
    client.force_login(olivia)
    refused = client.post(reverse("practices:scores", args=[elm.pk]), changed)
    client.force_login(stella)
    taken = client.post(reverse(f"{DESK}import"), changed)

    assert refused.status_code == 422
    assert taken.status_code == 302
    submission = ScoreSubmission.objects.get()
    assert (submission.state, submission.history.get(move="correct").actor) == ("submitted", stella)
    assert submission.measure_scores.get(measure__code="CORE1").numerator == 75


def test_nobody_but_the_office_finds_the_import(elm, client, olivia, carl):
    for user in (olivia, carl):
        client.force_login(user)
        assert client.get(reverse(f"{DESK}import")).status_code == 404


def test_a_result_comes_out_again_from_what_it_keeps(elm, client, stella, olivia, capsys):
    submission = final_scores(elm, stella, olivia)
    client.force_login(stella)

    page = text_of(client.get(reverse(f"{DESK}recompute", args=[submission.pk])))
    call_command("recompute_scores", "--json")

    assert "79.04 kept, 79.04 (890 of 1126, opportunity_weighted) comes out. The same." in page
    (row,) = json.loads(capsys.readouterr().out)["results"]
    assert (row["practice"], row["percent"], row["differences"]) == ("QP-0001", "79.04", [])


def test_a_result_that_was_tampered_with_is_found(elm, client, stella, olivia, capsys):
    submission = final_scores(elm, stella, olivia)
    ScoreResult.objects.update(percent="80.00")
    client.force_login(stella)

    assert "Not the same" in text_of(client.get(reverse(f"{DESK}recompute", args=[submission.pk])))
    with pytest.raises(SystemExit):
        call_command("recompute_scores")
    assert "percentage: 80.00 is kept, 79.04 comes out" in capsys.readouterr().out
