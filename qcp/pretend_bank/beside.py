"""The pretend bank beside the embedded portal, in a thread of the one server process."""

import logging

from django.conf import settings

from .books import Books
from .server import Bank

logger = logging.getLogger(__name__)


def start_beside_the_server() -> None:
    """Serve it where the settings say, if they do. Without it the portal works, and says that the bank is silent."""
    if not settings.PRETEND_BANK_PORT:
        return
    books = Books(str(settings.RUN_DIR / "pretend-bank.json"))
    tell = f"{settings.BASE_URL}/webhooks/stripe/"
    try:
        Bank(books, settings.PRETEND_BANK_PORT, settings.STRIPE_WEBHOOK_SECRETS[0], tell).start()
    except OSError as error:
        logger.warning("The pretend bank cannot use port %s: %s", settings.PRETEND_BANK_PORT, error)
