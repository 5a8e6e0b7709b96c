"""Who carries the letters out of the house. `settings.MAIL_PROVIDER` names one; each answers for what it accepted."""

from enum import Enum
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string


class Answer(Enum):
    """What a provider knows about a letter that may have been handed over before."""

    ACCEPTED = "accepted"
    UNKNOWN = "unknown"  # it would know, and has never had it
    CANNOT_SAY = "cannot say"  # it keeps no account of what it accepted


class Bounced(Exception):
    """Refused for good: trying again would change nothing."""


class Unsure(Exception):
    """The connection was lost half-way: perhaps it was accepted. Any other exception: it was not, try again."""


class Provider(Protocol):
    name: str

    def ask(self, reference: str) -> Answer:
        """Was the letter with this Message-ID accepted before?"""

    def send(self, letter: EmailMessage) -> None:
        """Hand it over; returning means it was accepted."""


def provider() -> Provider:
    """The one in use."""
    return import_string(settings.MAIL_PROVIDER)()
