"""Figures typed by hand: kept whole, checked in words, and never over somebody else's unseen."""

import json

import pytest
from django.urls import reverse

from practices.actions import scores as actions
from practices.actions.figures import save_figures
from practices.forms.figures import FiguresForm
from practices.models import Round, ScoreSubmission
from qcp.workflow.moves import moves_for
from qcp.workflow.refusals import NotAllowed, OutOfDate


@pytest.fixture
def draft(elm, eddie):
    return actions.open_for_practice(elm, Round.objects.get(), by=eddie)


@pytest.fixture
def send(client, draft, eddie):
    """Posts the form as Eddie, with these figures and otherwise as it stands."""

    def post(user=eddie, **figures):
        client.force_login(user)
        current = ScoreSubmission.objects.get(pk=draft.pk)
        given = {name: value for name, value in FiguresForm(submission=current).initial.items() if value is not False}
        typed = {name.replace("__", "-"): value for name, value in figures.items()}
        return client.post(reverse("practices:figures", args=[draft.pk]), {**given, **typed})

    return post


def test_figures_are_kept_with_who_saved_them(draft, send, eddie):
    response = send(CORE1__numerator=" 76", CORE1__denominator="83 ", CORE__eligible="140", CORE__abstracted="96")

    assert response.status_code == 302
    submission = ScoreSubmission.objects.get()
    assert (submission.revision, submission.saved_by) == (1, eddie)
    line = submission.measure_scores.get()
    assert (line.measure.code, line.numerator, line.denominator, line.excluded) == ("CORE1", 76, 83, 0)
    assert submission.module_charts.get().abstracted == 96


def test_an_emptied_line_is_unanswered_again(draft, send):
    send(CORE1__numerator="76", CORE1__denominator="83")

    send(CORE1__numerator="", CORE1__denominator="", CORE1__excluded="")

    assert ScoreSubmission.objects.get().measure_scores.count() == 0


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"CORE1__numerator": "9", "CORE1__denominator": "8"}, "The numerator 9 is larger than the denominator 8."),
        ({"CORE1__numerator": "9"}, "CORE1: give both numerator and denominator, or neither."),
        ({"CORE1__numerator": "x", "CORE1__denominator": "8"}, "CORE1 numerator: write digits only, such as 76."),
        ({"CORE1__numerator": "-1", "CORE1__denominator": "8"}, "CORE1 numerator: write 0 or more."),
        ({"CORE1__numerator": "9" * 30, "CORE1__denominator": "8"}, "check the number"),
        ({"CORE__eligible": "9"}, "CORE: give both eligible and abstracted, or neither."),
        ({"CORE__attested": "on"}, "CORE: give the charts that are attested."),
        ({"CORE__eligible": "9", "CORE__abstracted": "10"}, "10 charts were abstracted but only 9 are eligible."),
        (
            {"CORE__eligible": "9", "CORE__abstracted": "8", "CORE__attested": "on"},
            "It is attested that all eligible charts were abstracted, but 8 of 9 were.",
        ),
        (
            {"CORE__eligible": "9", "CORE__abstracted": "8", "CORE1__numerator": "7", "CORE1__denominator": "9"},
            "more than the 8 charts abstracted",
        ),
    ],
)
def test_what_cannot_be_right_comes_back_as_typed_with_a_sentence(send, figures, words):
    response = send(**figures)

    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in text
    assert text.count(words) >= 2  # in the summary and at the field
    assert all(f'value="{value}"' in text for value in figures.values() if value != "on")
    assert ScoreSubmission.objects.get().revision == 0


def test_who_saves_second_sees_both_values_and_chooses(draft, send, olivia, eddie):
    send(olivia, CORE1__numerator="70", CORE1__denominator="83")

    response = send(revision="0", CORE1__numerator="76", CORE1__denominator="83")

    text = response.content.decode()
    assert response.status_code == 422
    assert "Somebody else saved other figures meanwhile" in text
    assert "Olivia saved at" in text
    assert "<td>70</td><td>76</td>" in text
    assert ScoreSubmission.objects.get().measure_scores.get().numerator == 70
    assert 'name="revision" value="1"' in text


