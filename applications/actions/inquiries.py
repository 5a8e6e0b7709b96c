"""Asking a practice for information beside its application; the office's own clocks rest until it has answered."""

from django.db import transaction

from applications import notices, policies
from applications.models import Inquiry, InquiryMessage
from applications.states import PENDING, State
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

RESTING = (Kind.COMPLETENESS_REVIEW, Kind.SURVEYOR_NAMED)  # the office's clocks that wait for answers
WITH_OFFICE = (State.SUBMITTED, *PENDING)
SIDES = Inquiry.Awaits
EMPTY = "Write what you want to say."


def ask(application, *, by, text, about="", standard=None, question="") -> Inquiry:
    """The office asks about one standard, one question or the whole application."""
    with transaction.atomic():
        application = held(application, by, policies.may_review)
        if application.state not in WITH_OFFICE:
            raise OutOfDate("The application is not with the program office. Send single questions back instead.")
        inquiry = Inquiry.objects.create(
            case=application.case,
            application=application,
            standard=standard,
            question=question,
            about=about or (str(standard) if standard else "the application as a whole"),
            asked_by=by,
        )
        say(inquiry, by, text, SIDES.PRACTICE)
    return inquiry


def ask_again(inquiry, *, by, text) -> Inquiry:
    """The answer leaves something open."""
    with transaction.atomic():
        inquiry = current(inquiry, by, policies.may_review)
        return say(inquiry, by, text, SIDES.PRACTICE)


def answer(inquiry, *, by, text) -> Inquiry:
    """The practice answers; when nothing else is asked, the office's clocks go on."""
    with transaction.atomic():
        inquiry = current(inquiry, by, policies.may_answer)
        return say(inquiry, by, text, SIDES.OFFICE)


def close(inquiry, *, by) -> Inquiry:
    """The office has what it needs, or no longer needs it."""
    with transaction.atomic():
        inquiry = current(inquiry, by, policies.may_review)
        return turn(inquiry, SIDES.NOBODY)


def say(inquiry, by, text: str, next_side) -> Inquiry:
    if not text.strip():
        raise NotReady(EMPTY)
    from_office = next_side == SIDES.PRACTICE
    line = InquiryMessage.objects.create(inquiry=inquiry, author=by, from_office=from_office, text=text.strip())
    notice = notices.INQUIRY_ASKED if from_office else notices.INQUIRY_ANSWERED
    enqueue(notice, inquiry, occasion=f"message-{line.pk}", text=line.text)
    return turn(inquiry, next_side)


def turn(inquiry, side) -> Inquiry:
    """It is that side's turn; the office's clocks rest as long as the practice owes any answer."""
    inquiry.awaits = side
    inquiry.save(update_fields=["awaits"])
    owed = inquiry.application.inquiries.filter(awaits=SIDES.PRACTICE).exists()
    for kind in RESTING:
        if owed:
            deadlines.pause(inquiry.application, kind, because="The practice was asked for information")
        else:
            deadlines.resume(inquiry.application, kind)
    return inquiry


def held(application, by, may):
    application = hold(application)
    if application.case.closed_to(by) or not may(application, by):
        raise NotAllowed("This is not open to your account here.")
    return application


def current(inquiry, by, may) -> Inquiry:
    """The thread as it is now, its application locked."""
    application = held(inquiry.application, by, may)
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    inquiry.application = application
    if inquiry.awaits == SIDES.NOBODY:
        raise OutOfDate("This question is closed. Ask a new one where something is still open.")
    return inquiry
