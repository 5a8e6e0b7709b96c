"""The bank that takes cards: what it can be asked, in words of ours. Never called while a transaction is open."""

from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string


def takes_cards() -> bool:
    """Has the program an account for card payments? Without one the office records what comes in."""
    return bool(settings.STRIPE_SECRET_KEY)


def moves_real_money() -> bool:
    return "_live_" in settings.STRIPE_SECRET_KEY


def bank():
    """The bank, to be asked now."""
    if any(not block._from_testcase for block in connection.atomic_blocks):
        raise RuntimeError("The bank is asked with no transaction open.")
    return known(settings.CARD_BANK, settings.STRIPE_SECRET_KEY, settings.STRIPE_API)


@cache
def known(path: str, key: str, address: str):
    return import_string(path)(key, address)