def test_saving_again_keeps_mine(draft, send, olivia):
    send(olivia, CORE1__numerator="70", CORE1__denominator="83")

    response = send(revision="1", CORE1__numerator="76", CORE1__denominator="83")

    assert response.status_code == 302
    assert ScoreSubmission.objects.get().measure_scores.get().numerator == 76


def test_a_save_on_top_of_an_older_state_is_refused_by_the_action_too(draft, eddie):
    save_figures(draft, {}, {}, by=eddie, revision=0)

    with pytest.raises(OutOfDate):
        save_figures(draft, {}, {}, by=eddie, revision=0)


def test_viewers_and_the_office_save_no_figures(draft, vera, stella):
    for user in (vera, stella):
        with pytest.raises(NotAllowed):
            save_figures(draft, {}, {}, by=user)


@pytest.fixture
def type_in(client, draft, eddie):
    """What the page sends by itself while somebody types."""

    def post(user=eddie, revision=None, signed_in=None, **values):
        client.force_login(signed_in or user)
        current = ScoreSubmission.objects.get(pk=draft.pk)
        sent = {name.replace("__", "-"): value for name, value in values.items()}
        body = {"user": str(user.pk), "topic": "figures", "revision": current.revision, "values": sent}
        body["revision"] = current.revision if revision is None else revision
        return client.post(
            reverse("practices:figures-autosave", args=[draft.pk]), json.dumps(body), content_type="application/json"
        )

    return post


def test_figures_are_kept_while_they_are_typed(draft, type_in):
    assert type_in(CORE1__numerator="76").json()["revision"] == 1
    kept = type_in(CORE1__denominator="83")

    assert kept.json()["saved"].count(":") == 1
    line = ScoreSubmission.objects.get().measure_scores.get()
    assert (line.numerator, line.denominator) == (76, 83)
    assert ScoreSubmission.objects.get().typed == {}


def test_what_is_no_figure_yet_is_kept_as_typed_and_stands_in_the_page_again(draft, type_in, client):
    type_in(CORE1__numerator="7o", SMT28__numerator="5", SMT28__denominator="6")

    submission = ScoreSubmission.objects.get()
    assert submission.measure_scores.get().measure.code == "SMT28"
    assert submission.typed == {"CORE1-numerator": "7o"}
    assert 'value="7o"' in client.get(reverse("practices:figures", args=[draft.pk])).content.decode()


def test_half_typed_figures_are_not_handed_in_unseen(draft, type_in, olivia):
    type_in(CORE1__numerator="76")

    problems = {offer.name: offer.problems for offer in moves_for(ScoreSubmission.objects.get(), olivia)}

    assert "Figures: finish or empty what is typed for CORE1." in problems["submit"]


def test_saving_the_page_ends_what_was_half_typed(draft, type_in, send):
    type_in(CORE1__numerator="7o")

    assert send(CORE1__numerator="70").status_code == 422
    assert send(CORE1__numerator="70", CORE1__denominator="80").status_code == 302

    assert ScoreSubmission.objects.get().typed == {}


def test_typing_never_overwrites_what_somebody_else_saved(draft, type_in, send, olivia):
    send(olivia, CORE1__numerator="1", CORE1__denominator="2")

    answer = type_in(revision=0, CORE1__numerator="76")

    assert (answer.status_code, "Somebody else saved" in answer.json()["message"]) == (409, True)
    assert ScoreSubmission.objects.get().measure_scores.get().numerator == 1


def test_typing_is_taken_from_its_own_person_only(draft, type_in, eddie, vera, stan, client):
    assert type_in(signed_in=vera, CORE1__numerator="1").status_code == 401
    assert type_in(stan, CORE1__numerator="1").status_code == 404
    assert type_in(vera, CORE1__numerator="1").status_code == 409
    client.logout()
    assert ScoreSubmission.objects.get().revision == 0


def test_one_and_zero_are_numbers_and_no_ticks(draft, type_in, send, olivia):
    send(CORE1__numerator="0", CORE1__denominator="1", EOL__eligible="1", EOL__abstracted="1", EOL__attested="on")

    type_in(CORE2__numerator="1", CORE2__denominator="1")

    current = ScoreSubmission.objects.get()
    assert [(row.numerator, row.denominator) for row in current.measure_scores.all()] == [(0, 1), (1, 1)]
    assert current.module_charts.get().attested
    assert FiguresForm.typed_on(current, {}).differences() == []
