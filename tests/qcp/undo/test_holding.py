"""A button with consequences: nothing for a minute, in which it is undone; then everything at once, and once."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from applications.actions import application as applications
from applications.actions import extension as extensions
from applications.actions.fees import bring_in_what_is_delivered
from applications.models import Application, Extension
from applications.states import State
from practices.models import ScoreSubmission
from qcp.access.conflicts import recuse
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.undo.holding import carry_out_due, hold_back, is_held, undo
from qcp.undo.models import HeldMove
from qcp.workflow.machines import models
from qcp.workflow.moves import steps
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories.applications import ApplicationFactory, pending_until, practice_of
from tests.factories.scores import handed_in

PRESSED = datetime.datetime(2027, 3, 1, 15, 0, tzinfo=datetime.UTC)
GIVEN = {"ground": "storm", "event_on": datetime.date(2027, 2, 20), "basis": "The roof is gone."}


@pytest.fixture
def now():
    with time_machine.travel(PRESSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(now, db, olivia, eddie, vera, max):
    bring_in_what_is_delivered()
    application = pending_until(datetime.date(2027, 3, 5), practice_of(olivia, eddie, vera))
    return extensions.request(application, by=olivia, **GIVEN)


@pytest.fixture
def submitted(now, olivia):
    return ApplicationFactory(practice=practice_of(olivia), submitted=True)


def after(now, seconds) -> int:
    now.move_to(PRESSED + datetime.timedelta(seconds=seconds))
    return carry_out_due()


def effects() -> tuple:
    """What a grant leaves behind."""
    letters = Message.objects.filter(notice="applications.extension_granted").count()
    return Extension.objects.get().state, letters, Letter.objects.filter(title__startswith="Extension granted").count()


def grant_at_the_desk(client, extension, manager):
    client.force_login(manager)
    url = reverse("admin:applications_extension_move", args=[extension.pk, "grant"])
    return client.post(url, {"days": "10", "note": "In the news.", "make": "1"})


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_nothing_happens_for_a_minute_and_then_everything_at_once_and_once(client, now, asked, max, olivia):
    held = grant_at_the_desk(client, asked, max).url

    assert after(now, 59) == 0
    assert effects() == ("requested", 0, 0)
    assert "It happens at 10:01:00 EST" in words(client.get(held))
    for name in ("applications:extension-work", "admin:applications_extension_change"):
        assert "Under way: Grant the extension" in words(client.get(reverse(name, args=[asked.pk])))
    client.force_login(olivia)
    assert "Under way" not in words(client.get(asked.get_absolute_url()))

    assert [after(now, 60), after(now, 60)] == [1, 0]
    state, letters, papers = effects()
    assert (state, papers) == ("granted", 1) and letters >= 1
    assert asked.history.get(move="grant").actor == max
    client.force_login(max)
    assert "It was done on" in words(client.get(held))


def test_undone_within_the_minute_nothing_was_done_and_nobody_was_written_to(client, now, asked, max, mona):
    held = grant_at_the_desk(client, asked, max).url
    client.force_login(mona)  # another manager could press it too
    assert "Taken back by" in words(client.post(held, follow=True))

    assert after(now, 600) == 0
    assert effects() == ("requested", 0, 0)
    assert "There is nothing to take back" in words(client.post(held, follow=True))
    assert grant_at_the_desk(client, asked, max).status_code == 302


def test_what_would_be_refused_is_refused_at_once(asked, max, stella, mona):
    with pytest.raises(NotAllowed):
        hold_back(asked, "grant", by=stella, note="Yes.", days=10)
    with pytest.raises(NotReady, match="from 1 to 30"):
        hold_back(asked, "grant", by=max, note="Yes.", days=31)
    assert HeldMove.objects.count() == 0

    hold_back(asked, "grant", by=max, note="Yes.", days=10)
    with pytest.raises(NotReady, match="“Grant the extension” is under way already"):
        hold_back(asked, "deny", by=mona, note="No.")


def test_only_those_who_could_press_it_take_it_back(client, asked, max, stella, rita, olivia):
    held = hold_back(asked, "deny", by=max, note="No.")
    for user, status in ((olivia, 404), (rita, 404), (stella, 302)):
        client.force_login(user)
        assert client.post(held.get_absolute_url()).status_code == status
    with pytest.raises(NotAllowed):
        undo(held, by=stella)
    recuse(asked.case, max)
    with pytest.raises(NotAllowed):
        undo(held, by=max)
    assert HeldMove.objects.get().is_pending


def test_what_happens_within_the_minute_stops_it_and_whoever_pressed_is_told(client, now, asked, olivia, max):
    held = hold_back(asked, "grant", by=max, note="Yes.", days=10)
    extensions.withdraw(asked, by=olivia)

    assert after(now, 61) == 0
    letter = Message.objects.get(notice="undo.not_made")
    assert letter.recipient == max and "it can no longer be changed in that way" in letter.body
    client.force_login(max)
    assert "It could not be done" in words(client.get(held.get_absolute_url()))
    with pytest.raises(OutOfDate):
        undo(held, by=max)


def test_an_application_goes_back_after_the_minute_with_the_letter_as_it_was_written(now, submitted, stella):
    held = hold_back(submitted, "return", by=stella, steps={"policies": "One is missing."}, letter="In my own words.")
    assert Application.objects.get().state == State.SUBMITTED

    assert after(now, 60) == 1
    assert Application.objects.get().state == State.RETURNED
    assert "In my own words." in Message.objects.get(notice="applications.returned").body
    held.refresh_from_db()
    assert held.done_at


def test_many_scores_made_final_at_once_are_each_held(client, now, elm_scores, stella):
    client.force_login(stella)
    keys = [str(each.pk) for each in elm_scores]
    given = {"action": "bulk_finalize", "_selected_action": keys, "confirmed": "1", "note": ""}

    text = words(client.post(reverse("admin:practices_scoresubmission_changelist"), given))

    assert text.count("See it, or undo it") == len(keys)
    assert HeldMove.objects.pending().count() == len(keys)
    undo(HeldMove.objects.of(elm_scores[0]).get(), by=stella)
    assert after(now, 61) == len(keys) - 1
    assert ScoreSubmission.objects.get(pk=elm_scores[0].pk).state == "submitted"
    assert ScoreSubmission.objects.get(pk=elm_scores[1].pk).state == "final"


@pytest.fixture
def elm_scores(now, olivia, stan):
    return [handed_in(olivia), handed_in(stan)]


def test_an_act_of_the_portal_itself_is_never_held(submitted, olivia):
    """The moves that wait are pressed by people of the office, the committee or the council."""
    waiting = [(model.slug, step) for model in models() for step in steps(model) if step.custom["held"]]
    assert {step.custom["who"] for _, step in waiting} == {"staff", "manager", "reviewer", "council"}
    assert not any(step.custom["system"] for _, step in waiting)
    assert not is_held(submitted, "accept")
    applications.withdraw(submitted, by=olivia)
    assert Application.objects.get().state == State.WITHDRAWN
