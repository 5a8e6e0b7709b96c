"""Proof cited page by page, taken out again, and what one round says differently from the one before."""

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse

from compliance.actions import assessment, items, plans, proofs, reports
from compliance.models import ActionPlan, ItemRound, Proof
from compliance.queries.plan_page import progress
from compliance.rounds import Change, differences
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import compliance as made
from tests.factories.compliance import MET, PLANNED, UNMET


def words(answer) -> str:
    return answer.content.decode()


def item_of(plan, place=0):
    return list(plan.items.for_list())[place]


def returned_and_sent_again(olivia, rita):
    """Round 1 came back because nobody was named; round 2 names somebody."""
    plan = made.submitted_plan(rita, olivia)
    items.judge(item_of(plan), by=rita, verdict="returned", reason="Name a person.")
    plan = plans.return_plan(plan, by=rita)
    items.save_item(item_of(plan), by=olivia, owner="B. Birch, RN")
    return plans.submit_plan(plan, by=olivia)


def test_each_round_is_kept_as_it_was_sent_and_compared_field_by_field(olivia, rita):
    plan = returned_and_sent_again(olivia, rita)

    (found,) = differences(item_of(plan))
    assert (found.before.round, found.after.round, found.verdict.reason) == (1, 2, "Name a person.")
    assert [(each.label, each.before, each.after) for each in found.changes] == [
        ("Responsible", "N. Oak, RN", "B. Birch, RN")
    ]


def test_a_change_shows_the_words_that_went_and_came():
    change = Change("Action", "A new form is used.", "A new form is used by every nurse.")

    assert change.words == [("same", "A new form is "), ("out", "used."), ("in", "used by every nurse.")]
    assert "".join(text for kind, text in change.words if kind != "out") == change.after


def test_what_was_sent_cannot_be_rewritten(olivia, rita):
    made.submitted_plan(rita, olivia)

    with pytest.raises(Exception, match="History is never changed"):
        ItemRound.objects.update(said={})


def test_an_accepted_item_is_not_sent_again(olivia, rita):
    plan = made.submitted_plan(rita, olivia, (UNMET, UNMET))
    first, second = plan.items.for_list()
    items.judge(first, by=rita, verdict="accepted")
    items.judge(second, by=rita, verdict="returned", reason="From when?")
    plans.submit_plan(plans.return_plan(plan, by=rita), by=olivia)

    assert [each.rounds.count() for each in plan.items.for_list()] == [1, 2]


def test_both_sides_see_what_changed(client, olivia, rita):
    plan = returned_and_sent_again(olivia, rita)
    for user, address in ((olivia, item_of(plan).get_absolute_url()), (rita, judging(plan))):
        client.force_login(user)
        page = words(client.get(address))
        assert "<del>N. Oak, </del><ins>B. Birch, </ins>" in page
        assert "returned because: Name a person." in page
    assert "Changed since round 1: Responsible" in words(client.get(reverse("compliance:review_plan", args=[plan.pk])))


def judging(plan):
    return reverse("compliance:judge", args=[item_of(plan).pk])


def test_a_file_is_cited_by_page_and_may_prove_two_items(olivia, rita):
    plan = made.accepted_plan(rita, olivia, (UNMET, UNMET))
    first, second = plan.items.for_list()
    stored = made.prove(first, olivia)
    stored.pages = 4
    stored.save()
    proofs.cite(second, by=olivia, file=stored, pages="2-3", shows="Ten charts.")

    assert [str(each) for each in item_of(plan, 1).evidence()] == ["chart review.pdf, pages 2-3"]
    assert plans.submit_evidence(plan, by=olivia).state == "evidence_submitted"


def test_pages_that_the_file_does_not_have_are_refused(olivia, rita):
    plan = made.accepted_plan(rita, olivia)
    stored = made.prove(item_of(plan), olivia)
    stored.pages = 4
    stored.save()

    with pytest.raises(NotReady, match="has 4 pages"):
        proofs.cite_again(Proof.objects.get(), by=olivia, pages="3-5")
    Proof.objects.update(pages="7")  # cited before the file was read
    with pytest.raises(NotReady, match="CCR-0001/01: “chart review.pdf” has 4 pages"):
        plans.submit_evidence(plan, by=olivia)


