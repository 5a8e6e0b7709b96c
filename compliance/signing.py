"""Statements that can be checked without us: JWS (RFC 7515) with Ed25519 (RFC 8037), against a published key."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

KIND = "qcp-status+json"


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def private_key(portal_key: str) -> Ed25519PrivateKey:
    """Follows from the portal's own key, so that there is no second secret to keep."""
    return Ed25519PrivateKey.from_private_bytes(
        hashlib.sha256(b"qcp.compliance.signing" + portal_key.encode()).digest()
    )


def public_jwk(portal_key: str) -> dict:
    """The public half; `kid` is its thumbprint (RFC 7638)."""
    raw = private_key(portal_key).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    core = {"crv": "Ed25519", "kty": "OKP", "x": encoded(raw)}
    thumb = hashlib.sha256(json.dumps(core, sort_keys=True, separators=(",", ":")).encode()).digest()
    return {**core, "kid": encoded(thumb), "alg": "EdDSA", "use": "sig"}


def published() -> dict:
    """Today's key first; former ones stay, so that what they signed can still be checked."""
    return {"keys": [public_jwk(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]}


def sign(statement: dict) -> str:
    """The statement as a compact JWS."""
    header = {"alg": "EdDSA", "typ": KIND, "kid": public_jwk(settings.SECRET_KEY)["kid"]}
    parts = [encoded(json.dumps(each, sort_keys=True, separators=(",", ":")).encode()) for each in (header, statement)]
    content = ".".join(parts)
    return f"{content}.{encoded(private_key(settings.SECRET_KEY).sign(content.encode()))}"
