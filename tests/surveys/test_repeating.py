"""The repeat survey: a determination with its ground, notice in time, every earlier finding confirmed one by one."""

import datetime
import io
import json

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind as Clock
from qcp.documents.models import Letter
from qcp.workflow.refusals import NotReady
from surveys.actions import findings, ordering
from surveys.actions import survey as actions
from surveys.models import Determination, Finding, Survey
from surveys.states import Ground, Kind
from tests.factories.practices import SiteFactory

from .conftest import FIRST, answer, plan, rate_all

pytestmark = pytest.mark.usefixtures("fees")
WORDS = "Two people were reported to check each dose; one was seen."
REPORTED = datetime.date(2026, 4, 8)
AGAIN = datetime.date(2026, 5, 12)


@pytest.fixture
def completed(begun, sam, stella, on):
    """The first standard was not met, all others were."""
    with on(FIRST):
        rate_all(begun, sam)
        first = begun.findings()[0]
        findings.change(first, by=sam, revision=first.revision, rating="not_met", notes="One person only")
        survey = actions.submit_findings(begun, by=sam, signature="Sam")
    with on(REPORTED):
        return actions.complete_report(survey, by=stella)


@pytest.fixture
def repeat(completed, max, on):
    with on(REPORTED):
        return ordering.order(completed.application, kind="repeat", by=max, ground=WORDS, because="discordance")


@pytest.fixture
def repeating(repeat, sue, olivia, stella, on):
    """Sue is under way with it."""
    with on(REPORTED):
        survey = actions.propose(repeat, by=stella, surveyor=sue)
        answer(survey, sue)
        survey = actions.schedule(answer(survey, olivia), by=stella, plan=plan(survey, AGAIN), agreed="By telephone")
    with on(AGAIN):
        return actions.begin(survey, by=sue)


def confirm(survey, by, **fields):
    """Rate what was unmet before; the rest is met."""
    earlier = survey.findings().get(follows__isnull=False)
    rest = [each.standard for each in survey.findings().filter(follows=None)]
    findings.record(survey.visits.get(), dict.fromkeys(rest, "met"), by=by)
    return findings.change(Finding.objects.get(pk=earlier.pk), by=by, revision=earlier.revision, **fields)


