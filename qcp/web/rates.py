"""How often one visitor may ask: counted per address and minute, never by a header that anyone can write."""

from django.core.cache import cache

from qcp import clock
from qcp.accounts.origins import origin


def within(request, what: str, *, per_minute: int) -> bool:
    """Is this visitor still within the limit? Counts the visit."""
    minute = int(clock.now().timestamp() // 60)
    key = f"rate:{what}:{origin(request)}:{minute}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key) <= per_minute
