"""The pages: right people, right content, the same number of queries for one row and for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.actions import decisions
from compliance.models import ActionPlan, Certification, Decision, PlanItem, Report, ReportFinding
from tests.factories import compliance as made
from tests.factories.compliance import MET, PARTIAL, PLANNED, UNMET


def get(client, user, url):
    client.force_login(user)
    return client.get(url)


def words(answer) -> str:
    return answer.content.decode()


def queries(client, url) -> int:
    client.get(url)  # what is read once per process does not count
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_practice_reads_the_issued_report_with_words_in_every_cell(client, olivia, rita):
    report = made.issued(rita, olivia, (MET, PARTIAL), (UNMET,), sites=2)
    page = words(get(client, olivia, report.get_absolute_url()))

    assert "CCR-0001/01" in page and "CCR-0001/02" in page
    for label in ("Met", "Partially met", "Not met"):
        assert f"</span> {label}</td>" in page
    assert (
        "Standard 2.1"
        not in words(client.get(report.get_absolute_url(), {"show": "unmet"})).split("<h2>Requirements")[0]
    )


def test_a_draft_is_absent_for_the_practice_and_strangers_never_see_any(client, olivia, stan, rita):
    report = made.in_review(rita, olivia)
    assert get(client, olivia, report.get_absolute_url()).status_code == 404
    assert get(client, rita, report.get_absolute_url()).status_code == 200
    for name in ("report_pdf", "report_sheet"):
        assert get(client, rita, reverse(f"compliance:{name}", args=[report.pk])).status_code == 404
    made.assessment.confirm_the_rest(report, by=rita)
    made.reports.issue(report, by=rita)
    assert get(client, stan, report.get_absolute_url()).status_code == 404


def test_a_reviewer_assesses_finding_by_finding_and_issues(client, olivia, rita):
    report = made.in_review(rita, olivia, (UNMET,))
    first, second = report.findings.all()[:2]
    client.force_login(rita)
    url = reverse("compliance:assess_finding", args=[report.pk, first.pk])

    failed = client.post(url, {"rating": MET, "reason": ""})
    assert failed.status_code == 422 and "say why you rate this otherwise" in words(failed)
    done = client.post(url, {"rating": MET, "reason": "Shown later that day."})
    assert done.url == reverse("compliance:assess_finding", args=[report.pk, second.pk])
    client.post(reverse("compliance:confirm_rest", args=[report.pk]))
    client.post(reverse("compliance:summary", args=[report.pk]), {"summary": "Well done."})
    client.post(reverse("web:move", args=["report", report.pk, "issue"]))

    assert ReportFinding.objects.get(pk=first.pk).assessed == MET
    assert Report.objects.get().state == "issued"
    assert "Well done." in words(get(client, olivia, report.get_absolute_url()))


def test_the_practice_writes_saves_proves_and_sends_its_plan(client, olivia, rita):
    plan = made.open_plan(rita, olivia)
    item = plan.items.get()
    client.force_login(olivia)
    client.post(item.get_absolute_url(), {"root_cause": "Old forms."})
    assert "Still to say: what will be done" in words(client.get(plan.get_absolute_url()))
    client.post(item.get_absolute_url(), PLANNED)
    client.post(reverse("web:move", args=["action-plan", plan.pk, "submit_plan"]))
    assert ActionPlan.objects.get().state == "plan_submitted"

    client.force_login(rita)
    judged = client.post(reverse("compliance:judge", args=[item.pk]), {"verdict": "returned"})
    assert judged.status_code == 422 and "Say what is missing" in words(judged)
    client.post(reverse("compliance:accept_rest", args=[plan.pk]))
    client.post(reverse("web:move", args=["action-plan", plan.pk, "accept_plan"]))
    made.prove(item, olivia)
    client.force_login(olivia)
    assert "chart review.pdf" in words(client.get(item.get_absolute_url()))
    client.post(reverse("web:move", args=["action-plan", plan.pk, "submit_evidence"]))
    assert ActionPlan.objects.get().state == "evidence_submitted"


def test_last_evidence_and_final_deadline_stand_on_the_plan_from_its_first_day(client, olivia, rita):
    page = words(get(client, olivia, made.open_plan(rita, olivia).get_absolute_url()))

    assert "Last evidence" in page and "Final deadline" in page


def test_a_manager_rehearses_releases_and_undoes(client, olivia, rita, mona):
    decision = made.proposed_award(rita, olivia)
    url = reverse("compliance:release", args=[decision.pk])
    client.force_login(mona)

    assert "is certified" in words(client.post(url, {"preview": "1"}))
    assert Certification.objects.count() == 0
    client.post(url)
    assert "Undo the release" in words(client.get(decision.get_absolute_url()))
    client.post(reverse("compliance:undo", args=[decision.pk]))
    assert decision.intents.pending().count() == 0


def test_the_practice_does_not_see_a_proposal(client, olivia, rita, mona):
    decision = made.proposed_award(rita, olivia)
    assert get(client, olivia, decision.get_absolute_url()).status_code == 404
    decisions.carry_out(decision, by=mona)
    assert get(client, olivia, decision.get_absolute_url()).status_code == 200


def test_a_reviewer_proposes_a_denial_with_reasons(client, olivia, rita):
    plan = made.open_plan(rita, olivia)
    client.force_login(rita)
    url = reverse("compliance:propose", args=[plan.report_id])

    assert client.post(url, {"outcome": "denial", "reasons": " "}).status_code == 422
    client.post(url, {"outcome": "denial", "reasons": "No plan."})
    assert Decision.objects.get().reasons == "No plan."


def test_the_signatory_lists_celebrates_and_surrenders(client, olivia, rita, mona):
    certification = made.certified(rita, olivia, mona)
    client.force_login(olivia)
    client.post(reverse("compliance:wish", args=[certification.pk]), {"wish": "listed", "answer": "yes"})
    assert Certification.objects.get().listed is True
    assert "Give the certification back?" in words(client.get(reverse("compliance:surrender", args=[certification.pk])))
    client.post(reverse("compliance:surrender", args=[certification.pk]))
    assert Certification.objects.get().state == "surrendered"


@pytest.mark.parametrize("who", ["olivia", "rita", "stella", "mona"])
def test_home_shows_the_case_to_those_who_act_on_it(client, request, olivia, rita, stella, mona, who):
    made.submitted_plan(rita, olivia)
    assert get(client, request.getfixturevalue(who), "/home/").status_code == 200


def test_pages_cost_the_same_for_one_requirement_and_for_three(client, olivia, rita):
    counts = []
    for ratings in ((UNMET,), (UNMET, UNMET, UNMET)):
        plan = made.submitted_plan(rita, olivia, ratings, practice=None)
        client.force_login(rita)
        report = plan.report
        counts.append(
            [
                queries(client, report.get_absolute_url()),
                queries(client, reverse("compliance:assess", args=[report.pk])),
                queries(client, plan.get_absolute_url()),
                queries(client, reverse("compliance:review_plan", args=[plan.pk])),
                queries(client, PlanItem.objects.filter(plan=plan).first().get_absolute_url()),
            ]
        )
    assert counts[0] == counts[1]
    assert sorted(counts[0])[-1] <= 20


def test_the_register_costs_the_same_for_one_site_and_for_three(client, olivia, rita, mona):
    made.certified(rita, olivia, mona)
    Certification.objects.update(listed=True)
    one = queries(client, reverse("compliance:register"))
    made.certified(rita, olivia, mona, sites=2)
    Certification.objects.update(listed=True)

    assert queries(client, reverse("compliance:register")) == one


def test_of_two_people_on_one_item_the_later_sees_both_and_chooses(client, olivia, eddie, rita):
    plan = made.open_plan(rita, olivia)
    plan.practice.memberships.create(user=eddie, role="editor")
    item = plan.items.get()
    client.force_login(eddie)
    assert client.post(item.get_absolute_url(), {**PLANNED, "owner": "Eddie", "revision": 0}).status_code == 302

    client.force_login(olivia)
    typed = {**PLANNED, "owner": "Olivia", "revision": 0}
    answer = client.post(item.get_absolute_url(), typed)
    assert answer.status_code == 422
    assert "Saved by Eddie" in words(answer) and 'value="Olivia"' in words(answer)
    assert PlanItem.objects.get().owner == "Eddie"

    assert 'name="revision" value="1"' in words(answer)
    client.post(item.get_absolute_url(), {**typed, "revision": 1})
    assert PlanItem.objects.get().owner == "Olivia"


def test_who_only_views_finds_nothing_to_write_to(client, olivia, vera, rita, mona):
    plan = made.open_plan(rita, olivia)
    certification = made.certified(rita, olivia, mona)
    for record in (plan, certification):
        record.practice.memberships.create(user=vera, role="viewer")
    item = plan.items.get()
    client.force_login(vera)

    assert client.get(item.get_absolute_url()).status_code == 200
    for name, record in (("item", item), ("add_evidence", item), ("explain", item), ("wish", certification)):
        assert client.post(reverse(f"compliance:{name}", args=[record.pk]), {"wish": "listed"}).status_code == 404


def test_a_decision_that_came_back_leads_its_reviewer_to_a_new_proposal(client, olivia, rita, mona):
    decision = decisions.send_back(made.proposed_award(rita, olivia), by=mona, note="Look again.")
    way = reverse("compliance:propose", args=[decision.report_id])

    assert way in words(get(client, rita, decision.get_absolute_url()))
    assert way not in words(get(client, mona, decision.get_absolute_url()))
    client.force_login(rita)
    assert client.post(way, {"outcome": "award"}).status_code == 302
    assert Decision.objects.filter(state="proposed").count() == 1


def test_the_office_finds_its_way_to_a_denial_only_before_there_is_a_report(client, olivia, stella, rita):
    early = made.pending_application(olivia, state="survey_ready")
    late = made.open_plan(rita, olivia).application
    link = "Propose to deny"

    assert link in words(get(client, stella, early.practice.get_absolute_url()))
    assert link not in words(client.get(late.practice.get_absolute_url()))
    assert link not in words(get(client, olivia, early.practice.get_absolute_url()))
