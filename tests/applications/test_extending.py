"""More time for the final deadline: asked for in time and on the right ground, decided by the manager."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from applications import extending
from applications.actions import application as applications
from applications.actions import extension as actions
from applications.models import Extension, Invoice
from applications.states import ExtensionState, State
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline, Status
from qcp.deadlines.sweep import sweep
from qcp.documents.models import Letter
from qcp.documents.pdf import as_html
from qcp.notices.models import Message
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from qcp.workflow.system import SYSTEM
from tests.factories.applications import pending_until, practice_of

FINAL = datetime.date(2027, 3, 5)
STORM = {"ground": "storm", "event_on": datetime.date(2027, 2, 20), "basis": "The roof is gone."}
IN_TIME = "2027-03-01 15:00Z"


@pytest.fixture
def pending(fees, olivia, eddie):
    """Certification Pending since 5 March 2026: the final deadline is 5 March 2027."""
    return pending_until(FINAL, practice_of(olivia, eddie))


@pytest.fixture
def asked(pending, olivia, stella, max):
    with time_machine.travel(IN_TIME):
        return actions.request(pending, by=olivia, **STORM)


def refusal(pending, by, moment=IN_TIME, **changed):
    with time_machine.travel(moment), pytest.raises(NotReady) as refused:
        actions.request(pending, by=by, **(STORM | changed))
    return " ".join(refused.value.problems)


def last_days(application):
    return {kind: deadlines.running(application, kind).due_on for kind in (Kind.FINAL_DEADLINE, Kind.LAST_EVIDENCE)}


# --- Asking -------------------------------------------------------------------------------------


def test_asking_writes_the_invoice_the_letter_and_a_word_to_both_sides(asked, olivia, eddie, stella, max):
    invoice = Invoice.objects.get()
    assert (asked.state, asked.received_on) == (ExtensionState.REQUESTED, datetime.date(2027, 3, 1))
    assert (invoice.kind, invoice.cents, asked.fee) == ("extension", 25000, invoice)
    assert Letter.objects.get(subject_id=asked.pk).title == "Request for an extension, APP-0001"
    told = Message.objects.filter(notice__startswith="applications.extension")
    assert {(m.notice, m.recipient) for m in told} == {
        ("applications.extension_requested", stella),
        ("applications.extension_requested", max),
        ("applications.extension_received", olivia),
        ("applications.extension_received", eddie),
    }


def test_only_a_signatory_asks(pending, eddie, stan, stella, max):
    for user in (eddie, stan, stella, max):
        with time_machine.travel(IN_TIME), pytest.raises(NotAllowed):
            actions.request(pending, by=user, **STORM)


def test_staffing_is_no_ground_and_the_refusal_says_so(pending, olivia):
    assert "Staffing and personnel changes are not a ground" in refusal(pending, olivia, ground="staffing")
    assert "act of nature" in refusal(pending, olivia, ground="systems")
    assert "choose what happened" in refusal(pending, olivia, ground="nonsense")
    assert Invoice.objects.count() == 0


def test_the_basis_has_to_be_written(pending, olivia):
    assert "write what happened" in refusal(pending, olivia, basis="  ")


@pytest.mark.parametrize(
    ("event_on", "in_time"),
    [("2027-01-03", False), ("2027-01-04", True), ("2027-03-01", True), ("2027-03-02", False)],
)
def test_the_event_falls_in_the_sixty_days_before_the_final_deadline_and_not_after_the_request(
    pending, olivia, event_on, in_time
):
    event_on = datetime.date.fromisoformat(event_on)
    if in_time:
        with time_machine.travel(IN_TIME):
            actions.request(pending, by=olivia, **(STORM | {"event_on": event_on}))
    else:
        assert "Day of the event" in refusal(pending, olivia, event_on=event_on)


def test_in_the_last_minute_of_the_final_deadline_it_can_still_be_asked_for(pending, olivia):
    with time_machine.travel("2027-03-06 04:59:59Z", tick=False):
        assert actions.request(pending, by=olivia, **STORM).received_on == FINAL


def test_a_second_later_it_is_refused_as_late(pending, olivia):
    assert "The final deadline was March 5, 2027." in refusal(pending, olivia, "2027-03-06 05:00:00Z")


def test_before_the_window_opens_there_is_nothing_to_ask_for(pending, olivia):
    early = datetime.date(2027, 1, 3)
    assert "before January 4, 2027" in refusal(pending, olivia, "2027-01-03 17:00Z", event_on=early)


def test_a_recertifying_practice_asks_only_where_the_program_allows_it(pending, olivia, settings):
    type(pending).objects.filter(pk=pending.pk).update(kind="recertification")
    assert "apply for the first time" in refusal(pending, olivia)

    settings.EXTENSION_FOR_RECERTIFYING = True
    with time_machine.travel(IN_TIME):
        assert actions.request(pending, by=olivia, **STORM).state == ExtensionState.REQUESTED


def test_one_request_at_a_time_and_one_extension_per_application(asked, pending, olivia, max):
    assert "not decided yet" in refusal(pending, olivia)
    with time_machine.travel(IN_TIME):
        actions.grant(asked, by=max, note="The storm is in the news.", days=10)
    assert "possible only once" in refusal(pending, olivia)


def test_after_a_denial_another_event_can_be_brought_up_for_another_fee(asked, pending, olivia, max):
    with time_machine.travel(IN_TIME):
        actions.deny(asked, by=max, note="It was over in an hour.")
        again = actions.request(pending, by=olivia, **(STORM | {"ground": "flood"}))

    assert again.fee != asked.fee
    assert Invoice.objects.open().count() == 2


def test_a_request_that_came_by_letter_is_in_time_by_the_day_it_arrived(pending, stella, olivia):
    with time_machine.travel("2027-03-06 15:00Z"):
        recorded = actions.record(pending, by=stella, received_on=FINAL, **STORM)

    assert (recorded.received_on, recorded.requested_on) == (FINAL, datetime.date(2027, 3, 6))
    with time_machine.travel("2027-03-06 15:00Z"), pytest.raises(NotReady, match="had to arrive by the end"):
        actions.record(pending, by=stella, received_on=datetime.date(2027, 3, 6), **STORM)
    with time_machine.travel(IN_TIME), pytest.raises(NotReady, match="future"):
        actions.record(pending, by=stella, received_on=datetime.date(2027, 3, 2), **STORM)
    with time_machine.travel(IN_TIME), pytest.raises(NotAllowed):
        actions.record(pending, by=olivia, received_on=datetime.date(2027, 3, 1), **STORM)


# --- Deciding -----------------------------------------------------------------------------------


def test_granting_moves_the_final_deadline_and_the_last_evidence(asked, pending, max, olivia):
    with time_machine.travel(IN_TIME):
        granted = actions.grant(asked, by=max, note="The storm is in the news.", days=30)

    assert (granted.state, granted.days) == (ExtensionState.GRANTED, 30)
    assert last_days(pending) == {
        Kind.FINAL_DEADLINE: datetime.date(2027, 4, 4),
        Kind.LAST_EVIDENCE: datetime.date(2027, 3, 7),
    }
    assert "moved from Friday 5 March 2027" in deadlines.explain(deadlines.running(pending, Kind.FINAL_DEADLINE))
    letter = Message.objects.get(notice="applications.extension_granted", recipient=olivia)
    assert "Final deadline: April 4, 2027 (before: March 5, 2027)" in letter.body
    papers = {each.template: as_html(each.template, each.data, each.title) for each in Letter.objects.of(asked)}
    assert "The fee of $250.00 is due by" in papers["extension-request"]
    assert "extended by 30 days" in papers["extension-granted"]
    assert "April 4, 2027, before: March 5, 2027" in papers["extension-granted"]
    assert Invoice.objects.get().state == "open"


def test_days_go_from_one_to_thirty_and_a_reason_is_given(asked, max):
    with time_machine.travel(IN_TIME):
        for days in (0, 31):
            with pytest.raises(NotReady, match="From 1 to 30|from 1 to 30"):
                actions.grant(asked, by=max, note="Because.", days=days)
        with pytest.raises(NotReady, match="Reason"):
            actions.grant(asked, by=max, note=" ", days=5)


def test_only_the_manager_decides(asked, stella, olivia, stan):
    for user in (stella, olivia, stan):
        with time_machine.travel(IN_TIME), pytest.raises(NotAllowed):
            actions.grant(asked, by=user, note="Because.", days=5)
        with time_machine.travel(IN_TIME), pytest.raises(NotAllowed):
            actions.deny(asked, by=user, note="Because.")


def test_an_undecided_request_holds_the_lapse_and_its_denial_carries_it_out(asked, pending, max):
    with time_machine.travel("2027-03-06 05:00Z"):
        with pytest.raises(NotReady, match="not decided yet"):
            applications.lapse(pending, by=SYSTEM)
        sweep()
        actions.deny(asked, by=max, note="The storm was elsewhere.")

    pending = type(pending).objects.get(pk=pending.pk)
    assert (pending.state, pending.ended_on) == (State.LAPSED, datetime.date(2027, 3, 6))
    assert Invoice.objects.get().state == "open"  # the fee stays


def test_denied_before_the_final_deadline_the_application_goes_on(asked, pending, max, olivia):
    with time_machine.travel("2027-03-06 04:59Z"):
        actions.deny(asked, by=max, note="The storm was elsewhere.")

    assert type(pending).objects.get(pk=pending.pk).state == State.SURVEY_READY
    assert last_days(pending)[Kind.FINAL_DEADLINE] == FINAL
    told = Message.objects.get(notice="applications.extension_denied", recipient=olivia)
    assert "The final deadline stays March 5, 2027." in told.body


def test_withdrawn_after_the_final_deadline_it_lapses_and_the_fee_stays(asked, pending, olivia):
    with time_machine.travel("2027-03-07 12:00Z"):
        actions.withdraw(asked, by=olivia)

    assert type(pending).objects.get(pk=pending.pk).state == State.LAPSED
    assert Invoice.objects.get().state == "open"


def test_granted_after_the_final_deadline_the_days_count_from_that_deadline(asked, pending, max):
    with time_machine.travel("2027-03-16 12:00Z"):
        sweep()
        with pytest.raises(NotReady, match="over already"):
            actions.grant(asked, by=max, note="Late, but granted.", days=10)
        actions.grant(asked, by=max, note="Late, but granted.", days=11)

    assert last_days(pending)[Kind.FINAL_DEADLINE] == datetime.date(2027, 3, 16)
    with time_machine.travel("2027-03-17 04:00Z"):
        sweep()
    assert type(pending).objects.get(pk=pending.pk).state == State.LAPSED


def test_decided_once_it_is_decided(asked, max):
    with time_machine.travel(IN_TIME):
        actions.deny(asked, by=max, note="No.")
        with pytest.raises(OutOfDate):
            actions.grant(asked, by=max, note="Yes.", days=3)


def test_when_the_application_is_withdrawn_its_request_ends_and_its_fee_stays(asked, pending, olivia):
    with time_machine.travel(IN_TIME):
        applications.withdraw(pending, by=olivia)

    assert Extension.objects.get().state == ExtensionState.WITHDRAWN
    assert Invoice.objects.get().state == "open"
    assert not Deadline.objects.of(pending).filter(status=Status.RUNNING).exists()


def test_the_database_itself_refuses_a_second_undecided_request_and_an_eternal_extension(asked):
    twin = Extension.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.bulk_create([twin])
    for wrong in ({"days": 31}, {"ground": "staffing"}, {"received_on": datetime.date(2027, 3, 6)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Extension.objects.filter(pk=asked.pk).update(**wrong)


def test_evidence_returned_after_an_extension_is_owed_by_the_extended_day(asked, pending, max):
    assert extending.last_evidence_on(pending) == datetime.date(2027, 2, 5)
    with time_machine.travel(IN_TIME):
        actions.grant(asked, by=max, note="The storm.", days=12)
    fresh = type(pending).objects.get(pk=pending.pk)
    assert extending.last_evidence_on(fresh) == datetime.date(2027, 2, 17)
