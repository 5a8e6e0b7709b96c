"""E-15: a million guesses at the secrets of letters, calendars, keys and files open nothing."""

import random
import string
import uuid

from django.db import transaction

from practices.models import RecipientToken
from qcp.accounts.actions import invite
from qcp.accounts.models import Invitation, Role
from qcp.deadlines.models import CalendarKey
from qcp.documents.models import StoredFile
from tests.architecture.access_world import world
from tests.prove.fuzz import token

from .figure import Figure

LETTERS = string.ascii_letters + string.digits + "-_:"


def run(size: int) -> Figure:
    """A quarter of the guesses for each kind; half of them differ from a real secret in one sign only."""
    dice = random.Random(15)
    with transaction.atomic():
        people, _ = world()
        opened = [
            kind(guess(dice, secret, turn)) for kind, secret in locks(people) for turn in range(size // len(KINDS))
        ]
        transaction.set_rollback(True)
    return Figure(opened.count(None), len(opened))


def locks(people):
    invitation = invite("nora@field.example", name="Nora", by=people["stella"], role=Role.SURVEYOR)
    secrets = (
        invitation.get_absolute_url().strip("/").rpartition("/")[2],
        CalendarKey.renew(people["olivia"]).token,
        token(people),
        str(StoredFile.objects.values_list("pk", flat=True).first() or uuid.uuid4()),
    )
    return list(zip(KINDS, secrets, strict=True))


def guess(dice, secret: str, turn: int) -> str:
    """The secret with one sign changed, or as many signs by chance."""
    if turn % 2:
        return "".join(dice.choices(LETTERS, k=len(secret)))
    place = dice.randrange(len(secret))
    other = dice.choice([sign for sign in LETTERS if sign.lower() != secret[place].lower()])
    return secret[:place] + other + secret[place + 1 :]


def calendar(secret: str):
    return CalendarKey.objects.filter(token=secret).first()


def stored(secret: str):
    try:
        return StoredFile.objects.filter(pk=uuid.UUID(secret)).first()
    except ValueError:
        return None


KINDS = (Invitation.objects.behind, calendar, RecipientToken.objects.behind, stored)
FIGURES = {"E-15": (run, 1_000_000)}
