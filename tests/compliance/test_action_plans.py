"""The action plan: written, sent, assessed item by item, proven, verified; and what the final deadline does to it."""

import datetime

import pytest
import time_machine

from applications.actions import application as applications
from applications.models import Application
from compliance import readiness
from compliance.actions import assessment, items, plans, reports
from compliance.models import ActionPlan, Decision
from qcp.deadlines.models import Deadline
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import compliance as made
from tests.factories.compliance import MET, PLANNED, UNMET

BEGIN, LATE = "2026-03-05 15:00Z", "2027-03-10 15:00Z"


def running(subject):
    return {deadline.kind: deadline.due_on for deadline in Deadline.objects.of(subject).running()}


def test_items_may_be_saved_with_gaps_but_not_sent(olivia, rita):
    plan = made.open_plan(rita, olivia)
    items.save_item(plan.items.get(), by=olivia, root_cause="Old forms.")

    with pytest.raises(NotReady) as refusal:
        plans.submit_plan(plan, by=olivia)
    assert refusal.value.problems == [
        "CCR-0001/01: still to say what will be done, who is responsible, by when, how success is measured."
    ]


def test_editors_write_and_only_signatories_send(olivia, eddie, vera, rita):
    plan = made.open_plan(rita, olivia)
    plan.practice.memberships.create(user=eddie, role="editor")
    plan.practice.memberships.create(user=vera, role="viewer")

    items.save_item(plan.items.get(), by=eddie, **PLANNED)
    with pytest.raises(NotAllowed):
        items.save_item(plan.items.get(), by=vera, **PLANNED)
    with pytest.raises(NotAllowed):
        plans.submit_plan(plan, by=eddie)


@time_machine.travel(BEGIN)
def test_sending_the_plan_ends_the_practices_clock_and_starts_the_committees(olivia, rita):
    plan = made.submitted_plan(rita, olivia)

    assert running(plan) == {"committee-review": datetime.date(2026, 3, 26)}
    assert Message.objects.filter(notice="compliance.plan_submitted").get().recipient == rita


def test_a_plan_goes_back_with_reasons_and_what_was_accepted_stays_accepted(olivia, rita):
    plan = made.submitted_plan(rita, olivia, (UNMET, UNMET))
    first, second = plan.items.for_list()
    items.judge(first, by=rita, verdict="accepted")
    with pytest.raises(NotReady, match="Not judged yet: CCR-0001/02"):
        plans.return_plan(plan, by=rita)
    with pytest.raises(NotReady, match="Reason"):
        items.judge(second, by=rita, verdict="returned")
    items.judge(second, by=rita, verdict="returned", reason="Name a person.")

    plan = plans.return_plan(plan, by=rita)

    assert plan.state == "open" and "action-plan" in running(plan)
    assert "Name a person." in Message.objects.get(notice="compliance.plan_returned").body
    with pytest.raises(OutOfDate, match="accepted already"):
        items.save_item(first, by=olivia, root_cause="Other.")
    items.save_item(second, by=olivia, owner="B. Birch")
    plan = plans.submit_plan(plan, by=olivia)
    assert [item.accepted() for item in plan.items.for_list()] == [True, False]


def test_a_plan_is_not_returned_without_a_returned_item_nor_accepted_with_one(olivia, rita):
    plan = made.submitted_plan(rita, olivia)
    with pytest.raises(NotReady, match="CCR-0001/01"):
        plans.accept_plan(plan, by=rita)
    items.accept_the_rest(plan, by=rita)
    with pytest.raises(NotReady, match="No item is returned"):
        plans.return_plan(plan, by=rita)
    assert plans.accept_plan(plan, by=rita).state == "plan_accepted"


