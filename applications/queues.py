"""What waits for whom about applications and their invoices."""

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from applications.models import (
    Application,
    BankConcern,
    CardPayment,
    Extension,
    Inquiry,
    Invoice,
    PolicyDocument,
    Signature,
    StepAssignment,
)
from applications.queries import cohorts
from applications.states import EDITABLE, CardRefundStage, InvoiceState, PolicyState, State
from applications.steps import BY_SLUG
from qcp import clock
from qcp.accounts.models import OFFICE, Role
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.web.queues import Line, Queue, Shelf
from qcp.web.templatetags.portal import moment


def to_review(user):
    """With the last day of the review, which moves while the office waits for others."""
    review = Deadline.objects.running().filter(kind=Kind.COMPLETENESS_REVIEW, subject_id=OuterRef("pk"))
    submitted = Application.objects.visible_to(user).for_list().filter(state=State.SUBMITTED)
    return submitted.annotate(due_on=Subquery(review.values("due_on")[:1])).order_by("submitted_on", "number")


def in_my_hands(user):
    """Drafts and returned applications of one's own practices; for signatories also those to be signed anew."""
    mine = {"practice__memberships__user": user, "practice__memberships__ended_at": None}
    again = Q(pk__in=Signature.objects.asked_again().values("application"))
    to_write = Q(**mine, practice__memberships__role__in=("editor", "signatory"), state__in=EDITABLE)
    to_sign = Q(again, **mine, practice__memberships__role="signatory")
    return Application.objects.visible_to(user).for_list().filter(to_write | to_sign).distinct()


def of_my_practice(user):
    return Application.objects.visible_to(user).for_list().distinct()


def review_line(application) -> Line:
    return Line(str(application), application.get_absolute_url(), "Check that it is complete", application.due_on)


def filling_line(application) -> Line:
    """'Continue', and who saved it last; or what another legal entity has to sign."""
    if application.state not in EDITABLE:
        address = reverse("applications:step", args=[application.pk, "agreements"])
        words = f"Sign the agreements anew: {application.reference}"
        return Line(words, address, "Another legal entity runs the practice.")
    word = "Returned: change what is asked for" if application.state == State.RETURNED else "Continue"
    saved = f", last saved by {application.saved_by} at {moment(application.saved_at)}" if application.saved_by else ""
    return Line(f"{word}: application {application.reference}", application.get_absolute_url(), f"Not submitted{saved}")


def own_line(application) -> Line:
    return Line(str(application), application.get_absolute_url(), application.get_state_display())


def invoices_overdue(user):
    return Invoice.objects.visible_to(user).open().filter(due_on__lt=clock.today()).for_list().order_by("due_on")


def invoices_open(user):
    return Invoice.objects.visible_to(user).open().filter(due_on__gte=clock.today()).for_list().order_by("due_on")


def refunds_to_confirm(user):
    """Proposed by somebody else of the office."""
    waiting = Invoice.objects.visible_to(user).filter(state=InvoiceState.PAID, refund_proposals__withdrawn_at=None)
    return waiting.exclude(refund_proposals=None).exclude(refund_proposals__proposed_by=user).for_list()


def money_to_look_into(user):
    return BankConcern.objects.visible_to(user).waiting().for_list()


def concern_line(concern) -> Line:
    return Line(str(concern), concern.get_absolute_url(), concern.words)


def returns_to_confirm(user):
    """Money that nobody owed; somebody else of the office proposed to send it back."""
    waiting = CardPayment.objects.visible_to(user).filter(refunds__stage=CardRefundStage.PROPOSED)
    return waiting.exclude(refunds__proposed_by=user).for_list().prefetch_related("concerns")


def return_line(payment) -> Line:
    concern = next(iter(payment.concerns.all()), None)
    return Line(
        f"{payment}, {payment.practice}", (concern or payment.invoice).get_absolute_url(), "Confirm to send it back"
    )


def invoices_to_pay(user):
    return Invoice.objects.visible_to(user).open().for_list().order_by("due_on")


def invoice_line(invoice) -> Line:
    return Line(
        f"{invoice}, {invoice.practice}", invoice.get_absolute_url(), invoice.get_kind_display(), invoice.due_on
    )


def policies_to_read(user):
    """Checked, and part of an application that the office has."""
    waiting = PolicyDocument.objects.visible_to(user).current()
    return waiting.filter(state=PolicyState.CLEAN, application__state=State.SUBMITTED).for_list().order_by("opened_at")


def policies_to_replace(user):
    """Sent back by the office or refused by the check, and not replaced yet."""
    sent_back = (
        PolicyDocument.objects.visible_to(user)
        .current()
        .filter(
            state__in=(PolicyState.RETURNED, PolicyState.REJECTED),
            application__state__in=(*EDITABLE, State.SUBMITTED),
        )
    )
    return sent_back.for_list().order_by("opened_at")


