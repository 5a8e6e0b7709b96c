"""A page waits for the bank a little while only, and few pages wait at a time; a worker goes on where they left off."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong

from django.conf import settings

from .answers import Unanswered

AT_ONCE = 2  # threads of a server that may wait for the bank; all others answer at once
POOL = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="bank")
FREE = threading.BoundedSemaphore(AT_ONCE)


class Impatience:
    """`ask(call)` for the calls of one page together. The call itself goes on when we no longer wait."""

    def __init__(self):
        self.until = time.monotonic() + settings.CARD_SECONDS

    def __call__(self, call):
        if not FREE.acquire(blocking=False):
            raise Unanswered("Other pages wait for the bank already.")
        called = POOL.submit(call)
        called.add_done_callback(lambda done: FREE.release())
        try:
            return called.result(timeout=max(0.0, self.until - time.monotonic()))
        except TooLong:
            raise Unanswered(f"No answer within {settings.CARD_SECONDS} seconds.") from None
