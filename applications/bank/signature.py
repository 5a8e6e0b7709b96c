"""Is a message really from the bank, and of just now?"""

import stripe
from django.conf import settings

from qcp import clock

TOLERANCE_SECONDS = 300


def is_genuine(body: bytes, header: str) -> bool:
    """Signed over exactly these bytes with a secret of ours (two while one replaces the other), and neither old nor
    from the future. Stripe's library compares in constant time, but would believe in the future."""
    return is_fresh(header) and any(is_signed(body, header, secret) for secret in settings.STRIPE_WEBHOOK_SECRETS)


def is_fresh(header: str) -> bool:
    times = [part[2:] for part in header.split(",") if part.startswith("t=")]
    if len(times) != 1 or not times[0].isascii() or not times[0].isdigit():
        return False
    return abs(clock.now().timestamp() - int(times[0])) <= TOLERANCE_SECONDS


def is_signed(body: bytes, header: str, secret: str) -> bool:
    try:
        return stripe.WebhookSignature.verify_header(body, header, secret)
    except (stripe.SignatureVerificationError, UnicodeDecodeError):
        return False
