"""Revocation: complaint, screening, notice with proven delivery, response and hearing, a decision by two."""

import datetime

import pytest
import time_machine
from django.db.models import ProtectedError

from compliance.actions import certifications, naming, revocations
from compliance.models import Certification, Complainant, Revocation
from compliance.queries.register import listed_sites, standing
from qcp import clock
from qcp.access.models import Hold
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents import destructions
from qcp.documents.models import Letter, StoredFile
from qcp.notices.delivery import deliver_due
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import compliance
from tests.factories import revocations as made

RECEIVED = datetime.datetime(2026, 3, 2, 15, 0, tzinfo=datetime.UTC)
LAST_SECOND = datetime.datetime(2026, 4, 2, 3, 59, 59, tzinfo=datetime.UTC)  # 23:59:59 on 1 April in New York
OVER = LAST_SECOND + datetime.timedelta(seconds=1)


@pytest.fixture
def opened(olivia, rita, mona, max, stella):
    """Mona's case about Olivia's practice."""
    return made.opened(rita, olivia, mona)


def told(notice):
    return sorted(str(message.recipient) for message in Message.objects.filter(notice=f"compliance.{notice}"))


# --- Received -----------------------------------------------------------------------------------


def test_a_complaint_reaches_one_manager_who_first_answers_about_conflicts(mona, stella):
    revocation = made.complaint()

    assert list(Revocation.objects.visible_to(mona)) == []
    question = revocation.case.conflict_questions.get()
    assert (question.asked_of, question.about) == (mona, "Elm Oncology, Albany, NY")
    assert Message.objects.get().body.count("Charts were") == 0
    made.cleared(revocation)
    assert [list(Revocation.objects.visible_to(person)) for person in (mona, stella)] == [[revocation], []]


def test_who_complained_is_kept_apart(mona):
    revocation = made.complaint()

    kept = Complainant.objects.get()
    assert (kept.name, kept.contact) == ("Whistle Blower", "whistle@blower.example")
    words = [str(value) for value in Revocation.objects.filter(pk=revocation.pk).values()[0].values()]
    assert not any("histle" in word for word in words)


def test_a_complaint_says_whom_and_what_it_is_about(db):
    for given in ({"practice": " "}, {"account": ""}):
        with pytest.raises(NotReady):
            made.complaint(**given)
    assert Revocation.objects.count() == 0


def test_only_a_manager_opens_a_case_and_about_a_certification_in_force(olivia, rita, mona, stella):
    certification = compliance.certified(rita, olivia, mona)
    for other in (stella, olivia, rita):
        with pytest.raises(NotAllowed):
            made.opened_about(certification, other)
    for given in ({"ground": "envy"}, {"concerns": ""}, {"account": " "}):
        with pytest.raises(NotReady):
            made.opened_about(certification, mona, **given)
    certifications.surrender(certification, by=olivia)
    with pytest.raises(NotReady, match="in force"):
        made.opened_about(Certification.objects.get(), mona)


def test_screening_needs_a_second_person_without_a_conflict(opened, mona, max):
    given = {"by": mona, "certification": opened.certification, **made.GROUND}
    with pytest.raises(NotReady, match="Name a second person"):
        revocations.screen(opened, **given)
    naming.name_someone(opened, by=mona, user=max)
    with pytest.raises(NotReady, match="Max has not answered"):
        revocations.screen(opened, **given)
    made.cleared(opened)

    assert revocations.screen(opened, **given).state == "screened"


def test_from_the_investigation_on_nothing_of_the_case_is_destroyed(opened, mona, max, stella, olivia):
    application = opened.certification.application
    stored = StoredFile.objects.create(
        case=application.case, subject_label=application._meta.label, subject_id=application.pk, label="a.pdf",
        file="files/none", size=1, sha256="0" * 64, verdict="clean", checked_at=clock.now(),
    )  # fmt: skip
    made.investigated(opened, mona, max)

    assert Hold.objects.count() == 2
    with pytest.raises(NotReady, match="has to be kept for now"):
        destructions.propose(stored, by=stella, reason="It names a patient.")
    for delete in (stored.delete, StoredFile.objects.of(application).delete):
        with pytest.raises(ProtectedError):
            delete()


# --- The notice ---------------------------------------------------------------------------------


