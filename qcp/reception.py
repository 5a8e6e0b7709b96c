"""gunicorn's worker with threads, and a reception before them: a thread is given to a request that has arrived whole.

What a connection sends is collected by the worker's one loop, the larger part of it in a file. So a sender of one byte
a second holds a place in the reception and no thread; whoever is slower than PACE, or too many, is cut off.

Told to stop, it first says at /readyz that it leaves, and goes on working for a while, so that nobody is sent here any
more when it closes its door.
"""

import re
import time
from functools import partial
from selectors import EVENT_READ
from tempfile import SpooledTemporaryFile

from gunicorn.workers.gthread import ThreadWorker

from qcp import leaving

PATIENCE = 20  # seconds for the head of a request, and to begin with for everything else
PACE = 2048  # bytes a second, from then on
PLACES = 400  # requests on their way at once; the one that has been here longest makes room
HEAD = 64 * 1024
IN_MEMORY = 256 * 1024
LARGEST = 100 * 1024 * 1024  # far more than any form takes: what is larger than a file may be is refused in words
ALTOGETHER = 10 * LARGEST
WRITING = 60  # seconds without a byte taken by the one who reads the answer

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.I | re.M)
CHUNKED = re.compile(rb"^transfer-encoding:.*chunked", re.I | re.M)
ASKS_FIRST = re.compile(rb"^expect:[ \t]*100-continue", re.I | re.M)
LAST_CHUNK = b"0\r\n\r\n"


class Arriving:
    """One request on its way."""

    def __init__(self, now: float):
        self.began, self.content = now, SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed once it was answered
        self.head, self.tail, self.size = b"", b"", 0
        self.needed: int | None = None  # bytes in all; not known before the head is here, or when it comes in chunks
        self.asks_first = False

    def take(self, data: bytes) -> None:
        self.content.write(data)
        self.size += len(data)
        self.tail = (self.tail + data)[-len(LAST_CHUNK) :]
        if self.needed is None and END_OF_HEAD not in self.head:
            self.head += data
            head, end, _ = self.head.partition(END_OF_HEAD)
            if end:
                self.judge(head, len(head) + len(end))

    def judge(self, head: bytes, size: int) -> None:
        """How much will come."""
        self.asks_first = bool(ASKS_FIRST.search(head))
        if not CHUNKED.search(head):
            length = LENGTH.search(head)
            self.needed = size + (int(length[1]) if length else 0)

    @property
    def has_head(self) -> bool:
        return END_OF_HEAD in self.head

    @property
    def is_whole(self) -> bool:
        """Nothing more to wait for. A head that never ends is for the parser to refuse."""
        if not self.has_head:
            return self.size > HEAD
        return self.tail == LAST_CHUNK if self.needed is None else self.size >= self.needed

    @property
    def goes_on(self) -> bool:
        """Has the next request already begun behind this one?"""
        return self.needed is not None and self.size > self.needed

    @property
    def is_too_large(self) -> bool:
        return max(self.size, self.needed or 0) > LARGEST

    def is_late(self, now: float) -> bool:
        expected = (self.needed or self.size) if self.has_head else 0
        return now > self.began + PATIENCE + expected / PACE


class Line:
    """The socket of a connection, of which a thread reads only what has arrived."""

    def __init__(self, socket):
        self.socket, self.arrived = socket, None

    def __getattr__(self, name):
        return getattr(self.socket, name)

    def recv(self, size: int, *flags) -> bytes:
        return self.arrived.content.read(size)

    def setblocking(self, waits: bool) -> None:
        """Writing has an end as well: nobody holds a thread by not reading."""
        self.socket.settimeout(WRITING if waits else 0)


class Reception(ThreadWorker):
    """`worker_class` of gunicorn's settings."""

    leaving_seconds = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.arriving: dict = {}  # connection -> Arriving, the longest here first

    def enqueue_req(self, conn):
        """A connection was opened, or a kept one speaks again: first everything has to be here."""
        if not isinstance(conn.sock, Line):
            conn.sock = Line(conn.sock)
        if len(self.arriving) >= PLACES:
            self.cut_off(next(iter(self.arriving)))
        conn.sock.setblocking(False)
        self.arriving[conn] = Arriving(time.monotonic())
        self.poller.register(conn.sock, EVENT_READ, partial(self.receive, conn))

    def receive(self, conn, line):
        """More of it is here, or its end. A line that breaks, or a disk without room, ends this connection alone."""
        arriving = self.arriving[conn]
        try:
            data = line.socket.recv(64 * 1024)
            knew = arriving.has_head
            arriving.take(data)
            if arriving.asks_first and not knew:
                line.socket.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        except BlockingIOError:
            return
        except OSError:
            return self.cut_off(conn)
        if arriving.is_too_large or self.is_full() or not arriving.size:
            self.cut_off(conn)
        elif arriving.is_whole or not data:
            self.hand_over(conn)

    def is_full(self) -> bool:
        return sum(each.size for each in self.arriving.values()) > ALTOGETHER

    def hand_over(self, conn):
        """To a thread, which waits for nothing any more."""
        self.poller.unregister(conn.sock)
        conn.sock.arrived = self.arriving.pop(conn)
        conn.sock.arrived.content.seek(0)
        conn.data_ready = True
        super().enqueue_req(conn)

    def handle(self, conn):
        """Answered: a kept connection begins anew; one on which two requests came in one breath is closed."""
        try:
            return super().handle(conn) and not conn.sock.arrived.goes_on
        finally:
            conn.sock.arrived.content.close()

    def cut_off(self, conn):
        self.poller.unregister(conn.sock)
        self.arriving.pop(conn).content.close()
        self.nr_conns -= 1
        conn.close()

    def handle_exit(self, sig, frame):
        """Told to stop: from now on not ready, and gone after a while."""
        leaving.since = leaving.since or time.monotonic()
        if not self.leaving_seconds:
            super().handle_exit(sig, frame)

    def murder_pending(self):
        """Every second: who is late goes, and when the server stops, who has not yet said anything."""
        super().murder_pending()
        now = time.monotonic()
        if self.alive and leaving.since is not None and now > leaving.since + self.leaving_seconds:
            super().handle_exit(None, None)
        for conn, arriving in list(self.arriving.items()):
            if arriving.is_late(now) or not (self.alive or arriving.size):
                self.cut_off(conn)
