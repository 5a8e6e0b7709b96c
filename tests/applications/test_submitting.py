"""A signatory sends the application in."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from applications.actions import application as actions
from applications.actions import filling
from applications.models import Application, Edition
from applications.states import State
from applications.steps import STEPS
from practices.actions import organisation_change
from practices.models import ScoreResult
from qcp import clock
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import applications as factories


@pytest.fixture
def noon():
    """A Thursday in winter, noon in New York."""
    with time_machine.travel("2026-03-05 17:00Z", tick=False):
        yield


def test_an_unfinished_application_is_refused_and_told_what_is_missing(draft, olivia):
    with pytest.raises(NotReady) as refusal:
        actions.submit(draft, by=olivia)

    assert "Sign the Participation Agreement." in refusal.value.problems
    assert "Choose the kind of legal entity." in refusal.value.problems
    assert Application.objects.get(pk=draft.pk).state == State.DRAFT
    assert not Deadline.objects.filter(case=draft.case).exists()


def test_only_a_signatory_submits(complete, eddie, vera, stella, stan):
    for user in (eddie, vera, stella, stan):
        with pytest.raises(NotAllowed):
            actions.submit(complete, by=user)


def test_submitting_fixes_the_edition_and_tells_both_sides(noon, stella, complete, olivia, eddie, vera):
    Message.objects.all().delete()

    actions.submit(complete, by=olivia)

    application = Application.objects.get(pk=complete.pk)
    assert (application.state, application.submitted_on) == (State.SUBMITTED, datetime.date(2026, 3, 5))
    assert application.edition.code == "QCP-2024A"
    assert [(line.actor, line.source, line.target) for line in application.history.all()] == [
        (application.history.first().actor, "", "draft"),
        (olivia, "draft", "submitted"),
    ]
    assert [(d.kind, d.due_on) for d in Deadline.objects.of(application)] == [
        ("completeness-review", datetime.date(2026, 3, 19))
    ]
    assert {(m.notice, m.recipient) for m in Message.objects.all()} == {
        ("applications.submitted", stella),
        ("applications.received", olivia),
        ("applications.received", eddie),
        ("applications.received", vera),
    }


def test_the_receipt_names_the_moment_with_its_zone_and_the_signed_texts(noon, complete, olivia):
    actions.submit(complete, by=olivia)

    words = Letter.objects.of(complete).get().data
    assert words["sent_at"] == "5 March 2026, 12:00 EST"
    assert words["reviewed_by"] == "19 March 2026"
    assert [len(agreement["sha256"]) for agreement in words["agreements"]] == [64] * 5


def test_a_score_that_ran_out_since_the_opening_bars_the_submission(complete, olivia):
    ScoreResult.objects.update(valid_until=datetime.date(2020, 1, 1))

    with pytest.raises(NotReady, match="no qualifying QOPI score"):
        actions.submit(complete, by=olivia)


def test_submitting_twice_is_told_that_it_has_moved_on(submitted, olivia):
    with pytest.raises(OutOfDate):
        actions.submit(submitted, by=olivia)


def test_the_sites_stay_as_they_were_submitted(submitted):
    before = list(submitted.sites())
    submitted.practice.sites.update(closed_on=datetime.date(2026, 1, 1))

    assert list(Application.objects.get(pk=submitted.pk).sites()) == before
    assert len(before) == 2


@pytest.mark.parametrize(
    ("on", "offered"),
    [
        ("2024-12-31", ["QCP-2020"]),
        ("2025-01-01", ["QCP-2024A", "QCP-2020"]),
        ("2025-03-02", ["QCP-2024A", "QCP-2020"]),
        ("2025-03-03", ["QCP-2024A"]),
    ],
)
def test_for_sixty_days_the_practice_may_choose_the_edition_before(draft, on, offered):
    assert [edition.code for edition in draft.editions_offered(datetime.date.fromisoformat(on))] == offered


def test_the_chosen_edition_is_the_one_that_is_fixed(catalogue, olivia, eddie, vera):

    with time_machine.travel("2025-02-03 15:00Z"):
        practice = factories.practice_of(olivia)
        factories.qualify(practice)
        application = factories.complete_application(practice, by=olivia)
        filling.choose_edition(application, Edition.objects.get(code="QCP-2020"), by=olivia)
        application = actions.submit(Application.objects.get(pk=application.pk), by=olivia)

    assert application.edition.code == "QCP-2020"


@pytest.mark.parametrize("step", [step.slug for step in STEPS])
def test_every_step_knows_where_each_missing_thing_is_put_right(draft, step):
    gaps = next(each for each in STEPS if each.slug == step).gaps(draft)

    assert all(gap.url(draft).startswith(f"/applications/{draft.pk}/steps/{step}/") for gap in gaps)


def test_a_merger_that_is_not_determined_sends_the_application_to_staff_first(complete, olivia, stella):
    facts = {"other_party": "Oak Oncology", "new_entity": "No"}
    given = {"happened_on": clock.today(), "account": "We merge.", **facts}
    change = organisation_change.report(complete.practice, "merger", by=olivia, **given)
    with pytest.raises(NotReady, match="wait until QCP staff have determined"):
        actions.submit(Application.objects.get(pk=complete.pk), by=olivia)

    change = organisation_change.take_up(change, by=stella)
    outcomes = dict.fromkeys(change.sites_to_determine(), "retained")
    organisation_change.determine(change, by=stella, note="It goes on as before.", outcomes=outcomes)

    assert actions.submit(Application.objects.get(pk=complete.pk), by=olivia).state == "submitted"


def test_a_choice_of_edition_never_overwrites_a_colleagues_unseen(client, catalogue, olivia, eddie):
    with time_machine.travel("2025-02-03 15:00Z"):
        practice = factories.practice_of(olivia, eddie)
        factories.qualify(practice)
        application = factories.open_application(practice, by=eddie)
        newer, older = application.editions_offered()
        client.force_login(eddie)
        url = reverse("applications:edition", args=[application.pk])
        filling.choose_edition(application, older, by=olivia)

        page = client.post(url, {"edition": newer.pk, "seen": newer.pk})
        kept = Application.objects.get(pk=application.pk).chosen_edition
        chosen = client.post(url, {"edition": newer.pk, "seen": older.pk})

    assert page.status_code == 422
    assert f"Choose again: somebody chose {older} while you had the page open." in page.content.decode()
    assert (kept, chosen.status_code) == (older, 303)
    assert Application.objects.get(pk=application.pk).chosen_edition == newer
