"""Confidential cases: only the people named on them, who answered about conflicts, read anything of them."""

from django.db.models import Exists, OuterRef, Q

from qcp import clock

from . import conflicts
from .models import ConflictQuestion, Named

OFFICE_CAPACITIES = ("lead", "colleague")


def name(subject, user, *, capacity: str, about: str, by=None) -> ConflictQuestion:
    """Name a person on the record's case and ask about conflicts; the case opens with the answer 'none'."""
    Named.objects.create(case=subject.case, user=user, capacity=capacity, named_by=by)
    return conflicts.ask(subject, user, capacity=capacity, about=about)


def answered(question: ConflictQuestion) -> Named:
    """Open the case to whoever has no conflict; whoever has one is no longer named."""
    named = Named.objects.standing().select_related("user").get(case=question.case_id, user=question.asked_of_id)
    if question.clear:
        named.cleared_at = clock.now()
    else:
        named.ended_at = clock.now()
    named.save(update_fields=["cleared_at", "ended_at"])
    return named


def take_off(subject, user) -> None:
    """The person is no longer named, and their question no longer stands."""
    Named.objects.standing().filter(case=subject.case_id, user=user).update(ended_at=clock.now())
    conflicts.withdraw_from(subject, user)


def is_named(case_id, user, *capacities: str) -> bool:
    """Is the case open to this person, in one of the capacities (any, when none is given)?"""
    if not user.pk:
        return False
    rows = Named.objects.cleared().filter(case=case_id, user=user.pk)
    return (rows.filter(capacity__in=capacities) if capacities else rows).exists()


def open_to(user, *capacities: str) -> Q:
    """Records whose case is open to this person because they are named on it."""
    rows = Named.objects.cleared().filter(case=OuterRef("case"), user=user.pk)
    return Q(Exists(rows.filter(capacity__in=capacities) if capacities else rows))


def closed_to_the_rest(user, case: str = "case") -> Q:
    """Records of confidential cases on which this person is not named: to be left out of every list of the office.

    case: the way from a record to its case.
    """
    named = Named.objects.filter(case=OuterRef(case))
    return Q(Exists(named)) & ~Q(Exists(named.cleared().filter(user=user.pk)))
