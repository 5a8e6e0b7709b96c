"""Appeals, as far as a test needs them."""

import datetime

from django.db import transaction

from applications.actions import application as applications
from applications.models import Application
from compliance.actions import appeals, decisions, naming
from compliance.models import Appeal
from compliance.states import AppealVerdict, Remedy
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.accounts.models import Role, User
from qcp.deadlines.lengths import add_days
from qcp.workflow.system import SYSTEM

from . import compliance as made
from .compliance import someone

STATEMENT = {"grounds": ["facts", "evidence"], "statement": "The chart was read as that of another patient."}
COUNCIL = ("ann council", "ben council", "cleo council")


def denied(reviewer, signatory, manager) -> Application:
    """A released denial, whose letter has arrived today."""
    decision = decisions.carry_out(made.proposed_denial(reviewer, signatory), by=manager)
    application = Application.objects.get(pk=decision.application_id)
    with transaction.atomic():
        applications.letter_received(application, on=clock.today())
    return application


def lapsed(signatory) -> Application:
    """The final deadline passed and the letter has arrived, on the first day on which that is possible."""
    application = made.pending_application(signatory, state="in_survey")
    with clock.at(noon(add_days(clock.today(), 366))), transaction.atomic():
        application = applications.lapse(application, by=SYSTEM)
        applications.letter_received(application, on=clock.today())
    return application


def noon(on: datetime.date) -> datetime.datetime:
    return datetime.datetime(on.year, on.month, on.day, 17, tzinfo=datetime.UTC)


def filed(reviewer, signatory, manager, **given) -> Appeal:
    """Filed in time; whoever leads it has answered."""
    appeal = appeals.file(denied(reviewer, signatory, manager), by=signatory, **{**STATEMENT, **given})
    return cleared(appeal)


def cleared(record, *, conflict=False):
    """Everybody asked on a record answers."""
    for question in ConflictQuestion.objects.filter(subject_id=record.pk, answer="", withdrawn_at=None):
        conflicts.answer(question, by=question.asked_of, conflict=conflict)
    return type(record).objects.get(pk=record.pk)


def lead(record) -> User:
    """Who leads the case; there has to be a manager before."""
    return record.case.named.cleared().get(capacity="lead").user


def members() -> list[User]:
    return [someone(Role.COUNCIL, name) for name in COUNCIL]


def with_panel(reviewer, signatory, manager) -> Appeal:
    appeal = filed(reviewer, signatory, manager)
    for member in members():
        naming.name_someone(appeal, by=lead(appeal), user=member)
    return appeals.name_panel(cleared(appeal), by=lead(appeal))


def heard_by(panel, application, signatory, **given) -> Appeal:
    """The appeal about any denied application, heard by three people."""
    appeal = cleared(appeals.file(application, by=signatory, **{**STATEMENT, **given}))
    for member in panel:
        naming.name_someone(appeal, by=lead(appeal), user=member)
    appeal = appeals.name_panel(cleared(appeal), by=lead(appeal))
    return appeals.hear(appeal, by=lead(appeal), waived=True, record="The practice waived the hearing in writing.")


def heard(reviewer, signatory, manager) -> Appeal:
    appeal = with_panel(reviewer, signatory, manager)
    return appeals.hear(appeal, by=lead(appeal), waived=True, record="The practice waived the hearing in writing.")


def voted(appeal, *verdicts, remedy=Remedy.REOPEN) -> Appeal:
    """As many votes as verdicts, in the order of the members."""
    for member, verdict in zip(members(), verdicts, strict=False):
        overturns = verdict == AppealVerdict.OVERTURN
        more = {"remedy": remedy, "final_deadline": add_days(clock.today(), 90)} if overturns else {}
        appeal = appeals.vote(appeal, by=member, verdict=verdict, reasons=f"So sees it {member}.", **more)
    return appeal
