"""From the completed survey to the issued report: drafted, handed to a reviewer, assessed, issued, replaced."""

import datetime

import pytest
import time_machine

from applications.actions import application as applications
from compliance.actions import assessment, reports
from compliance.models import ActionPlan, Decision, Report
from compliance.queues import to_assess
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import compliance as made
from tests.factories.compliance import MET, PARTIAL, UNMET


def running(subject):
    return {deadline.kind: deadline.due_on for deadline in Deadline.objects.of(subject).running()}


def told(notice):
    return sorted(Message.objects.filter(notice=notice).values_list("address", flat=True))


def test_a_completed_survey_becomes_a_draft_with_every_finding_as_it_was_rated(olivia, stella):
    report = made.drafted(olivia, (MET, PARTIAL, UNMET), sites=2)

    rows = [(f.standard.code, f.site.name, f.surveyed, f.assessed) for f in report.findings.for_list()]
    assert rows == [
        ("1.1", "House 1", MET, ""),
        ("1.2", "House 1", PARTIAL, ""),
        ("2.1", "House 1", UNMET, ""),
        ("1.1", "House 2", MET, ""),
        ("1.2", "House 2", MET, ""),
        ("2.1", "House 2", MET, ""),
    ]
    assert report.number == "CCR-0001"
    assert told("compliance.report_drafted") == ["stella@test.example"]


def test_drafting_twice_gives_one_report(olivia):
    report = made.drafted(olivia)

    assert reports.draft_from_survey(report.survey).pk == report.pk
    assert Report.objects.count() == 1


def test_the_reviewer_sees_nothing_before_answering_about_conflicts(olivia, stella, rita):
    report = reports.assign_reviewer(made.drafted(olivia), by=stella, reviewer=rita)

    assert list(Report.objects.visible_to(rita)) == []
    with pytest.raises(NotReady, match="not yet answered"):
        reports.send_to_committee(report, by=stella)


def test_a_reviewer_with_a_conflict_is_off_the_case_and_the_office_looks_for_another(olivia, stella, rita, ron):
    report = reports.assign_reviewer(made.drafted(olivia), by=stella, reviewer=rita)
    conflicts.answer(ConflictQuestion.objects.get(asked_of=rita), by=rita, conflict=True)

    assert list(Report.objects.visible_to(rita)) == []
    assert told("compliance.reviewer_conflicted") == ["stella@test.example"]
    with pytest.raises(NotReady, match="stepped off"):
        reports.assign_reviewer(report, by=stella, reviewer=rita)
    assert made.hand_over(Report.objects.get(pk=report.pk), ron).state == "in_review"


def test_whoever_surveyed_the_practice_cannot_review_it(olivia, stella, rita):
    survey = made.completed_survey(made.pending_application(olivia), surveyor=rita)

    with pytest.raises(NotReady, match="nobody decides twice"):
        reports.assign_reviewer(reports.draft_from_survey(survey), by=stella, reviewer=rita)


def test_only_the_office_assigns_reviewers(olivia, rita):
    with pytest.raises(NotAllowed):
        reports.assign_reviewer(made.drafted(olivia), by=rita, reviewer=rita)


@time_machine.travel("2026-03-05 15:00Z")  # a Thursday
def test_handing_over_starts_the_fifteen_working_days_of_the_committee(olivia, rita):
    report = made.in_review(rita, olivia)

    assert running(report) == {"committee-review": datetime.date(2026, 3, 26)}
    assert told("compliance.report_to_review") == ["rita@test.example"]


def test_a_changed_rating_needs_a_reason_and_keeps_the_surveyors(olivia, rita):
    report = made.in_review(rita, olivia, (MET,))
    finding = report.findings.first()

    with pytest.raises(NotReady) as refusal:
        assessment.assess(finding, by=rita, rating=UNMET)
    assert refusal.value.problems == [
        "Reason: say why you rate this otherwise than the surveyor.",
        "Requirement: say what the practice has to show.",
    ]

    assessment.assess(finding, by=rita, rating=UNMET, reason="No second check.", requirement="Show two checks.")
    finding.refresh_from_db()
    assert (finding.surveyed, finding.assessed) == (MET, UNMET)


def test_nobody_but_the_reviewer_assesses_and_only_in_review(olivia, stella, rita, ron):
    report = made.in_review(rita, olivia)
    for other in (ron, stella, olivia):
        with pytest.raises(NotAllowed):
            assessment.assess(report.findings.first(), by=other, rating=MET)
    reports.return_(report, by=rita, note="The days are wrong.")
    with pytest.raises(OutOfDate):
        assessment.assess(report.findings.first(), by=rita, rating=MET)


