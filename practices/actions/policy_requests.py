"""Requests for policy texts: asked in the portal or recorded by staff, acknowledged by mail, answered by the office."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.notices.outbox import enqueue
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .. import notices, policies
from ..models import PolicyRequest

A_DAY = 3  # requests of one address that are taken, so that nobody can have others flooded with mail
TRIES = 3


def ask(*, name, email, wanted, organisation="", message="") -> PolicyRequest:
    """Anybody asks for policy texts; the portal says at once by mail that the request arrived."""
    since = add_days(clock.today(), -1)
    if PolicyRequest.objects.filter(email__iexact=email, way="portal", received_on__gt=since).count() >= A_DAY:
        raise NotReady(
            f"{A_DAY} requests came from this address today. Write to {settings.PROGRAM_MAILBOX} for anything more."
        )
    given = {"name": name, "email": email, "organisation": organisation, "message": message}
    return keep(wanted, **given)


def record(*, by, name, email, wanted, way, received_on, organisation="", message="") -> PolicyRequest:
    """Staff write down a request that came in writing or by telephone, with the day on which it arrived."""
    if not policies.may_record_requests(by):
        raise NotAllowed("Requests that came elsewhere are recorded by QCP staff.")
    if received_on > clock.today():
        raise NotReady("Day of receipt: it cannot lie in the future.")
    given = {"name": name, "email": email, "organisation": organisation, "message": message}
    return keep(wanted, **given, way=way, received_on=received_on, recorded_by=by)


def keep(wanted, **given) -> PolicyRequest:
    """Number it, write it down, tell both sides."""
    if not wanted and not given["message"].strip():
        raise NotReady("Choose a policy, or write what you want to know.")
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                last = PolicyRequest.objects.aggregate(last=Max("number"))["last"] or 0
                request = PolicyRequest.objects.create(number=last + 1, wanted=",".join(wanted), **given)
                tell(request)
                return request
        except IntegrityError:  # somebody else took the number
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def tell(request) -> None:
    enqueue(notices.POLICY_REQUESTED, request, occasion="received")
    page = f"{settings.BASE_URL}/policies/"
    enqueue(notices.POLICY_REQUEST_RECEIVED, request, occasion="received", to=[request.email], url=page)


def answer(request, *, by, text) -> PolicyRequest:
    """Staff answer, once; the text goes to whoever asked."""
    if not policies.may_record_requests(by):
        raise NotAllowed("Requests for policies are answered by QCP staff.")
    if not text.strip():
        raise NotReady("Answer: write it; it is sent as you type it.")
    with transaction.atomic():
        request = PolicyRequest.objects.select_for_update().get(pk=request.pk)
        if request.answered_at:
            raise OutOfDate("This request has been answered already.")
        request.answer, request.answered_at, request.answered_by = text.strip(), clock.now(), by
        request.save(update_fields=["answer", "answered_at", "answered_by"])
        page = f"{settings.BASE_URL}/policies/"
        enqueue(notices.POLICY_REQUEST_ANSWERED, request, occasion="answered", to=[request.email], url=page)
    return request