def test_a_file_of_another_case_proves_nothing_here(olivia, rita):
    foreign = made.prove(item_of(made.accepted_plan(rita, olivia)), olivia)
    own = item_of(made.accepted_plan(rita, olivia))

    with pytest.raises(NotReady, match="handed in for this action plan"):
        proofs.cite(own, by=olivia, file=foreign)


def test_a_file_taken_out_no_longer_counts_and_stays_with_the_round_that_sent_it(olivia, rita):
    plan = made.proven_plan(rita, olivia)
    items.judge(item_of(plan), by=rita, verdict="returned", reason="Two charts only.")
    plan = plans.return_evidence(plan, by=rita)
    removed = proofs.remove(Proof.objects.get(), by=olivia)

    with pytest.raises(NotReady, match="add at least one file"):
        plans.submit_evidence(plan, by=olivia)
    with pytest.raises(OutOfDate, match="taken out already"):
        proofs.remove(removed, by=olivia)
    proofs.cite(item_of(plan), by=olivia, file=removed.file, pages="1")
    plans.submit_evidence(plan, by=olivia)
    (found,) = differences(item_of(ActionPlan.objects.get()))
    assert found.changes == (Change("Files", "chart review.pdf", "chart review.pdf, pages 1"),)


def test_evidence_that_is_under_review_stays_as_it_was_sent(olivia, vera, rita):
    plan = made.proven_plan(rita, olivia)
    plan.practice.memberships.create(user=vera, role="viewer")

    with pytest.raises(OutOfDate):
        proofs.remove(Proof.objects.get(), by=olivia)
    with pytest.raises(NotAllowed):
        proofs.remove(Proof.objects.get(), by=vera)


def test_the_pages_of_proof_add_cite_change_and_take_out(client, olivia, rita):
    plan = made.accepted_plan(rita, olivia, (UNMET, UNMET))
    first, second = plan.items.for_list()
    stored = made.prove(first, olivia)
    client.force_login(olivia)
    cite = reverse("compliance:cite", args=[second.pk])

    assert "Use a file that is here already" in words(client.get(second.get_absolute_url()))
    wrong = client.post(cite, {"file": stored.pk, "pages": "two"})
    assert wrong.status_code == 422 and "Write page numbers such as" in words(wrong)
    client.post(cite, {"file": stored.pk, "pages": "2", "shows": "The log."})
    proof = second.proofs.get()
    again = reverse("compliance:cite_again", args=[second.pk, proof.pk])
    assert 'value="2"' in words(client.get(again))
    client.post(again, {"pages": "3", "shows": "The log."})
    page = words(client.get(second.get_absolute_url()))
    assert "Pages 3" in page and "The log." in page
    client.post(reverse("compliance:remove_evidence", args=[second.pk, proof.pk]))
    assert "No file is cited" in words(client.get(second.get_absolute_url()))
    paper = ContentFile(b"%PDF-1.4 one", name="log.pdf")
    client.post(reverse("compliance:add_evidence", args=[second.pk]), {"upload": paper, "pages": "1", "shows": "All."})
    assert [(each.file.label, each.pages) for each in item_of(plan, 1).evidence()] == [("log.pdf", "1")]


def test_saving_answers_sends_no_round(olivia, rita):
    plan = made.open_plan(rita, olivia)
    items.save_item(item_of(plan), by=olivia, **PLANNED)

    assert ItemRound.objects.count() == 0


def test_evidence_after_its_last_day_is_taken_with_a_warning(client, olivia, rita):
    with time_machine.travel("2026-03-05 15:00Z"):
        plan = made.accepted_plan(rita, olivia)
    with time_machine.travel("2027-02-04 15:00Z"):
        client.force_login(olivia)
        assert "Late evidence" not in words(client.get(plan.get_absolute_url()))
    with time_machine.travel("2027-02-20 15:00Z"):
        client.force_login(olivia)
        for page in (plan, item_of(plan)):
            assert "still taken up to the final deadline on March 5, 2027" in words(client.get(page.get_absolute_url()))
        made.prove(item_of(plan), olivia)
        assert plans.submit_evidence(plan, by=olivia).state == "evidence_submitted"


