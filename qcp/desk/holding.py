"""A case in the hands of one person of the office: given, let go, and handed over when somebody leaves."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from qcp import clock
from qcp.access.confidential import closed_to_the_rest
from qcp.accounts.models import OFFICE, User
from qcp.notices.outbox import enqueue
from qcp.workflow.models import Case
from qcp.workflow.refusals import NotAllowed, NotReady

from . import notices
from .models import CaseHolder

NOT_THEIRS = "This case is closed to {person}, so it cannot be given to them. Choose somebody else."
NOT_OF_THE_OFFICE = "Cases are given to people of the program office whose accounts are open."
ALREADY = "{person} looks after this case already."
NOBODY = "Nobody looks after this case, so there is nothing to let go."


def holder_of(case) -> CaseHolder | None:
    return CaseHolder.objects.standing().filter(case=case).select_related("person", "named_by").first()


def colleagues(case):
    """Those of the office to whom the case is open."""
    rows = User.objects.filter(role__in=OFFICE, is_active=True).exclude(recusals__case=case)
    return rows.order_by("name")


def is_open_to(case, person) -> bool:
    rows = Case.objects.filter(pk=case.pk).exclude(recusals__user=person)
    return rows.exclude(closed_to_the_rest(person, "pk")).exists()


def give(case, person, *, by, about: str, address: str, note: str = "") -> CaseHolder:
    """From now on this person looks after the case, and nobody else does; who was given it by another is told."""
    with transaction.atomic():
        held = put_in_the_hands_of(person, case, by=by, about=about, address=address, note=note)
        if person != by:
            enqueue(notices.CASE_GIVEN, held, occasion="given", to=[person])
    return held


def put_in_the_hands_of(person, case, *, by, about: str, address: str, note: str) -> CaseHolder:
    refuse_others(person, by)
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if not is_open_to(case, by):
            raise NotAllowed("This case is closed to you.")
        if not is_open_to(case, person):
            raise NotReady(NOT_THEIRS.format(person=person))
        held = holder_of(case)
        if held and held.person_id == person.pk:
            raise NotReady(ALREADY.format(person=person))
        if held:
            stop(held, by)
        given = {"about": about[:250], "address": address[:250], "note": note.strip()[:300]}
        return CaseHolder.objects.create(case=case, person=person, named_by=by, **given)


def let_go(case, *, by) -> None:
    """Nobody looks after it any more: it is everybody's again."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        held = holder_of(case)
        if held is None or not is_open_to(case, by):
            raise NotReady(NOBODY)
        stop(held, by)


def stop(held, by) -> None:
    held.ended_at, held.ended_by = clock.now(), by
    held.save(update_fields=["ended_at", "ended_by"])


def tell_at_once(given: list, *, leaving) -> None:
    """One letter for all that was handed over, which names no case; whoever did it for themselves knows."""
    if given and given[0].person != given[0].named_by:
        url = f"{settings.BASE_URL}{reverse('web:home')}"
        told = {"leaving": str(leaving), "count": len(given), "url": url}
        with transaction.atomic():
            enqueue(notices.CASES_HANDED_OVER, given[0], occasion="handed-over", to=[given[0].person], **told)


def refuse_others(person, by) -> None:
    if not by.is_staff or not (person.is_active and person.role in OFFICE):
        raise NotAllowed(NOT_OF_THE_OFFICE)


@dataclass
class HandedOver:
    """What became of each case: given on, or left where it was and why."""

    given: list = field(default_factory=list)
    left: list[tuple[CaseHolder, str]] = field(default_factory=list)


def hand_over(person, to, *, by, note: str = "") -> HandedOver:
    """All that somebody looks after, to somebody else; a case that is closed to that person stays behind."""
    refuse_others(to, by)
    found = HandedOver()
    for held in CaseHolder.objects.visible_to(by).standing().filter(person=person).for_list():
        try:
            with transaction.atomic():
                known = {"about": held.about, "address": held.address}
                found.given.append(put_in_the_hands_of(to, held.case, by=by, note=note, **known))
        except (NotReady, NotAllowed) as refusal:
            found.left.append((held, str(refusal)))
    tell_at_once(found.given, leaving=person)
    return found
