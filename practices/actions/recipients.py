"""The office keeps the recipients: two people open one, and its tokens are made, replaced and ended here."""

import base64
import datetime
import secrets

from django.db import transaction

from qcp import clock
from qcp.accounts.secrets import seal
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate

from .. import policies
from ..models import Recipient, RecipientToken
from ..models.recipient import HINT, digest_of, new_token

OVERLAP = datetime.timedelta(hours=24)


def open_recipient(*, name: str, kind: str, email: str, by) -> Recipient:
    """Write a recipient down. No practice sees it before a second person of the office has confirmed it."""
    refuse_outsiders(by)
    name = " ".join(name.split())
    if Recipient.objects.filter(name__iexact=name).exists():
        raise NotReady(f"There is a recipient named {name} already. Use that one, or give this one another name.")
    return Recipient.objects.create(name=name, kind=kind, email=email, opened_by=by)


def confirm(recipient, *, by) -> Recipient:
    """A second person of the office has checked who it is: practices can choose it from now on."""
    with transaction.atomic():
        recipient = hold(recipient, by)
        if recipient.confirmed_at:
            raise OutOfDate("This recipient was confirmed already.")
        if recipient.opened_by_id == by.pk:
            raise NotAllowed("Somebody else of the office has to confirm a recipient that you opened.")
        recipient.confirmed_by, recipient.confirmed_at = by, clock.now()
        recipient.save(update_fields=["confirmed_by", "confirmed_at"])
    return recipient


def close(recipient, *, by) -> Recipient:
    """Nothing goes to it from now on, and its tokens open nothing. The consents of practices end with it."""
    with transaction.atomic():
        recipient = hold(recipient, by)
        recipient.closed_by, recipient.closed_at = by, clock.now()
        recipient.save(update_fields=["closed_by", "closed_at"])
        end_tokens(recipient, at=clock.now())
    return recipient


def make_token(recipient, *, by) -> str:
    """A new token, told this once. The ones before work for another day, so that the recipient can change over."""
    with transaction.atomic():
        recipient = hold(recipient, by)
        if not recipient.is_open:
            raise NotReady("A second person of the office has to confirm this recipient before it gets a token.")
        end_tokens(recipient, at=clock.now() + OVERLAP)
        token = new_token()
        RecipientToken.objects.create(recipient=recipient, digest=digest_of(token), hint=token[-HINT:], made_by=by)
    return token


def revoke_tokens(recipient, *, by) -> None:
    """Every token of the recipient opens nothing from this moment."""
    with transaction.atomic():
        end_tokens(hold(recipient, by), at=clock.now())


def new_secret() -> str:
    """A shared secret in the form that 'Standard Webhooks' libraries take."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def set_webhook(recipient, *, url: str, secret: str, by) -> None:
    """Where changes are sent as they happen, signed with the secret; an empty address ends it."""
    with transaction.atomic():
        recipient = hold(recipient, by)
        if url and not recipient.is_open:
            raise NotReady("A second person of the office has to confirm this recipient before anything is sent to it.")
        recipient.webhook_url, recipient.webhook_secret = url, seal(secret) if url else ""
        recipient.save(update_fields=["webhook_url", "webhook_secret"])


def end_tokens(recipient, *, at) -> None:
    """Bring the end of all its tokens forward to that moment."""
    working = recipient.tokens.filter(ends_at=None) | recipient.tokens.filter(ends_at__gt=at)
    working.update(ends_at=at)


def hold(recipient, by) -> Recipient:
    refuse_outsiders(by)
    recipient = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    if recipient.closed_at:
        raise OutOfDate("This recipient was closed. Open a new one if it takes part again.")
    return recipient


def refuse_outsiders(by) -> None:
    if not policies.may_run_recipients(by):
        raise NotAllowed("Recipients and their tokens are kept by the program office.")
