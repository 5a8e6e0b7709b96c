"""Who is named on a confidential case: its lead, chosen by the portal, colleagues, and the members of a panel."""

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from compliance import notices, policies
from compliance.queries.earlier_part import barred
from compliance.readiness.panels import SEATS
from qcp.access import confidential, conflicts
from qcp.access.models import Named
from qcp.accounts.models import OFFICE, Role, User
from qcp.notices.outbox import enqueue
from qcp.workflow.advance import hold
from qcp.workflow.refusals import NotAllowed, NotReady


def name_lead(record):
    """The manager with the fewest confidential cases who has nothing to do with this one; staff where there is none."""
    known = record.case.named.values("user")
    busy = Count("named_on", filter=Q(named_on__capacity="lead", named_on__ended_at=None))
    free = User.objects.in_role(*record.leads).exclude(pk__in=known).exclude(recusals__case__in=record.all_cases())
    ranked = sorted(free.annotate(busy=busy), key=lambda user: (record.leads.index(user.role), user.busy, user.email))
    if ranked:
        ask(record, ranked[0], "lead")


def ask(record, user, capacity: str, by=None) -> None:
    """Name somebody and put the question; until it is answered they read the practice's name and city only."""
    question = confidential.name(record, user, capacity=capacity, about=record.about, by=by)
    url = f"{settings.BASE_URL}{question.get_absolute_url()}"
    enqueue(notices.NAMED, record, occasion=f"q{question.pk}", to=[user], url=url, question=question)


def name_someone(record, *, by, user):
    """The office names a colleague, or asks a member of the Oversight Council to sit on the panel."""
    with transaction.atomic():
        record = hold(record)
        if record.case.closed_to(by) or not policies.may_run_case(record, by):
            raise NotAllowed("People are named on this case by those of the office who lead it.")
        capacity = "panel" if user.role == Role.COUNCIL else "colleague"
        if problems := objections(record, user, capacity):
            raise NotReady(*problems)
        ask(record, user, capacity, by=by)
    return record


def objections(record, user, capacity: str) -> list[str]:
    if record.is_over:
        return ["The case is closed, so nobody is named on it any more."]
    if not user.is_active or user.role not in (*OFFICE, Role.COUNCIL):
        return ["Choose somebody of the program office or of the Oversight Council."]
    if record.case.named.standing().filter(user=user).exists():
        return [f"{user} is named on this case already."]
    if record.case.closed_to(user) or record.closed_elsewhere(user):
        return [f"{user} stepped off this case or the one behind it. Choose somebody else."]
    return panel_objections(record, user) if capacity == "panel" else []


def panel_objections(record, user) -> list[str]:
    """Nobody decides twice, and three are enough."""
    if record.case.named.standing().filter(capacity="panel").count() >= SEATS:
        return [f"The panel has its {SEATS} members. Take one off before you ask another."]
    if not record.takes_a_panel:
        return ["There is nothing yet, or no longer, for a panel to hear."]
    if user.pk in barred(record):
        return [f"{user} took part in the case before. Choose a member who did not."]
    return []


def take_off(record, *, by, user):
    """The office takes a colleague or a member of the panel off again; the case closes to them."""
    with transaction.atomic():
        record = hold(record)
        if record.case.closed_to(by) or not policies.may_run_case(record, by):
            raise NotAllowed("People are taken off this case by those of the office who lead it.")
        named = record.case.named.standing().filter(user=user).exclude(capacity="lead").first()
        if named is None:
            raise NotReady(f"{user} is not named here, or leads the case.")
        if record.is_over or record.has_voted(user):
            raise NotReady(f"{user} has given a vote, which stands. Only they themselves can step off.")
        confidential.take_off(record, user)
    return record


def step_off(record, *, by):
    """Somebody named learns later of a conflict: the case closes to them, and the office looks for another."""
    with transaction.atomic():
        record = hold(record)
        named = Named.objects.cleared().filter(case=record.case_id, user=by).first()
        if named is None or record.is_over:
            raise NotAllowed("Only somebody named on an open case can step off it.")
        confidential.take_off(record, by)
        leave(record, named)
        conflicts.recuse(record.case, by)
    return record


def answered(record, question):
    """The answer of somebody named: the case opens to them, or somebody else is found."""
    named = confidential.answered(question)
    if named.ended_at:
        leave(record, named)
    else:
        enqueue(notices.NAMED_CLEARED, record, occasion=f"n{named.pk}", named=named)


def leave(record, named) -> None:
    """Whoever leads is replaced by the portal; of all others those who lead are told."""
    for case in record.cases_behind():
        conflicts.recuse(case, named.user)
    if named.capacity == "lead":
        name_lead(record)
    else:
        enqueue(notices.NAMED_LEFT, record, occasion=f"l{named.pk}", named=named)
