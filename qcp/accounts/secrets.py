"""Secrets at rest, sealed with a key that follows from the portal's own."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def seal(text: str) -> str:
    return box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    return box().decrypt(sealed.encode()).decode()


def box() -> Fernet:
    key = hashlib.sha256(b"qcp.accounts.secrets" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
