"""Tests on SQLite share one connection between the server's threads, so requests take turns."""

from threading import RLock

TURN = RLock()


class OneAtATime:
    """The outermost middleware of the tests on SQLite; a real database needs no such thing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with TURN:
            return self.get_response(request)