def test_the_determination_names_its_ground_and_until_when_notice_was_due(repeat, max):
    line = repeat.determination

    assert (line.ground, line.by, line.on, line.notice_by) == (
        Ground.DISCORDANCE, max, REPORTED, datetime.date(2026, 6, 3),
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Determination.objects.update(ground=Ground.FURTHER)


def test_the_notice_is_a_letter_that_the_practice_finds_on_the_page_of_the_survey(client, repeat, olivia, stan):
    letter = Letter.objects.of(repeat).get()
    assert letter.title == "Notice: repeat survey"
    assert WORDS in letter.data["ground"]
    assert letter.data["notice_by"] == "June 3, 2026"
    client.force_login(olivia)

    assert letter.get_absolute_url() in client.get(repeat.get_absolute_url()).content.decode()
    assert client.get(letter.get_absolute_url()).content.startswith(b"%PDF")
    client.force_login(stan)
    assert client.get(letter.get_absolute_url()).status_code == 404


def test_a_verification_has_the_action_plan_as_its_ground_and_no_time_for_notice(completed, max, on):
    deadlines.open(completed.application, Clock.FINAL_DEADLINE, because="accepted")
    with on(REPORTED):
        from_plan = ordering.order(completed.application, kind=Kind.VERIFICATION, by=max, ground="See the new form")

    assert (from_plan.determination.ground, from_plan.determination.notice_by) == (Ground.ACTION_PLAN, None)


def test_the_form_asks_for_one_of_the_two_grounds_of_a_repeat(client, completed, max, on):
    client.force_login(max)
    url = reverse("admin:surveys_survey_order", args=[completed.pk])
    with on(REPORTED):
        refused = client.post(url, {"kind": "repeat", "ground": WORDS})
        assert "Choose which of the two grounds" in refused.content.decode()
        client.post(url, {"kind": "repeat", "ground": WORDS, "because": "further_observation"})

    assert Survey.objects.get(kind="repeat").determination.ground == Ground.FURTHER


def test_every_site_with_an_unmet_finding_is_visited_again(practice, completed, repeat, sue, olivia, stella, on):
    other = SiteFactory(practice=practice, name="North Clinic")
    repeat.application.included_sites.create(site=other)
    with on(REPORTED):
        survey = actions.propose(repeat, by=stella, surveyor=sue)
        answer(survey, sue)
        survey = answer(survey, olivia)
        with pytest.raises(NotReady, match="Main Street has to be visited too"):
            actions.schedule(survey, by=stella, plan={other: AGAIN}, agreed="By telephone")


def test_each_earlier_finding_stands_beside_its_successor_with_what_was_seen(client, repeating, sue, on):
    after = repeating.findings().get(follows__isnull=False)
    assert (after.follows.rating, after.follows.standard) == ("not_met", after.standard)
    client.force_login(sue)
    with on(AGAIN):
        page = client.get(reverse("surveys:field", args=[repeating.pk])).content.decode()

    assert "One person only" in page
    assert page.count("Put right: the earlier finding is closed") == 1


def test_the_findings_are_not_submitted_before_each_earlier_one_is_confirmed(repeating, sue, on):
    with on(AGAIN):
        confirm(repeating, sue, rating="met", methods=["observation"])
        with pytest.raises(NotReady, match="Say whether the earlier finding is closed"):
            actions.submit_findings(repeating, by=sue, signature="Sue")


@pytest.mark.parametrize(("rating", "closure"), [("met", "open"), ("partially_met", "closed")])
def test_a_rating_that_contradicts_the_confirmation_is_refused(repeating, sue, on, rating, closure):
    with on(AGAIN):
        confirm(repeating, sue, rating=rating, methods=["observation"], notes="Seen", closure=closure)
        with pytest.raises(NotReady, match="do not agree: change one of them"):
            actions.submit_findings(repeating, by=sue, signature="Sue")


@pytest.mark.parametrize(("rating", "closure"), [("met", "closed"), ("not_met", "open")])
def test_confirmed_findings_are_submitted(repeating, sue, on, rating, closure):
    with on(AGAIN):
        confirm(repeating, sue, rating=rating, methods=["observation"], notes="Seen", closure=closure)
        survey = actions.submit_findings(repeating, by=sue, signature="Sue")

    assert survey.findings().get(follows__isnull=False).closure == closure


def test_a_device_confirms_without_a_network_as_with_any_other_answer(client, repeating, sue, on):
    after = repeating.findings().get(follows__isnull=False)
    change = {
        "op_id": "8c9f3a52-1111-4222-8333-444455556666", "finding": str(after.pk), "field": "closure",
        "value": "closed", "base": 0, "seq": 1, "client_at": "2026-05-12T15:00:00Z", "offset_minutes": -300,
    }  # fmt: skip
    client.force_login(sue)
    with on(AGAIN):
        url = reverse("surveys:sync", args=[repeating.pk])
        told = client.post(url, json.dumps({"device": "tablet-0001", "operations": [change]}), "application/json")

    assert told.json()["receipts"][0]["outcome"] == "applied"
    assert Finding.objects.get(pk=after.pk).closure == "closed"


def test_a_whole_visit_rated_at_once_says_by_itself_what_became_of_the_earlier_findings(repeating, sue, on):
    with on(AGAIN):
        rate_all(repeating, sue)
        actions.submit_findings(repeating, by=sue, signature="Sue")

    assert Finding.objects.get(follows__isnull=False).closure == "closed"


def test_on_paper_too_each_earlier_finding_is_there(client, repeating, sue, on):
    client.force_login(sue)
    with on(AGAIN):
        answer = client.get(reverse("surveys:on-paper", args=[repeating.pk]))

    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Last time: Not met at Main Street" in words and "One person only" in words
    assert words.count("Not put right: the earlier finding stays open") == 1