def test_progress_counts_what_was_accepted_round_by_round(client, olivia, rita):
    plan = made.submitted_plan(rita, olivia, (UNMET, UNMET))
    first, second = plan.items.for_list()
    items.judge(first, by=rita, verdict="accepted")
    items.judge(second, by=rita, verdict="returned", reason="From when?")
    plan = plans.submit_plan(plans.return_plan(plan, by=rita), by=olivia)
    items.accept_the_rest(plan, by=rita)

    picture = progress(ActionPlan.objects.get(), list(plan.items.for_list()))
    assert picture.rows == [("Plan 1", 1, 2), ("Plan 2", 2, 2)]
    client.force_login(olivia)
    assert "2 of 2 accepted, plan 2" in words(client.get(plan.get_absolute_url()))


def test_the_reviewer_asks_for_a_verification_survey_and_the_manager_is_told_why(client, olivia, rita, mona):
    plan = made.accepted_plan(rita, olivia)
    client.force_login(rita)
    address = reverse("compliance:ask_survey", args=[plan.pk])
    assert address in words(client.get(reverse("compliance:review_plan", args=[plan.pk])))
    assert client.post(address, {"ground": " "}).status_code == 422
    client.post(address, {"ground": "See the new form in use."})

    told = Message.objects.get(notice="compliance.verification_wanted")
    assert told.recipient == mona and "See the new form in use." in told.body
    with pytest.raises(NotAllowed):
        plans.ask_for_survey(plan, by=olivia, ground="See it.")


def test_what_the_verification_survey_found_stands_beside_the_item(client, olivia, rita):
    plan = made.proven_plan(rita, olivia)
    survey = made.completed_survey(
        plan.application, (MET,), kind="verification", ground="See it.", follows=plan.report.survey
    )
    report = made.hand_over(reports.draft_from_survey(survey), rita)
    assessment.confirm_the_rest(report, by=rita)
    reports.issue(report, by=rita)
    client.force_login(rita)
    page = words(client.get(judging(plan)))

    assert "What the verification survey found" in page and "Report CCR-0002" in page


def test_the_reviewer_is_told_what_changed_since_the_last_look(client, olivia, rita):
    with time_machine.travel("2026-03-05 15:00Z"):
        plan = made.submitted_plan(rita, olivia, (UNMET, UNMET))
        first, second = plan.items.for_list()
        client.force_login(rita)
        address = reverse("compliance:review_plan", args=[plan.pk])
        assert "since you last looked" not in words(client.get(address))
        items.judge(first, by=rita, verdict="accepted")
        items.judge(second, by=rita, verdict="returned", reason="From when?")
        plan = plans.return_plan(plan, by=rita)
    with time_machine.travel("2026-03-09 15:00Z"):
        items.save_item(second, by=olivia, owner="B. Birch, RN")
        plans.submit_plan(plan, by=olivia)
        client.force_login(rita)
        page = words(client.get(address))

    told = page.partition("Changed since you last looked")[2].partition("</p>")[0]
    assert "CCR-0001/02" in told and "CCR-0001/01" not in told


def test_requirement_and_proof_are_read_side_by_side(client, olivia, rita, stella):
    plan = made.proven_plan(rita, olivia)
    item = item_of(plan)
    client.force_login(rita)
    page = words(client.get(reverse("compliance:plan_work", args=[plan.pk])))
    client.force_login(stella)
    office = words(client.get(reverse("compliance:plan_work", args=[plan.pk])))

    assert item.requirement.text in page and PLANNED["action"] in page and "chart review.pdf" in page
    assert reverse("compliance:judge", args=[item.pk]) in page
    assert reverse("compliance:judge", args=[item.pk]) not in office
