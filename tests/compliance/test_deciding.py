"""The decision: who may release it, what must be true, the minute in which it can be undone, and what follows."""

import datetime

import pytest
import time_machine

from applications.actions import application as applications
from applications.models import Application
from compliance.actions import decisions, items, plans
from compliance.models import Certification, Decision, ReleaseIntent
from compliance.queues import to_decide_anew
from compliance.tasks import release_due
from qcp.access import conflicts
from qcp.accounts.models import Role, User
from qcp.deadlines.models import Deadline
from qcp.desk.rehearse import dry_run
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from surveys.states import Rating
from tests.factories import compliance as made

PRESSED = datetime.datetime(2026, 3, 5, 15, 0, tzinfo=datetime.UTC)
NOTICES = ("compliance.awarded", "applications.denied")


def after(seconds):
    return PRESSED + datetime.timedelta(seconds=seconds)


def effects(decision):
    """Everything a release would leave behind."""
    application = Application.objects.get(pk=decision.application_id)
    mails = Message.objects.filter(notice__in=NOTICES).count()
    return application.state, Certification.objects.count(), Letter.objects.of(decision).count(), mails


def test_releasing_does_nothing_for_a_minute_and_then_everything_at_once(olivia, rita, mona):
    with time_machine.travel(PRESSED, tick=False) as now:
        decision = decisions.release(made.proposed_award(rita, olivia), by=mona)
        now.move_to(after(59))
        release_due()
        assert Decision.objects.get().state == "proposed"
        assert effects(decision) == ("in_survey", 0, 0, 0)

        now.move_to(after(60))
        release_due()

    assert Decision.objects.get().state == "released"
    assert effects(decision) == ("certified", 1, 1, 1)


def test_the_release_is_made_once_however_often_the_clock_rings(olivia, rita, mona):
    with time_machine.travel(PRESSED, tick=False):
        decision = decisions.release(made.proposed_award(rita, olivia), by=mona)
        assert [decisions.release_due(after(61)), decisions.release_due(after(61))] == [1, 0]
    assert effects(decision) == ("certified", 1, 1, 1)


def test_undone_within_the_minute_nothing_happens_and_it_can_be_released_again(olivia, rita, max, mona):
    with time_machine.travel(PRESSED, tick=False):
        decision = decisions.release(made.proposed_award(rita, olivia), by=mona)
        with pytest.raises(NotReady, match="under way already"):
            decisions.release(decision, by=max)
        decisions.undo_release(decision, by=max)
        assert decisions.release_due(after(600)) == 0
        assert effects(decision) == ("in_survey", 0, 0, 0)
        with pytest.raises(OutOfDate, match="nothing to take back"):
            decisions.undo_release(decision, by=max)

        decisions.release(decision, by=mona)
        assert decisions.release_due(after(61)) == 1


def test_nobody_but_a_manager_releases_and_never_the_proposer(olivia, rita, stella, mona):
    decision = made.proposed_award(rita, olivia)
    for other in (rita, stella, olivia):
        with pytest.raises(NotAllowed):
            decisions.release(decision, by=other)

    User.objects.filter(pk=rita.pk).update(role=Role.MANAGER)
    with pytest.raises(NotAllowed):
        decisions.release(decision, by=User.objects.get(pk=rita.pk))
    assert ReleaseIntent.objects.count() == 0


def test_what_changes_within_the_minute_stops_the_release_and_the_manager_is_told(olivia, rita, mona):
    with time_machine.travel(PRESSED, tick=False):
        decision = decisions.release(made.proposed_award(rita, olivia), by=mona)
        conflicts.recuse(decision.case, rita)
        assert decisions.release_due(after(61)) == 0

    assert effects(decision) == ("in_survey", 0, 0, 0)
    assert Message.objects.get(notice="compliance.release_refused").recipient == mona
    assert ReleaseIntent.objects.pending().count() == 0


@pytest.mark.parametrize("rating", [Rating.PARTIALLY_MET, Rating.NOT_MET, ""])
@pytest.mark.parametrize("site", [0, 1])
def test_there_is_never_an_award_with_an_unmet_standard_at_any_site(olivia, rita, mona, rating, site):
    decision = made.proposed_award(rita, olivia, sites=2)
    finding = decision.report.findings.filter(site__name=f"House {site + 1}").first()
    finding.assessed, finding.reason, finding.requirement = rating, "Seen again.", "Put it right."
    finding.save()

    with pytest.raises(NotReady, match="Every standard has to be met at every site"):
        decisions.release(decision, by=mona)
    with pytest.raises(NotReady):
        decisions.carry_out(decision, by=mona)
    assert effects(decision) == ("in_survey", 0, 0, 0)


def test_an_award_needs_a_rating_for_every_standard_that_applies(olivia, rita, mona):
    decision = made.proposed_award(rita, olivia, sites=2)
    decision.report.findings.filter(site__name="House 2", standard__code="2.1").delete()

    with pytest.raises(NotReady, match=r"Not rated at every site: standards 2\.1"):
        decisions.release(decision, by=mona)


def test_an_award_is_not_proposed_while_a_requirement_is_open(olivia, rita):
    plan = made.open_plan(rita, olivia)

    with pytest.raises(NotReady, match="Not met: 1.1"):
        decisions.propose(plan.application, by=rita, outcome="award")


