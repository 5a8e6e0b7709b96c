"""The report beyond its first issue: the quality gate, earlier judgements, one standard's thread, corrections."""

import pytest
from django.urls import reverse

from compliance.actions import assessment, corrections, items, plans, quality, reports
from compliance.models import ActionPlan, Decision, Report
from compliance.oddities import points
from compliance.queries.precedents import precedents
from qcp.workflow.refusals import NotAllowed, NotReady
from tests.factories import compliance as made
from tests.factories.compliance import MET, PARTIAL, UNMET


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def odd_draft(olivia):
    """A draft whose first note names a patient and whose second standard is judged otherwise at each site."""
    report = made.drafted(olivia, (MET, "not_applicable"), (MET, MET), sites=2)
    finding = report.findings.first()
    finding.observed = "Chart of patient name: Mary Miller, MRN 12345678."
    finding.save()
    return report


def correction(report, reviewer, office, because="The rating of 1.2 was mistyped."):
    return made.hand_over(corrections.correct(report, by=office, because=because), reviewer)


# --- The quality gate ---------------------------------------------------------------------------


def test_what_looks_odd_keeps_the_draft_in_the_office_until_it_is_answered(client, olivia, stella, rita):
    report = odd_draft(olivia)
    with pytest.raises(NotReady, match="2 points have no answer yet"):
        made.hand_over(report, rita)

    client.force_login(stella)
    address = reverse("compliance:quality", args=[report.pk])
    assert "may name a patient" in words(client.get(address)) and "Mary" in words(client.get(address))
    client.post(address, {point.field: "Looked at with the surveyor." for point in points(report)})
    assert made.hand_over(report, rita).state == "in_review"
    client.force_login(rita)
    first = reverse("compliance:assess_finding", args=[report.pk, report.findings.first().pk])
    assert "Looked at with the surveyor." in words(client.get(first))


def test_an_answer_without_words_leaves_the_point_open(olivia, stella, rita):
    report = odd_draft(olivia)

    assert quality.answer_points(report, by=stella, answers={point.field: "  " for point in points(report)}) == 0
    with pytest.raises(NotAllowed):
        quality.answer_points(report, by=rita, answers={})


# --- How it was judged before -------------------------------------------------------------------


def test_a_reviewer_sees_how_the_same_standard_was_judged_without_names(client, olivia, rita, ron):
    earlier = made.in_review(ron, olivia, (UNMET,))
    finding = earlier.findings.first()
    finding.observed = f"At {earlier.practice.legal_name} two charts lacked the dose."
    finding.save()
    assessment.assess(finding, by=ron, rating=PARTIAL, reason="Two of ten.", requirement="Ten charts.")
    assessment.confirm_the_rest(earlier, by=ron)
    reports.issue(earlier, by=ron)
    now = made.in_review(rita, None, (UNMET,))

    found = precedents(now.findings.first(), rita)
    assert (found["count"], found["changed"]) == (1, 1)
    client.force_login(rita)
    page = words(client.get(reverse("compliance:assess_finding", args=[now.pk, now.findings.first().pk])))
    assert "At the practice two charts lacked the dose." in page and "Two of ten." in page
    assert earlier.practice.legal_name not in page


# --- One standard from beginning to end ---------------------------------------------------------


def test_the_thread_tells_a_standard_from_what_was_seen_to_what_was_decided(client, olivia, rita, mona):
    plan = made.verified_plan(rita, olivia, (UNMET,))
    made.decisions.carry_out(Decision.objects.get(), by=mona)
    client.force_login(olivia)
    page = words(client.get(reverse("compliance:thread", args=[plan.report_id, "1.1"])))

    for said in ("Seen: 1.1.", "CCR-0001/01", "A new form is used.", "chart review.pdf", "Accepted", "Award of"):
        assert said in page
    assert client.get(reverse("compliance:thread", args=[plan.report_id, "9.9"])).status_code == 404


