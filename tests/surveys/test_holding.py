"""The visits: beginning, writing findings, signing, checking, returning, completing."""

import datetime

import pytest

from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from surveys.actions import findings
from surveys.actions import survey as actions
from surveys.models import Finding, Survey
from surveys.states import State
from tests.factories.practices import SiteFactory

from .conftest import FIRST, rate_all


def clocks(survey):
    return {d.kind: d.due_on for d in Deadline.objects.of(survey).running()}


def test_a_survey_begins_on_its_first_day_and_not_before(scheduled, sam, on):
    with pytest.raises(NotReady, match="The first visit is on April 1, 2026"):
        actions.begin(scheduled, by=sam)

    with on(FIRST):
        survey = actions.begin(scheduled, by=sam)

    assert survey.state == State.IN_PROGRESS
    assert [finding.standard.code for finding in survey.findings()] == ["1.1", "1.2", "2.1", "2.2"]
    assert clocks(survey)["findings-submitted"] == datetime.date(2026, 4, 6)


def test_checked_out_before_its_first_day_it_begins_with_the_sheet_laid_out(client, scheduled, sam):
    client.force_login(sam)
    offered = client.get(scheduled.get_absolute_url()).content.decode()

    answer = client.post(f"/field/{scheduled.pk}/check-out/")

    assert "Check out the survey" in offered
    assert answer.url == f"/field/{scheduled.pk}/"
    assert Survey.objects.get(pk=scheduled.pk).state == State.IN_PROGRESS
    assert scheduled.findings().count() == 4
    assert clocks(scheduled)["findings-submitted"] == datetime.date(2026, 4, 6)


def test_only_the_named_surveyor_begins(scheduled, sue, stella, on):
    with on(FIRST):
        for user in (sue, stella):
            with pytest.raises(NotAllowed):
                actions.begin(scheduled, by=user)


def test_every_site_gets_a_finding_for_every_standard(confirmed, practice, sam, stella, on):
    north = SiteFactory(practice=practice, name="North")
    confirmed.application.included_sites.create(site=north)
    plan = dict.fromkeys(confirmed.application.sites(), FIRST)
    survey = actions.schedule(confirmed, by=stella, plan=plan)

    with on(FIRST):
        survey = actions.begin(survey, by=sam)

    assert survey.findings().count() == 8


def test_findings_cannot_be_submitted_with_anything_left_open(begun, sam):
    with pytest.raises(NotReady) as refusal:
        actions.submit_findings(begun, by=sam, signature="Sam")

    assert refusal.value.problems[0] == "Main Street, 1.1 Standard 1.1: Choose a rating."
    assert len(refusal.value.problems) == 4


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"rating": "not_assessed"}, "Assess it now"),
        ({"rating": "not_met"}, "Write down what you found"),
        ({"rating": "partially_met"}, "Write down what you found"),
        ({"rating": "not_applicable"}, "Write why it does not apply"),
        ({"rating": "met", "methods": []}, "Say how you looked"),
    ],
)
def test_each_rating_asks_for_its_words(begun, sam, fields, sentence):
    rate_all(begun, sam, **fields)

    with pytest.raises(NotReady, match=sentence):
        actions.submit_findings(begun, by=sam, signature="Sam")


def test_findings_are_signed_with_the_surveyors_own_name(begun, sam):
    rate_all(begun, sam)

    with pytest.raises(NotReady, match="Sign with your name"):
        actions.submit_findings(begun, by=sam, signature="Somebody else")


def test_submitting_locks_the_findings_and_starts_the_clock_of_the_report(begun, sam, on):
    rate_all(begun, sam)
    with on(FIRST):
        survey = actions.submit_findings(begun, by=sam, signature="Sam")

    assert (survey.state, survey.signed_name, survey.findings_on) == (State.FINDINGS_SUBMITTED, "Sam", FIRST)
    assert clocks(survey) == {"report-issued": datetime.date(2026, 5, 13)}
    finding = survey.findings().first()
    with pytest.raises(NotAllowed):
        findings.change(finding, by=sam, revision=finding.revision, rating="not_met")
    with pytest.raises(NotAllowed):
        rate_all(survey, sam, rating="not_met")


def test_the_practice_is_told_that_the_survey_was_held_and_no_finding(submitted, olivia):
    letter = Message.objects.get(notice="surveys.held", recipient=olivia)

    assert "have been handed in" in letter.body
    assert not Finding.objects.visible_to(olivia).exists()


def test_staff_return_findings_with_a_reason_and_they_open_again(submitted, sam, stella, on):
    with on(datetime.date(2026, 4, 7)):
        with pytest.raises(NotReady, match="Reason"):
            actions.return_findings(submitted, by=stella)
        survey = actions.return_findings(submitted, by=stella, note="1.2 reads like 1.1")

        assert (survey.state, survey.signed_name) == (State.IN_PROGRESS, "")
        assert clocks(survey)["findings-submitted"] == datetime.date(2026, 4, 10)
        again = actions.submit_findings(survey, by=sam, signature="sam")

    assert clocks(again) == {"report-issued": datetime.date(2026, 5, 13)}


def test_the_surveyor_cannot_check_their_own_findings(submitted, sam):
    with pytest.raises(NotAllowed):
        actions.complete_report(submitted, by=sam)


def test_a_change_on_top_of_an_unseen_one_is_refused_and_the_first_answer_stays(begun, sam):
    finding = begun.findings().first()
    findings.change(finding, by=sam, revision=0, rating="not_met", notes="Seen in chart 1")

    with pytest.raises(OutOfDate):
        findings.change(finding, by=sam, revision=0, rating="met")

    kept = Finding.objects.get(pk=finding.pk)
    assert (kept.rating, kept.notes) == ("not_met", "Seen in chart 1")


def test_the_same_answer_again_is_not_a_change(begun, sam):
    finding = begun.findings().first()
    findings.change(finding, by=sam, revision=0, rating="met")

    assert findings.change(finding, by=sam, revision=1, rating="met").revision == 1


def test_nobody_else_writes_findings(begun, sue, stella, olivia):
    finding = begun.findings().first()
    for user in (sue, stella, olivia):
        with pytest.raises(NotAllowed):
            findings.change(finding, by=user, revision=0, rating="met")


def test_a_whole_visit_is_written_in_few_queries(begun, sam, django_assert_max_num_queries):
    visit = begun.visits.get()
    standards = [finding.standard for finding in visit.findings.select_related("standard")]

    with django_assert_max_num_queries(12):
        changed = findings.record(visit, dict.fromkeys(standards, "met"), by=sam)

    assert changed == 4
    assert {f.rating for f in Survey.objects.get(pk=begun.pk).findings()} == {"met"}