def test_evidence_needs_a_clean_file_for_every_item(olivia, rita):
    plan = made.accepted_plan(rita, olivia, (UNMET, UNMET))
    first, second = plan.items.for_list()
    made.prove(first, olivia)

    with pytest.raises(NotReady) as refusal:
        plans.submit_evidence(plan, by=olivia)
    assert refusal.value.problems == ["CCR-0001/02: add at least one file as evidence."]

    unchecked = made.prove(second, olivia)
    unchecked.__class__.objects.filter(pk=unchecked.pk).update(verdict="", checked_at=None)
    with pytest.raises(NotReady, match="still being checked"):
        plans.submit_evidence(plan, by=olivia)


def test_evidence_under_review_holds_the_lapse(olivia, rita):
    plan = made.accepted_plan(rita, olivia)
    assert readiness.holds_the_lapse(plan.application) == []

    made.prove(plan.items.get(), olivia)
    plan = plans.submit_evidence(plan, by=olivia)

    assert readiness.holds_the_lapse(plan.application) == ["Complete evidence was sent in time and is under review."]
    assert "last-evidence" not in running(plan.application)


def test_returned_evidence_before_the_last_day_is_owed_again(olivia, rita):
    with time_machine.travel(BEGIN):
        plan = made.proven_plan(rita, olivia)
        items.judge(plan.items.get(), by=rita, verdict="returned", reason="Two charts only.")
        plan = plans.return_evidence(plan, by=rita)

        assert plan.state == "plan_accepted"
        assert running(plan.application)["last-evidence"] == datetime.date(2027, 2, 5)


def test_returning_evidence_after_the_final_deadline_lapses_the_application_at_once(olivia, rita):
    with time_machine.travel(BEGIN):
        plan = made.proven_plan(rita, olivia)
    with time_machine.travel(LATE):
        items.judge(plan.items.get(), by=rita, verdict="returned", reason="Two charts only.")
        plan = plans.return_evidence(plan, by=rita)

    assert Application.objects.get(pk=plan.application_id).state == "lapsed"
    assert (plan.state, running(plan)) == ("closed", {})


def test_evidence_is_refused_after_the_final_deadline(olivia, rita):
    with time_machine.travel(BEGIN):
        plan = made.accepted_plan(rita, olivia)
        made.prove(plan.items.get(), olivia)
    with time_machine.travel(LATE), pytest.raises(NotReady, match="The final deadline was March 5, 2027"):
        plans.submit_evidence(plan, by=olivia)


def test_verifying_proposes_the_award_and_still_holds_the_lapse(olivia, rita):
    plan = made.verified_plan(rita, olivia)

    decision = Decision.objects.get()
    assert (plan.state, decision.outcome, decision.proposer) == ("verified", "award", rita)
    assert len(readiness.holds_the_lapse(plan.application)) == 1


@pytest.mark.parametrize(("rating", "met"), [(UNMET, False), (MET, True)])
def test_a_verification_survey_has_to_be_met_first(olivia, rita, rating, met):
    plan = made.proven_plan(rita, olivia)
    items.accept_the_rest(plan, by=rita)
    survey = made.completed_survey(
        plan.application, (rating,), kind="verification", ground="See it work.", follows=plan.report.survey
    )
    with pytest.raises(NotReady, match="not issued yet"):
        plans.verify(plan, by=rita)
    report = made.hand_over(reports.draft_from_survey(survey), rita)
    assessment.confirm_the_rest(report, by=rita)
    reports.issue(report, by=rita)

    if met:
        assert plans.verify(plan, by=rita).state == "verified"
    else:
        with pytest.raises(NotReady, match="found unmet standards"):
            plans.verify(plan, by=rita)


def test_a_withdrawn_application_closes_its_plan(olivia, rita):
    plan = made.submitted_plan(rita, olivia)

    applications.withdraw(plan.application, by=olivia)

    assert ActionPlan.objects.get().state == "closed"
    assert Deadline.objects.of_case(plan.case_id).running().count() == 0


def test_misrepresentation_found_holds_the_withdrawal(olivia, rita):
    report = made.in_review(rita, olivia)
    assessment.summarize(report, by=rita, summary="", misrepresentation=True)

    assert len(readiness.holds_the_withdrawal(report.application)) == 1
