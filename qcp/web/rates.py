"""How often one visitor may ask: counted per address and minute, never by a header that anyone can write."""

from django.conf import settings
from django.core.cache import cache

from qcp import clock


def address_of(request) -> str:
    """The visitor's address: the first one from the right that is not a proxy of ours. Unset: the peer itself."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    address = request.META.get("REMOTE_ADDR", "")
    while hops and address in settings.TRUSTED_PROXIES:
        address = hops.pop()
    return address


def within(request, what: str, *, per_minute: int) -> bool:
    """Is this visitor still within the limit? Counts the visit."""
    minute = int(clock.now().timestamp() // 60)
    key = f"rate:{what}:{address_of(request)}:{minute}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key) <= per_minute
