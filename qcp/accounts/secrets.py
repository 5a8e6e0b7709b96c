"""Secrets at rest, sealed with a key that follows from the portal's own. Keys named as former open theirs."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    return boxes().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    return boxes().decrypt(sealed.encode()).decode()


def reseal(sealed: str) -> str:
    """The same secret under today's key."""
    return boxes().rotate(sealed.encode()).decode()


def boxes() -> MultiFernet:
    """Today's key first: it seals; the others only open."""
    return MultiFernet([box(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def box(portal_key: str) -> Fernet:
    key = hashlib.sha256(b"qcp.accounts.secrets" + portal_key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