def policy_line(document) -> Line:
    return Line(f"{document}, {document.practice}", document.get_absolute_url(), document.get_state_display())


def extensions_to_decide(user):
    return Extension.objects.visible_to(user).undecided().for_list().order_by("final_deadline_on", "received_on")


def extension_line(extension) -> Line:
    detail = f"{extension.ground_in_words}, asked for on {extension.received_on:%B %-d, %Y}. Final deadline:"
    work = reverse("applications:extension-work", args=[extension.pk])
    return Line(str(extension), work, detail, extension.final_deadline_on)


def steps_handed_to(user):
    return StepAssignment.objects.visible_to(user).open().filter(assignee=user).for_list()


def handed_line(assignment) -> Line:
    title = f"{BY_SLUG[assignment.step].title}, application {assignment.application.reference}"
    return Line(title, assignment.get_absolute_url(), f"Handed to you by {assignment.assigned_by}", assignment.due_on)


def ever_opened(user):
    return Application.objects.visible_to(user).for_list()


def ever_accepted(user):
    return ever_opened(user).exclude(pending_on=None)


def to_answer(user):
    """What the office asked of one's own practices."""
    mine = {"application__practice__memberships__user": user, "application__practice__memberships__ended_at": None}
    writers = {"application__practice__memberships__role__in": ("editor", "signatory")}
    return Inquiry.objects.visible_to(user).waiting_for(Inquiry.Awaits.PRACTICE).filter(**mine, **writers).for_list()


def answers_to_read(user):
    return Inquiry.objects.visible_to(user).waiting_for(Inquiry.Awaits.OFFICE).for_list()


def inquiry_line(inquiry) -> Line:
    return Line(str(inquiry), inquiry.get_absolute_url(), inquiry.get_awaits_display())


QUEUES = [
    Queue(
        "applications.to-answer",
        "Requests for information to answer",
        Role.PRACTICE,
        to_answer,
        inquiry_line,
        quiet=True,
    ),
    Queue(
        "applications.answers-to-read",
        "Answers of practices to read",
        OFFICE,
        answers_to_read,
        inquiry_line,
        quiet=True,
    ),
    Queue(
        "applications.handed-steps",
        "Steps handed to you",
        Role.PRACTICE,
        steps_handed_to,
        handed_line,
        quiet=True,
        dated_by="due_on",
    ),
    Queue(
        "applications.to-review",
        "Applications to check for completeness",
        OFFICE,
        to_review,
        line=review_line,
        clock=Kind.COMPLETENESS_REVIEW,
        empty="No application waits to be checked.",
    ),
    Queue(
        "applications.to-fill",
        "Applications to go on with",
        Role.PRACTICE,
        in_my_hands,
        line=filling_line,
        empty="No application of yours waits for you.",
        quiet=True,
    ),
    Queue("applications.policies-to-read", "Policies to read", OFFICE, policies_to_read, policy_line, quiet=True),
    Queue(
        "applications.policies-to-replace",
        "Policies to replace",
        Role.PRACTICE,
        policies_to_replace,
        policy_line,
        quiet=True,
    ),
    Queue(
        "applications.extensions",
        "Extensions to decide",
        Role.MANAGER,
        extensions_to_decide,
        extension_line,
        quiet=True,
        dated_by="final_deadline_on",
    ),
    Queue(
        "applications.invoices-overdue", "Invoices overdue", OFFICE, invoices_overdue, invoice_line, dated_by="due_on"
    ),
    Queue(
        "applications.invoices-open",
        "Invoices open",
        OFFICE,
        invoices_open,
        invoice_line,
        quiet=True,
        dated_by="due_on",
    ),
    Queue("applications.refunds", "Refunds to confirm", OFFICE, refunds_to_confirm, invoice_line, quiet=True),
    Queue("applications.bank-concerns", "Money to look into", OFFICE, money_to_look_into, concern_line, quiet=True),
    Queue("applications.returns", "Money to send back", OFFICE, returns_to_confirm, return_line, quiet=True),
    Queue(
        "applications.invoices-to-pay",
        "Invoices to pay",
        Role.PRACTICE,
        invoices_to_pay,
        invoice_line,
        quiet=True,
        dated_by="due_on",
    ),
]
FIGURES = [
    Queue("applications.in-state", "Applications by stage", OFFICE, ever_opened, own_line, part=cohorts.in_state),
    Queue("applications.cohort", "Applications by the quarter of their acceptance", OFFICE, ever_accepted, own_line,
          part=cohorts.of_quarter),
]  # fmt: skip
SHELVES = [
    Shelf(
        "applications.mine",
        "Applications of your practice",
        Role.PRACTICE,
        of_my_practice,
        line=own_line,
        empty="Your practice has not opened an application yet.",
    ),
]