def test_the_practice_learns_of_it_only_through_the_notice(opened, mona, max, olivia):
    made.investigated(opened, mona, max)
    assert not Message.objects.filter(recipient=olivia, case=opened.case).exists()
    assert list(Revocation.objects.visible_to(olivia)) == []

    revocation = revocations.serve_notice(Revocation.objects.get(), by=mona, facts="Forty charts are dated on one day.")
    assert list(Revocation.objects.visible_to(olivia)) == [revocation]
    assert told("case_notice") == ["Olivia"]
    letter = Letter.objects.of(revocation).get()
    assert letter.data["facts"] == ["Forty charts are dated on one day."]
    assert "after the fact" not in str(letter.data)  # what was reported is not what has to be answered


def test_the_delivery_of_the_notice_starts_the_time_to_respond(opened, mona, max):
    revocation = made.noticed(opened, mona, max, delivered=False)
    assert deadlines.running(revocation, Kind.REVOCATION_RESPONSE) is None

    deliver_due()

    revocation = Revocation.objects.get()
    assert revocation.notice_received_on == clock.today()
    assert deadlines.running(revocation, Kind.REVOCATION_RESPONSE).starts_on == clock.today()


def test_nothing_is_revoked_before_the_notice_has_arrived(opened, mona, max):
    revocation = made.noticed(opened, mona, max, delivered=False)
    with pytest.raises(NotReady, match="has not reached the practice"):
        revocations.propose_revocation(revocation, by=mona, reasons="Made up.")
    with pytest.raises(NotReady, match="has not reached the practice"):
        revocations.revoke(revocation, by=mona)


@pytest.mark.parametrize("at", [LAST_SECOND, OVER])
def test_the_practice_may_ask_for_a_hearing_up_to_the_last_second(at, olivia, rita, mona, max):
    with time_machine.travel(RECEIVED, tick=False) as now:
        revocation = made.noticed(made.opened(rita, olivia, mona), mona, max)
        now.move_to(at)
        if at == OVER:
            with pytest.raises(NotReady, match="decided on the record"):
                revocations.respond(revocation, by=olivia, text="Late.", wants_hearing=True)
            with pytest.raises(NotReady, match="is over"):
                revocations.request_hearing(revocation, by=olivia)
        else:
            revocation = revocations.respond(revocation, by=olivia, text="In time.", wants_hearing=True)
            assert revocation.state == "hearing_requested"


@pytest.mark.parametrize("at", [LAST_SECOND, OVER])
def test_without_an_answer_it_is_decided_on_the_record_when_the_time_is_over(at, olivia, rita, mona, max):
    with time_machine.travel(RECEIVED, tick=False) as now:
        revocation = made.noticed(made.opened(rita, olivia, mona), mona, max)
        now.move_to(at)
        if at == OVER:
            assert made.decided(revocation, mona, max).state == "revoked"
        else:
            with pytest.raises(NotReady, match="until April 1, 2026"):
                made.decided(revocation, mona, max)


def test_an_answer_that_asks_for_no_hearing_opens_the_decision_at_once(opened, mona, max, olivia):
    revocation = made.noticed(opened, mona, max)
    revocation = revocations.respond(revocation, by=olivia, text="It is true.", wants_hearing=False)

    assert deadlines.running(revocation, Kind.REVOCATION_RESPONSE) is None
    with pytest.raises(OutOfDate, match="answered already"):
        revocations.respond(revocation, by=olivia, text="And yet.", wants_hearing=True)
    assert made.decided(revocation, mona, max).state == "revoked"


def test_only_the_signatory_answers(opened, mona, max, eddie, stan):
    revocation = made.noticed(opened, mona, max)
    revocation.practice.memberships.create(user=eddie, role="editor")
    for other in (eddie, stan, max):
        with pytest.raises(NotAllowed):
            revocations.respond(revocation, by=other, text="We did not.", wants_hearing=False)


# --- The hearing and the decision ---------------------------------------------------------------


