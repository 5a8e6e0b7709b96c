"""How often one visitor may ask: counted per address and minute, never by a header that anyone can write."""

from django.core.cache import cache

from qcp import clock
from qcp.accounts.origins import origin


def within(request, what: str, *, per_minute: int) -> bool:
    """Is this visitor still within the limit? Counts the visit."""
    return visits(f"{what}:{origin(request)}") <= per_minute


def visits(who: str) -> int:
    """How many of them there were in this minute, this one included."""
    key = f"rate:{who}:{int(clock.now().timestamp() // 60)}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten between these two lines: the cache was emptied, or went away
        cache.set(key, 1, timeout=120)
        return 1