def test_returning_needs_a_reason_and_ends_the_committees_clock(olivia, stella, rita):
    report = made.in_review(rita, olivia)
    with pytest.raises(NotReady, match="Reason"):
        reports.return_(report, by=rita)

    report = reports.return_(report, by=rita, note="The days are wrong.")

    assert (report.state, running(report)) == ("draft", {})
    assert told("compliance.report_returned") == ["office@case.example", "stella@test.example"]


def test_a_report_with_an_open_rating_is_not_issued(olivia, rita):
    report = made.in_review(rita, olivia)

    with pytest.raises(NotReady, match="3 ratings are not assessed yet: 1.1 Standard 1.1 at House 1"):
        reports.issue(report, by=rita)
    assert Report.objects.get().snapshot is None


def test_a_fully_met_report_leads_straight_to_a_proposed_award(olivia, rita, max):
    report = made.issued(rita, olivia)

    decision = Decision.objects.get()
    assert (report.state, report.application.state) == ("issued", "in_survey")
    assert (decision.outcome, decision.proposer, decision.state) == ("award", rita, "proposed")
    assert ActionPlan.objects.count() == 0
    assert told("compliance.report_issued") == ["olivia@test.example"]
    assert told("compliance.decision_proposed") == ["max@test.example"]


@time_machine.travel("2026-03-05 15:00Z")
def test_unmet_standards_open_a_plan_whose_clock_starts_when_the_report_is_received(olivia, rita):
    report = made.issued(rita, olivia, (PARTIAL, UNMET))
    plan = ActionPlan.objects.get()
    assert running(plan) == {}
    assert report.application.__class__.objects.get().state == "in_compliance"

    reports.received(report, on=datetime.date(2026, 3, 9))
    reports.received(report, on=datetime.date(2026, 3, 12))

    assert [r.number for r in report.requirements.all()] == ["CCR-0001/01", "CCR-0001/02"]
    assert [item.requirement.standard.code for item in plan.items.for_list()] == ["1.1", "1.2"]
    assert running(plan) == {"action-plan": datetime.date(2026, 3, 23)}
    assert Decision.objects.count() == 0


def test_the_practice_never_sees_a_draft(olivia, rita):
    report = made.in_review(rita, olivia)
    assert list(Report.objects.visible_to(olivia)) == []

    assessment.confirm_the_rest(report, by=rita)
    reports.issue(report, by=rita)

    assert list(Report.objects.visible_to(olivia)) == [report]


def test_the_report_of_a_repeat_survey_replaces_the_earlier_one_and_closes_its_plan(olivia, rita, ron):
    first = made.open_plan(rita, olivia).report
    repeat = made.completed_survey(first.application, kind="repeat", ground="Discordance.", follows=first.survey)
    second = made.hand_over(reports.draft_from_survey(repeat), rita)
    assessment.confirm_the_rest(second, by=rita)
    reports.issue(second, by=rita)

    assert Report.objects.get(pk=first.pk).state == "superseded"
    assert ActionPlan.objects.get(report=first).state == "closed"
    assert [d.report for d in Decision.objects.all()] == [second]


def test_a_verification_survey_adds_to_the_plan_and_replaces_nothing(olivia, rita):
    plan = made.proven_plan(rita, olivia)
    survey = made.completed_survey(
        plan.application, kind="verification", ground="See it work.", follows=plan.report.survey
    )
    report = made.hand_over(reports.draft_from_survey(survey), rita)
    assessment.confirm_the_rest(report, by=rita)
    reports.issue(report, by=rita)

    assert Report.objects.get(pk=plan.report_id).state == "issued"
    assert ActionPlan.objects.get().state == "evidence_submitted"
    assert Decision.objects.count() == 0


def test_another_reviewer_takes_over_with_a_clock_of_their_own(olivia, stella, rita, ron):
    report = made.in_review(rita, olivia)
    report = reports.assign_reviewer(report, by=stella, reviewer=ron)

    assert list(Report.objects.visible_to(rita)) == []
    assert Deadline.objects.of(report).running().get().assignee == ron


def test_the_report_of_an_ended_application_goes_no_further(olivia, stella, rita):
    report = made.in_review(rita, olivia, (UNMET,))
    assessment.confirm_the_rest(report, by=rita)
    applications.withdraw(report.application, by=olivia)

    with pytest.raises(NotReady, match="goes no further"):
        reports.issue(report, by=rita)
    assert list(to_assess(rita)) == []
    assert running(report) == {}
