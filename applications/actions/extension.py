"""Asking for more time, and the manager's answer. The fee is invoiced with the request and stays."""

from django.db import IntegrityError, transaction

from applications import extending, notices, policies
from applications.actions.extension_letters import denial_facts, grant_facts, request_facts
from applications.models import Extension
from applications.states import PENDING, InvoiceKind
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.documents import evidence
from qcp.documents.letters import freeze
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.actions import action
from qcp.workflow.advance import advance, hold
from qcp.workflow.follows import objections
from qcp.workflow.refusals import NotAllowed, NotReady
from qcp.workflow.system import SYSTEM

from . import invoices

BECAUSE = "An extension was granted"


def request(application, *, by, ground, event_on, basis) -> Extension:
    """A signatory asks for an extension today; the invoice over its fee comes at once."""
    if application.case.closed_to(by) or not policies.may_request_extension(application, by):
        raise NotAllowed("An extension is asked for by a signatory of the practice.")
    given = {"ground": ground, "event_on": event_on, "basis": basis, "received_on": clock.today()}
    return open_request(application, by=by, **given)


def record(application, *, by, ground, event_on, basis, received_on) -> Extension:
    """Staff write down a request that came in writing elsewhere; the day it arrived decides whether it is in time."""
    if application.case.closed_to(by) or not policies.may_record_extension(application, by):
        raise NotAllowed("A request that came elsewhere is recorded by QCP staff.")
    given = {"ground": ground, "event_on": event_on, "basis": basis, "received_on": received_on}
    return open_request(application, by=by, came_elsewhere=True, **given)


def open_request(application, *, by, ground, event_on, basis, received_on, came_elsewhere=False) -> Extension:
    """Check the request as a whole, write it down, invoice it, tell both sides. Two at once: the second is refused."""
    try:
        with transaction.atomic():
            application = hold(application)
            refuse(application, ground, event_on, basis, received_on)
            extension = Extension.objects.create(
                case=application.case,
                application=application,
                ground=ground,
                event_on=event_on,
                basis=basis.strip(),
                received_on=received_on,
                asked_by=by,
                came_elsewhere=came_elsewhere,
                final_deadline_on=extending.final_deadline(application).due_on,
            )
            chain.begin(extension, by=by, note=basis.strip())
            announce(extension, by)
    except IntegrityError:
        raise NotReady("An extension has just been asked for. Open the page again.") from None
    return extension


def refuse(application, ground, event_on, basis, received_on) -> None:
    found = extending.problems(application, received_on)
    if received_on > clock.today():
        found.append("Day of receipt: it cannot lie in the future.")
    found += extending.ground_problems(ground)
    found += [] if found else extending.event_problems(application, event_on, received_on)
    if not basis.strip():
        found.append("Basis: write what happened and what it prevents.")
    if found:
        raise NotReady(*found)


def announce(extension, by) -> None:
    """The invoice, the letter that says what was asked for, and word to both sides."""
    invoice = invoices.issue(extension.application, InvoiceKind.EXTENSION, by=by, occasion=str(extension.pk))
    title = f"Request for an extension, {extension.application.reference}"
    freeze(extension, template="extension-request", title=title, data=request_facts(extension, invoice))
    enqueue(notices.EXTENSION_REQUESTED, extension)
    enqueue(notices.EXTENSION_RECEIVED, extension, invoice=invoice)


def grant(extension, *, by, note="", days):
    """The manager grants days: the final deadline and everything that follows it move."""
    before = extending.moved_by(extension.application, days)
    with advance(extension, "grant", by=by, note=note, days=days) as extension:
        for moved in before:
            deadlines.move(extension.application, moved.kind, to=moved.then, because=f"{BECAUSE}: {days} days")
        title = f"Extension granted, {extension.application.reference}"
        freeze(extension, template="extension-granted", title=title, data=grant_facts(extension, note, before))
        enqueue(notices.EXTENSION_GRANTED, extension, moved=before, reason=note)
    return extension


def deny(extension, *, by, note=""):
    """The manager denies it: the final deadline stands, and if it is over, so is the application. The fee stays."""
    with advance(extension, "deny", by=by, note=note) as extension:
        title = f"Extension denied, {extension.application.reference}"
        freeze(extension, template="extension-denied", title=title, data=denial_facts(extension, note))
        final = extending.final_deadline(extension.application)
        enqueue(notices.EXTENSION_DENIED, extension, reason=note, final=final)
        carry_out_the_held_lapse(extension.application)
    return extension


def withdraw(extension, *, by, note=""):
    """The practice takes its request back, or its application has ended. The fee stays."""
    with advance(extension, "withdraw", by=by, note=note) as extension:
        enqueue(notices.EXTENSION_WITHDRAWN, extension, reason=note)
        carry_out_the_held_lapse(extension.application)
    return extension


def file_checked(extension, stored) -> None:
    """Whoever attached evidence that was refused is told."""
    evidence.refused_is_told(extension, stored)


def carry_out_the_held_lapse(application) -> None:
    """The final deadline passed while the request was undecided: what it held back happens now, unless more holds."""
    application = hold(application)
    final = extending.final_deadline(application)
    waits = application.state in PENDING and final is not None and final.is_overdue
    if waits and not objections("application-lapse", application):
        action(application, "lapse")(application, by=SYSTEM)


def application_ended(application, *, by) -> None:
    """An undecided request ends with its application."""
    for extension in Extension.objects.undecided().filter(application=application):
        withdraw(extension, by=SYSTEM, note=f"The application is {application.get_state_display().lower()}.")
