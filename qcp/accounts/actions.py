"""Letting people in, and closing their accounts."""

import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from qcp import clock
from qcp.notices.outbox import enqueue
from qcp.workflow.follows import follow
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from . import notices, policies, rights
from .models import Invitation, Role, User

BETWEEN_LETTERS, AN_HOUR = datetime.timedelta(minutes=5), datetime.timedelta(hours=1)
LETTERS_AN_HOUR = 50


def invite(email, *, name, by, role=Role.PRACTICE, to=None, capacity="") -> Invitation:
    """Write to an address that it may have an account. `to` and `capacity`: the record joined, and as what.

    Asking again while the invitation is open sends the letter again. The caller decides who may invite.
    """
    email = email.strip().lower()
    refuse_another_role(email, role)
    refuse_too_many_letters(email, by)
    with transaction.atomic():
        invitation, _ = Invitation.objects.update_or_create(
            email=email,
            subject_id=to.pk if to else None,
            accepted_at=None,
            withdrawn_at=None,
            defaults={
                "name": name,
                "role": role,
                "subject_label": to._meta.label if to else "",
                "capacity": capacity,
                "to_what": str(to) if to else "",
                "invited_by": by,
                "invited_at": clock.now(),
            },
        )
        occasion = f"{invitation.pk}/{invitation.invited_at:%Y%m%d%H%M%S%f}"
        enqueue(notices.INVITED, invitation, occasion=occasion, to=[email])
    return invitation


def refuse_too_many_letters(email: str, by) -> None:
    """One letter to an address in five minutes, and fifty by one person in an hour."""
    now = clock.now()
    if Invitation.objects.filter(email=email, invited_at__gt=now - BETWEEN_LETTERS).exists():
        raise NotReady(f"A letter went to {email} a moment ago. Wait five minutes, then send another if it is missing.")
    if Invitation.objects.filter(invited_by=by, invited_at__gt=now - AN_HOUR).count() >= LETTERS_AN_HOUR:
        raise NotReady(f"You invited {LETTERS_AN_HOUR} people within the hour. Go on with the others a little later.")


def refuse_another_role(email: str, role: str) -> None:
    known = User.objects.filter(email__iexact=email).first()
    if known and known.role != role:
        raise NotReady(
            f"{email} already has an account as {known.get_role_display()}. One account has one role: "
            "invite another address."
        )
    if known and not known.is_active:
        raise NotReady(f"The account of {email} is closed. Open it again instead of inviting.")


def accept_as_newcomer(invitation, *, name: str, password: str) -> User:
    """Make the account: the letter has proved the address."""
    with transaction.atomic():
        invitation = hold(invitation)
        refuse_another_role(invitation.email, invitation.role)
        if User.objects.filter(email__iexact=invitation.email).exists():
            raise OutOfDate("This address has an account already. Sign in, then open the invitation again.")
        person = User(email=invitation.email, name=name, role=invitation.role)
        validate_password(password, person)
        person.set_password(password)
        person.save(force_insert=True)
        rights.changed(person, f"An account as {person.get_role_display()}", by=invitation.invited_by)
        settle(invitation, person)
    return person


def accept(invitation, *, by) -> None:
    """Somebody who has an account joins what the invitation is for."""
    with transaction.atomic():
        invitation = hold(invitation)
        if by.email.lower() != invitation.email:
            raise NotReady(f"This invitation is for {invitation.email}. Sign in with that address.")
        settle(invitation, by)


def hold(invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update(of=("self",)).open().filter(pk=invitation.pk).first()
    if invitation is None:
        raise OutOfDate("This invitation was used or withdrawn. Ask for a new one.")
    return invitation


def settle(invitation, person) -> None:
    invitation.accepted_by, invitation.accepted_at = person, clock.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    follow("invitation-accepted", invitation)


def withdraw(invitation) -> None:
    """The address in the letter stops working."""
    with transaction.atomic():
        invitation = hold(invitation)
        invitation.withdrawn_at = clock.now()
        invitation.save(update_fields=["withdrawn_at"])


def close_account(person, *, by) -> None:
    """Take the account away: whoever is signed in with it is out with the next click."""
    if not policies.may_close_accounts(by):
        raise NotAllowed("Accounts are closed and opened by a QCP manager.")
    if person.pk == by.pk:
        raise NotReady("You cannot close your own account. Ask another manager.")
    record(person, "The account is closed", by, is_active=False, closed_at=clock.now(), closed_by=by)


def open_account(person, *, by) -> None:
    """Give it back, with the password and second step that it had."""
    if not policies.may_close_accounts(by):
        raise NotAllowed("Accounts are closed and opened by a QCP manager.")
    record(person, "The account is open again", by, is_active=True, closed_at=None, closed_by=None)


def record(person, what: str, by, **fields) -> None:
    for name, value in fields.items():
        setattr(person, name, value)
    with transaction.atomic():
        person.save(update_fields=list(fields))
        rights.changed(person, what, by=by)
