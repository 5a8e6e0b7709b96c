"""What must be true before an application moves, each missing thing in a sentence."""

from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.workflow.follows import objections
from qcp.workflow.guards import guard

from .states import OPEN, DisputeState, PaymentMethod, PolicyState
from .steps import STEPS

NOT_ACCEPTED = {
    PolicyState.CLEAN: "Accept “{}”, or return it.",
    PolicyState.QUARANTINED: "Wait for the check of “{}”.",
    PolicyState.RETURNED: "Wait until the practice replaces “{}”.",
}


@guard
def six_steps_complete(application):
    """Submitting needs all six steps: a score and a webinar valid today, the fee paid, every file checked."""
    return [gap for step in STEPS for gap in step.gaps(application)]


@guard
def an_edition_is_in_force(application):
    """The day of the submission fixes the edition of the standards, so there must be one."""
    return [] if application.judged_by() else ["No edition of the standards is in force. Write to QCP staff."]


@guard
def a_step_is_named(application, *, steps):
    """A return says which steps, and for each what is to be changed."""
    return [] if steps else ["Name at least one step, and say what is to be changed in it."]


@guard
def every_policy_accepted(application):
    """Only an application whose policy documents were all accepted goes on to the survey."""
    documents = list(application.policy_documents.current().filter(state__in=NOT_ACCEPTED))
    return [words.format(each) for state, words in NOT_ACCEPTED.items() for each in documents if each.state == state]


@guard
def final_deadline_has_passed(application):
    """An application lapses only when its time is over."""
    if deadlines.in_time(application, Kind.FINAL_DEADLINE):
        return ["The final deadline has not passed yet."]
    return [] if deadlines.running(application, Kind.FINAL_DEADLINE) else ["No final deadline is running."]


@guard
def nothing_holds_the_lapse(application):
    """Evidence sent in time, or an extension asked for in time, holds the lapse until it is decided."""
    return objections("application-lapse", application)


@guard
def nothing_holds_the_withdrawal(application):
    """A practice cannot step away from a finding of misrepresentation."""
    return objections("application-withdraw", application)


@guard
def final_deadline_lies_ahead(application, *, final_deadline):
    """A reopened application needs time to be completed."""
    return [] if final_deadline > clock.today() else ["The new final deadline has to lie ahead."]


@guard
def no_other_is_open(application):
    """One open application per practice."""
    others = application.practice.applications.filter(state__in=OPEN).exclude(pk=application.pk)
    return [f"The practice has opened another application: {other.reference}." for other in others]


@guard
def payment_can_be_found(invoice, *, paid_by, reference, received_on):
    """A payment is recorded with the mark by which the bank knows it, on the day it came in."""
    found = [] if reference.strip() else ["Reference: write the number of the cheque or of the transfer."]
    if paid_by == PaymentMethod.CARD and not invoice.card_payments.filter(intent_id=reference, stage="paid").exists():
        found.append("A card payment is recorded when the bank says that it arrived, and by nobody else.")
    if received_on > clock.today():
        found.append("Date: the payment cannot have come in after today.")
    return found


@guard
def refund_is_proposed(invoice):
    """The first of two people proposes the refund, with a reason."""
    return (
        []
        if invoice.refund_proposal
        else ["A member of staff has to propose the refund first; somebody else confirms it."]
    )


@guard
def no_dispute_is_open(invoice):
    """While a payer disputes a card payment at their bank, the money cannot also be sent back from here."""
    if invoice.card_payments.filter(dispute=DisputeState.OPEN).exists():
        return ["The payer disputes this payment at their bank. Wait for its decision: the money may be gone already."]
    return []


@guard
def check_says_clean(document):
    """Only the file's own check releases it."""
    return [] if document.file and document.file.is_clean else ["The file has not passed its check yet."]


@guard
def check_says_refused(document):
    """Only the file's own check refuses it."""
    return [] if document.file and document.file.is_refused else ["The file's check has not refused it."]


@guard
def not_replaced(document):
    """What a newer file has replaced is kept as it was."""
    newer = getattr(document, "replaced_by", None)
    return ["The practice has replaced this document; judge the newer one."] if newer else []
