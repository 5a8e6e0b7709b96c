"""From the last day of the visit to the public register: every role does its own part, and the mail is really sent."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from applications.models import Application
from compliance.actions import assessment, certifications, decisions, items, plans, reports
from compliance.models import Certification, Decision, Report
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.deadlines.sweep import sweep
from qcp.notices import delivery
from qcp.workflow.refusals import NotReady
from surveys.actions import findings
from surveys.actions import survey as surveys
from tests.factories.compliance import PLANNED, prove
from tests.factories.surveys import arranged, enlist

START = datetime.datetime(2026, 3, 5, 15, tzinfo=datetime.UTC)


def surveyed(sam, olivia, stella, unmet=()):
    """A visit of two sites; the standards named are not met at the second one."""
    enlist(sam)
    survey = surveys.begin(arranged(sam, olivia, stella, on=clock.today()), by=sam)
    for number, visit in enumerate(survey.visits.all()):
        rated = [finding.standard for finding in visit.findings.select_related("standard")]
        seen = {"rating": "not_met", "notes": "Not in the records."}
        findings.record(visit, {s: seen if number and s.code in unmet else "met" for s in rated}, by=sam)
    survey = surveys.submit_findings(survey, by=sam, signature=sam.name)
    return surveys.complete_report(survey, by=stella)


def reviewed(report, stella, rita):
    """Rita is asked, has no conflict, confirms what was found and issues the report."""
    reports.assign_reviewer(report, by=stella, reviewer=rita)
    conflicts.answer(ConflictQuestion.objects.get(subject_id=report.pk), by=rita, conflict=False)
    report = reports.send_to_committee(Report.objects.get(pk=report.pk), by=stella)
    assessment.confirm_the_rest(report, by=rita)
    return reports.issue(report, by=rita)


def release(decision, mona, now):
    decisions.release(decision, by=mona)
    now.shift(61)
    assert decisions.release_due() == 1


def running(case):
    return {deadline.kind: deadline.due_on for deadline in Deadline.objects.of_case(case).running()}


def test_unmet_standards_are_planned_proven_and_verified_before_the_award(olivia, sam, stella, rita, mona, client):
    with time_machine.travel(START, tick=False) as now:
        survey = surveyed(sam, olivia, stella, unmet=("1.1", "2.2"))
        report = reviewed(Report.objects.get(survey=survey), stella, rita)
        plan = report.action_plan
        assert "action-plan" not in running(report.case)  # the practice has not received it yet

        now.shift(datetime.timedelta(1))
        delivery.deliver_due()
        assert running(report.case)["action-plan"] == datetime.date(2026, 3, 20)  # ten business days after the 6th

        for item in plan.items.for_list():
            items.save_item(item, by=olivia, **PLANNED)
        plan = plans.submit_plan(plan, by=olivia)
        items.accept_the_rest(plan, by=rita)
        plan = plans.accept_plan(plan, by=rita)
        with pytest.raises(NotReady, match="add at least one file"):
            plans.submit_evidence(plan, by=olivia)
        for item in plan.items.for_list():
            prove(item, olivia)
        plan = plans.submit_evidence(plan, by=olivia)
        items.accept_the_rest(plan, by=rita)
        plans.verify(plan, by=rita)
        release(Decision.objects.get(), mona, now)

    certification = Certification.objects.get()
    assert Application.objects.get().state == "certified"
    assert [site.name for site in certification.sites.all()] == ["Main Street", "North Clinic"]
    assert set(running(certification.case)) == {"certification-term", "recertification-invitation"}
    check = client.get(reverse("compliance:verify", args=[certification.number])).content.decode()
    assert "Valid" in check and "Elm Street Oncology" in check
    certifications.wish(certification, by=olivia, listed=True)
    assert "North Clinic" in client.get(reverse("compliance:register")).content.decode()


def test_a_fully_met_survey_goes_straight_to_the_award(olivia, sam, stella, rita, mona):
    with time_machine.travel(START, tick=False) as now:
        survey = surveyed(sam, olivia, stella)
        reviewed(Report.objects.get(survey=survey), stella, rita)
        release(Decision.objects.get(), mona, now)

    assert Certification.objects.get().expires_on == datetime.date(2029, 3, 5)


def test_without_a_plan_the_application_lapses_at_its_final_deadline(olivia, sam, stella, rita):
    with time_machine.travel(START, tick=False) as now:
        survey = surveyed(sam, olivia, stella, unmet=("1.1",))
        report = reviewed(Report.objects.get(survey=survey), stella, rita)
        deadlines.open(report.application, Kind.FINAL_DEADLINE, because="The application was accepted.")
        now.move_to(datetime.datetime(2027, 3, 5, 23, tzinfo=datetime.UTC))
        sweep()
        assert Application.objects.get().state == "in_compliance"

        now.move_to(datetime.datetime(2027, 3, 6, 15, tzinfo=datetime.UTC))
        sweep()

    assert Application.objects.get().state == "lapsed"
    assert report.application.action_plans.get().state == "closed"
    assert running(report.case) == {}  # the letter is not delivered yet, so no time to appeal runs
