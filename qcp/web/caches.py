"""The portal's cache: Redis while it answers, and each process's own memory while it does not.

Only counts live in it, so its loss slows nobody down and opens nothing: while Redis is away every count in memory
goes up by four at a time, since up to four processes count side by side.
"""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

AGAIN_AFTER = 5  # seconds until Redis is asked again, so that no page waits for it twice
STRICTER = 4
ASKED = ("add", "get", "set", "touch", "delete", "incr", "has_key", "get_many", "set_many", "delete_many", "clear")


class OwnMemory(LocMemCache):
    def incr(self, key, delta=1, version=None):
        return super().incr(key, delta * STRICTER, version)


def asked(name: str):
    """The method of that name: of Redis, or of the memory while Redis is away."""

    def ask(self, *args, **kwargs):
        if time.monotonic() >= self.ask_again_at:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except RedisError as error:
                self.ask_again_at = time.monotonic() + AGAIN_AFTER
                logger.warning("The cache is away (%s); counts are kept in memory.", type(error).__name__)
        return getattr(self.memory, name)(*args, **kwargs)

    return ask


class SteadyCache(RedisCache):
    """Never fails a page."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self.memory = OwnMemory("while-redis-is-away", {})
        self.ask_again_at = 0.0


for each in ASKED:
    setattr(SteadyCache, each, asked(each))