def test_a_hearing_needs_three_members_without_an_earlier_part(opened, mona, max, olivia, carl):
    revocation = made.noticed(opened, mona, max)
    with pytest.raises(NotReady, match="nothing yet"):
        naming.name_someone(revocation, by=mona, user=carl)
    revocation = revocations.respond(revocation, by=olivia, text="It was one long day.", wants_hearing=True)
    naming.name_someone(revocation, by=mona, user=carl)
    with pytest.raises(NotReady, match="ask 2 more"):
        revocations.hear(made.cleared(revocation), by=mona, on=clock.today(), record="Said.")
    with pytest.raises(OutOfDate):
        revocations.dismiss(revocation, by=mona, note="Not while a hearing is owed.")


def test_after_the_hearing_two_people_revoke_and_everybody_can_see_it_at_once(opened, mona, max, stella, olivia):
    certification = opened.certification
    certifications.wish(certification, by=olivia, listed=True)
    revocation = made.heard(opened, mona, max, olivia)
    with pytest.raises(NotReady, match="Nobody has proposed"):
        revocations.revoke(revocation, by=mona)
    revocations.propose_revocation(revocation, by=mona, reasons="The charts were made up.")
    with pytest.raises(NotReady, match="second person"):
        revocations.revoke(revocation, by=mona)
    with pytest.raises(NotAllowed, match="You proposed this"):
        revocations.confirm_revocation(revocation, by=mona)
    with pytest.raises(NotAllowed):
        revocations.confirm_revocation(revocation, by=stella)
    revocations.confirm_revocation(revocation, by=max)
    revocations.revoke(revocation, by=mona)

    assert Certification.objects.get().state == "revoked"
    assert (standing(certification.number).words, listed_sites().count()) == ("Revoked", 0)
    letter = Letter.objects.of(revocation).order_by("frozen_at").last()
    assert (letter.data["revoked"], letter.data["reasons"]) == (True, ["The charts were made up."])
    assert told("case_decided") == ["Olivia"]


def test_a_proposal_taken_back_no_longer_counts(opened, mona, max, olivia):
    revocation = made.heard(opened, mona, max, olivia)
    revocations.propose_revocation(revocation, by=mona, reasons="The charts were made up.")
    revocations.confirm_revocation(revocation, by=max)
    revocations.withdraw_proposal(revocation, by=max)

    with pytest.raises(NotReady, match="Nobody has proposed"):
        revocations.revoke(revocation, by=mona)


def test_a_dismissal_before_the_notice_is_never_heard_of_by_the_practice(opened, mona, max, olivia):
    revocation = made.investigated(opened, mona, max)
    with pytest.raises(NotReady, match="Reason"):
        revocations.dismiss(revocation, by=mona)
    revocations.dismiss(revocation, by=mona, note="Nothing in it.")

    assert list(Revocation.objects.visible_to(olivia)) == []
    assert not Message.objects.filter(recipient=olivia, case=revocation.case).exists()


def test_a_dismissal_after_the_notice_is_told_with_its_reasons(opened, mona, max, olivia):
    revocation = made.noticed(opened, mona, max)
    revocations.dismiss(revocation, by=mona, note="The charts were scanned on that day.")

    letter = Letter.objects.of(revocation).order_by("frozen_at").last()
    assert letter.data["reasons"] == ["The charts were scanned on that day."]
    assert deadlines.running(revocation, Kind.REVOCATION_RESPONSE) is None


def test_what_is_no_longer_in_force_is_not_revoked(opened, mona, max, olivia):
    revocation = made.heard(opened, mona, max, olivia)
    certifications.surrender(opened.certification, by=olivia)
    with pytest.raises(NotReady, match="no longer in force"):
        made.decided(revocation, mona, max)


def test_the_rest_of_the_office_finds_no_trace_of_it(opened, mona, max, stella, olivia):
    made.noticed(opened, mona, max)

    assert not Message.objects.for_office(stella).filter(case=opened.case).exists()
    assert not Message.objects.for_office(stella).filter(body__contains="Forty charts").exists()
    assert list(Revocation.objects.visible_to(stella)) == []
    assert Message.objects.for_office(max).filter(case=opened.case).exists()


def test_a_person_named_who_steps_off_can_act_no_more(opened, mona, max, olivia):
    revocation = made.noticed(opened, mona, max)
    naming.step_off(revocation, by=max)
    for act in (revocations.confirm_revocation, revocations.withdraw_proposal):
        with pytest.raises(NotAllowed):
            act(revocation, by=max)
    assert opened.certification.application.case.closed_to(max)