def test_an_open_question_about_conflicts_holds_the_release(olivia, rita, ron, mona):
    decision = made.proposed_award(rita, olivia)
    conflicts.ask(decision.report, ron, capacity="reviewer", about="Elm")

    with pytest.raises(NotReady, match="has not answered"):
        decisions.release(decision, by=mona)


def test_a_decision_sent_back_with_a_reason_is_decided_anew(olivia, rita, mona):
    decision = made.proposed_award(rita, olivia)
    with pytest.raises(NotReady, match="Reason"):
        decisions.send_back(decision, by=mona)
    decisions.send_back(decision, by=mona, note="Look at 1.1 again.")
    assert "Look at 1.1 again." in Message.objects.get(notice="compliance.decision_sent_back").body

    again = decisions.propose(decision.application, by=rita, outcome="award")

    with pytest.raises(OutOfDate, match="proposed already"):
        decisions.propose(decision.application, by=rita, outcome="award")
    assert [d.state for d in Decision.objects.order_by("opened_at")] == ["returned", "proposed"]
    assert decisions.carry_out(again, by=mona).state == "released"


def test_a_denial_names_each_reason_and_ends_application_and_plan(olivia, rita, mona):
    with pytest.raises(NotReady, match="Reasons"):
        made.proposed_denial(rita, olivia, reasons=" ")
    decision = Decision.objects.first() or decisions.propose(
        Application.objects.get(), by=rita, outcome="denial", reasons="Standard 1.1 is not met.\nNo plan was sent."
    )

    decision = decisions.carry_out(decision, by=mona)

    letter = Letter.objects.of(decision).get()
    assert letter.data["reasons"] == ["Standard 1.1 is not met.", "No plan was sent."]
    assert letter.data["appeal_time"] == "30 days"
    assert effects(decision) == ("denied", 0, 1, 1)
    assert decision.application.action_plans.get().state == "closed"
    assert Deadline.objects.of_case(decision.case_id).running().count() == 0


def test_only_the_reviewer_of_the_report_proposes(olivia, rita, ron, stella):
    application = made.open_plan(rita, olivia).application
    for other in (ron, stella, olivia):
        with pytest.raises(NotAllowed):
            decisions.propose(application, by=other, outcome="denial", reasons="No plan.")


def test_an_ended_application_takes_the_proposal_back(olivia, rita, mona):
    decision = decisions.release(made.proposed_award(rita, olivia), by=mona)
    applications.withdraw(decision.application, by=olivia)

    assert Decision.objects.get().state == "returned"
    assert ReleaseIntent.objects.pending().count() == 0


def test_the_dry_run_shows_what_the_release_brings_and_leaves_nothing(olivia, rita, mona):
    decision = made.proposed_award(rita, olivia)
    seen = dry_run(decisions.carry_out, decision, by=mona)

    assert seen.state == "Released"
    assert sorted(message.notice for message in seen.messages) == [
        "compliance.awarded",
        "surveys.feedback_of_practice",
        "surveys.feedback_of_surveyor",
    ]
    assert sorted(d.kind for d in seen.opened) == ["certification-term", "recertification-invitation"]
    assert sorted(d.kind for d in seen.closed) == ["final-deadline", "last-evidence"]
    assert effects(decision) == ("in_survey", 0, 0, 0)

    decisions.carry_out(decision, by=mona)
    real = Message.objects.filter(notice="compliance.awarded")
    assert [(m.address, m.subject, m.body) for m in real] == [
        (m.address, m.subject, m.body) for m in seen.messages if m.notice == "compliance.awarded"
    ]


def test_an_unpaid_fee_holds_an_award_and_not_a_denial(olivia, rita, mona):
    award = made.proposed_award(rita, olivia)
    invoice = made.owe(award.application)
    with pytest.raises(NotReady, match=f"Invoice {invoice.number} is not paid yet"):
        decisions.release(award, by=mona)

    decisions.send_back(award, by=mona, note="Unpaid.")
    denial = decisions.propose(award.application, by=rita, outcome="denial", reasons="Fees.")
    assert decisions.carry_out(denial, by=mona).state == "released"


def test_before_any_report_the_office_proposes_a_denial_and_hears_when_it_comes_back(olivia, stella, mona, max):
    application = made.pending_application(olivia, state="survey_ready")
    with pytest.raises(NotReady, match="no report in force"):
        decisions.propose(application, by=stella, outcome="award")
    decision = decisions.propose(application, by=stella, outcome="denial", reasons="Not an oncology practice.")

    decisions.send_back(decision, by=mona, note="Say more.")
    assert Message.objects.get(notice="compliance.decision_sent_back").recipient == stella
    assert list(to_decide_anew(stella)) == [decision]

    again = decisions.propose(application, by=mona, outcome="denial", reasons="It treats no adults.")
    with pytest.raises(NotAllowed):
        decisions.release(again, by=mona)
    assert decisions.carry_out(again, by=max).state == "released"


def test_no_award_is_proposed_over_a_denial_that_awaits_its_release(olivia, rita):
    plan = made.proven_plan(rita, olivia)
    items.accept_the_rest(plan, by=rita)
    decisions.propose(plan.application, by=rita, outcome="denial", reasons="It was staged.")

    with pytest.raises(OutOfDate, match="proposed already"):
        plans.verify(plan, by=rita)
    assert Decision.objects.get().outcome == "denial"
