"""Looking at the portal as a member of a practice sees it: read only, for half an hour, noted where the practice reads.

Whoever may not see a case themselves cannot see it through somebody else's eyes either.
"""

import datetime

from allauth.mfa.utils import is_mfa_enabled
from django.apps import apps
from django.db import transaction
from django.db.models import Q

from qcp import clock
from qcp.accounts.models import Role
from qcp.workflow.refusals import NotAllowed, NotReady

from .confidential import closed_to_the_rest
from .models import Named, Opening, Recusal, Viewing

LASTS = datetime.timedelta(minutes=30)
RECENT = 15 * 60  # seconds since the viewer proved who they are
STEPS = "account_authentication_methods"
NO_REASON = "Reason: write why you need to see it as they do. The practice reads it in its log."
NOT_THIS_ONE = "Only what members of a practice see can be looked at in this way."
CLOSED = (
    "This person sees a case that is closed to you: you stepped off it, or it is confidential. "
    "Ask a colleague to look instead."
)


def may_view_as(user, person) -> bool:
    """The office, and only people of practices: never colleagues, never anybody who decides."""
    return user.is_staff and person.is_active and person.role == Role.PRACTICE and person.pk != user.pk


def proved_recently(request) -> bool:
    """Did this session prove who it is lately, with the second step where the account has one?"""
    now, second = clock.now().timestamp(), is_mfa_enabled(request.user)
    steps = request.session.get(STEPS, [])
    return any(now - step.get("at", 0) <= RECENT and (step.get("method") == "mfa" or not second) for step in steps)


def begin(viewer, person, *, reason: str) -> Viewing:
    """Start looking; each practice of the person finds a line in its log, with the reason."""
    if not may_view_as(viewer, person):
        raise NotAllowed(NOT_THIS_ONE)
    if not reason.strip():
        raise NotReady(NO_REASON)
    if sees_what_is_closed_to(viewer, person):
        raise NotAllowed(CLOSED)
    with transaction.atomic():
        now = clock.now()
        viewing = Viewing.objects.create(
            viewer=viewer, person=person, reason=reason.strip()[:200], began_at=now, until=now + LASTS
        )
        for practice in person.memberships.filter(ended_at=None).values_list("practice", flat=True):
            Opening.objects.create(
                practice_id=practice,
                subject_label=person._meta.label,
                subject_id=person.pk,
                what=f"The portal as {person} sees it"[:200],
                act=Opening.Act.OPENED,
                person=viewer,
                role=viewer.role,
                why=viewing.reason,
                at=now,
            )
    return viewing


def sees_what_is_closed_to(viewer, person) -> bool:
    """Is there a record that this person reads and whose case is closed to the viewer?"""
    closed = Q(case__recusals__user=viewer) | closed_to_the_rest(viewer)
    return any(
        rows.visible_to(person).order_by().filter(closed).exists()
        for rows in (getattr(model, "objects", None) for model in apps.get_models() if has_a_case(model))
        if rows is not None and hasattr(rows, "visible_to")
    )


def has_a_case(model) -> bool:
    return any(field.name == "case" for field in model._meta.fields)


def going_on(pk, viewer) -> Viewing | None:
    """The view under way, as long as nothing ended it: time, a closed account, a case that closed to the viewer."""
    viewing = Viewing.objects.select_related("person").filter(pk=pk, viewer=viewer, ended_at=None).first()
    if viewing is None or clock.now() >= viewing.until or not may_view_as(viewer, viewing.person):
        return None
    stepped_off = Recusal.objects.filter(user=viewer, at__gte=viewing.began_at).exists()
    return None if stepped_off or Named.objects.filter(named_at__gte=viewing.began_at).exists() else viewing


def end(viewing) -> None:
    """Stop looking."""
    Viewing.objects.filter(pk=viewing.pk, ended_at=None).update(ended_at=clock.now())
