"""What the bank says, in words of ours, and the ways in which it says nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


class Unanswered(Exception):
    """No answer, or half of one: the bank may have done what it was asked, or may still do it."""


class Broken(Unanswered):
    """The bank answered that something broke on its side. It is no longer at work on the request."""


class Declined(Exception):
    """The bank understood and refused. Nothing was done."""


Ask = Callable[[Callable], object]  # how long to wait for the bank: `ask(lambda: bank().see(payment))`


def patiently(call):
    """A worker waits as long as the bank needs."""
    return call()


@dataclass(frozen=True)
class Movement:
    """Money that the bank moved after a payment: a refund, or a dispute."""

    id: str
    cents: int
    counts: bool  # the money is gone; False: not yet, or no longer
    is_final: bool = True
    refund: str = ""  # our own name of a refund that we asked for
    words: str = ""


@dataclass(frozen=True)
class Seen:
    """One session as it stands at the bank now, with all that became of its money."""

    session_id: str
    status: str  # open, complete or expired
    is_paid: bool
    cents: int
    currency: str
    payment: str  # our own name of it
    is_live: bool  # real money
    url: str = ""
    intent_id: str = ""
    has_failed: bool = False  # complete, and the money will not come
    paid_at: datetime | None = None
    refunds: tuple[Movement, ...] = ()
    disputes: tuple[Movement, ...] = ()
