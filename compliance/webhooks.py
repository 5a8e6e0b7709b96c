"""How a webhook is signed: the scheme of 'Standard Webhooks', so that recipients can check with a library they know.

webhook-id names the change (the same at every try: a copy is known as a copy), webhook-timestamp the moment of this
try (an old one is refused), webhook-signature is an HMAC-SHA256 over 'id.timestamp.body' with the shared secret.
"""

import base64
import hashlib
import hmac
import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings

PREFIX = "whsec_"
TOLERANCE_SECONDS = 300


def signature(secret: str, event_id: str, timestamp: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{event_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def headers(secret: str, event_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": "QCP-Webhooks/1",
        "webhook-id": event_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, event_id, timestamp, body),
    }


def is_outside(url: str) -> bool:
    """Does the address lead out of our own house? Asked at every try, since a name may lead elsewhere tomorrow."""
    parts = urlsplit(url)
    if settings.EMBEDDED:
        return parts.scheme in ("http", "https")
    if parts.scheme != "https" or not parts.hostname:
        return False
    found = socket.getaddrinfo(parts.hostname, parts.port or 443, proto=socket.IPPROTO_TCP)
    return all(ipaddress.ip_address(each[4][0]).is_global for each in found)