def test_the_thread_shows_the_cycle_before_and_is_closed_to_strangers(client, olivia, stan, rita, mona):
    first = made.certified(rita, olivia, mona)
    again = made.pending_application(olivia, practice=first.practice, kind="recertification")
    report = made.hand_over(reports.draft_from_survey(made.completed_survey(again, (UNMET,))), rita)
    address = reverse("compliance:thread", args=[report.pk, "1.1"])
    client.force_login(rita)

    assert "Report CCR-0001 of" in words(client.get(address))
    for other in (stan, olivia):  # the practice sees no draft
        client.force_login(other)
        assert client.get(address).status_code == 404


# --- Corrections --------------------------------------------------------------------------------


def test_a_correction_takes_the_place_of_the_report_and_keeps_the_numbers(olivia, rita, stella):
    first = made.issued(rita, olivia, (UNMET, UNMET, UNMET))
    before = Report.objects.get(pk=first.pk).snapshot
    second = correction(first, rita, stella)
    wrong = second.findings.get(standard__code="1.2")
    assessment.assess(wrong, by=rita, rating=MET, reason="It was mistyped.")
    second = reports.issue(second, by=rita)

    first = Report.objects.get(pk=first.pk)
    assert (first.state, first.snapshot) == ("superseded", before)
    assert [row.number for row in second.requirements.all()] == ["CCR-0001/01", "CCR-0001/03"]
    assert second.snapshot["corrects"] == {"number": "CCR-0001", "because": "The rating of 1.2 was mistyped."}


def test_a_requirement_that_a_correction_adds_gets_a_number_of_its_own(olivia, rita, stella):
    second = correction(made.issued(rita, olivia, (UNMET,)), rita, stella)
    met = second.findings.get(standard__code="1.2")
    assessment.assess(met, by=rita, rating=UNMET, reason="Overlooked.", requirement="Show it.")

    assert [row.number for row in reports.issue(second, by=rita).requirements.all()] == ["CCR-0001/01", "CCR-0001/02"]


def test_what_was_written_and_accepted_goes_on_under_the_correction(olivia, rita, stella):
    plan = made.accepted_plan(rita, olivia, (UNMET, UNMET))
    made.prove(plan.items.for_list()[0], olivia)
    second = correction(plan.report, rita, stella)
    assessment.assess(second.findings.get(standard__code="1.2"), by=rita, rating=MET, reason="It was mistyped.")
    reports.issue(second, by=rita)

    fresh = ActionPlan.objects.get(report=second)
    (item,) = fresh.items.for_list()
    assert ActionPlan.objects.get(pk=plan.pk).state == "closed"
    assert (item.action, item.accepted("plan")) == ("A new form is used.", True)
    assert [str(proof) for proof in item.evidence()] == ["chart review.pdf"]
    fresh = plans.accept_plan(plans.submit_plan(fresh, by=olivia), by=rita)
    fresh = plans.submit_evidence(fresh, by=olivia)
    items.accept_the_rest(fresh, by=rita)
    assert plans.verify(fresh, by=rita).state == "verified"


def test_a_correction_that_leaves_nothing_to_require_proposes_the_award(olivia, rita, stella):
    second = correction(made.issued(rita, olivia, (UNMET,)), rita, stella)
    assessment.assess(second.findings.get(standard__code="1.1"), by=rita, rating=MET, reason="It was mistyped.")
    reports.issue(second, by=rita)

    assert Decision.objects.get().report == second
    assert not ActionPlan.objects.unfinished().exists()


def test_a_correction_waits_for_the_review_of_what_was_sent(olivia, rita, stella):
    plan = made.proven_plan(rita, olivia)
    second = correction(plan.report, rita, stella)

    with pytest.raises(NotReady, match="under review"):
        reports.issue(second, by=rita)


def test_only_the_office_corrects_and_only_what_is_in_force(client, olivia, rita, stella):
    report = made.issued(rita, olivia, (UNMET,))
    with pytest.raises(NotAllowed):
        corrections.correct(report, by=rita, because="Wrong.")
    with pytest.raises(NotReady, match="say what is wrong"):
        corrections.correct(report, by=stella, because=" ")
    client.force_login(stella)
    address = reverse("compliance:correct", args=[report.pk])
    assert client.post(address, {"because": ""}).status_code == 422
    client.post(address, {"because": "The site was misnamed."})
    assert Report.objects.filter(corrects=report, state="draft").count() == 1
    assert "A correction is under way already" in words(client.get(address))
