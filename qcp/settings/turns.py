"""Tests on SQLite share one connection between the server's threads, so requests take turns, and stop between tests."""

from threading import RLock

from django.http import HttpResponse

TURN = RLock()


class Door:
    """Closed, it lets nobody from the network in; whoever closes it waits for the one inside to come out."""

    def __init__(self):
        self.is_open = True

    def open(self):
        self.is_open = True

    def close(self):
        with TURN:
            self.is_open = False

    def admits(self, request) -> bool:
        return self.is_open or "SERVER_SOFTWARE" not in request.META  # a test's own client is no server


DOOR = Door()


class OneAtATime:
    """The outermost middleware of the tests on SQLite; a real database needs no such thing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with TURN:
            return self.get_response(request) if DOOR.admits(request) else HttpResponse(status=503)
