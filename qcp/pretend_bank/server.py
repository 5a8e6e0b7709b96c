"""The pretend bank at an address: Stripe's requests and answers, the payer's page, signed messages to the portal."""

import hashlib
import hmac
import json
import queue
import re
import socketserver
import threading
import time
import urllib.parse
import urllib.request
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from .books import Books, Wrong
from .pages import session_page

RETRY_SECONDS = (0, 1, 5, 30, 120)


class Bank:
    """`Bank(...).start()` serves in a thread; `faults` is asked before and after each request of the portal."""

    def __init__(self, books: Books, port: int, secret: str, tell: str = "", faults=None):
        self.books, self.secret, self.tell_address, self.faults = books, secret, tell, faults
        self.server = make_server("127.0.0.1", port, self.answer, ThreadingServer, Quiet)
        self.port = self.server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.messages: queue.Queue = queue.Queue()
        if tell:
            books.listeners.append(lambda event: self.messages.put((event, 0)))
            threading.Thread(target=self.send_messages, daemon=True, name="bank-messages").start()

    def start(self) -> "Bank":
        threading.Thread(target=self.server.serve_forever, daemon=True, name="bank").start()
        return self

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    # --- messages ---

    def send_messages(self) -> None:
        """Each message until it is taken, as a real bank does."""
        while True:
            event, tries = self.messages.get()
            time.sleep(RETRY_SECONDS[tries])
            if not self.is_taken(event) and tries + 1 < len(RETRY_SECONDS):
                self.messages.put((event, tries + 1))

    def is_taken(self, event: dict) -> bool:
        body = json.dumps(event).encode()
        headers = {"Stripe-Signature": signed(body, self.secret), "Content-Type": "application/json"}
        request = urllib.request.Request(self.tell_address, body, headers)  # noqa: S310  the portal's own address
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return answer.status == 200
        except OSError:
            return False

    # --- requests ---

    def answer(self, environ, start):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        if not path.startswith("/v1/"):
            return self.show(method, path, sent, start)
        asked = nested(urllib.parse.parse_qsl(sent or environ.get("QUERY_STRING", "")))
        key = environ.get("HTTP_IDEMPOTENCY_KEY", "")
        fault = self.faults(method, path) if self.faults else None
        status, answer = fault.before(self, key, asked) if fault else (0, None)
        if not status:
            status, answer = self.answered(method, path, asked, key)
        body = json.dumps(answer).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start(f"{status} .", headers)
        return fault.after(body) if fault else [body]

    def answered(self, method: str, path: str, asked: dict, key: str) -> tuple[int, dict]:
        try:
            with self.books.lock:
                return 200, self.route(method, path.removeprefix("/v1/"), asked, key)
        except Wrong as wrong:
            return wrong.status, {"error": {"type": wrong.kind, "message": wrong.words}}

    def route(self, method: str, path: str, asked: dict, key: str) -> dict:
        for wanted, pattern, act in ROUTES:
            found = re.fullmatch(pattern, path)
            if method == wanted and found:
                return act(self, asked, key, *found.groups())
        raise Wrong(f"Unrecognized request URL ({method}: /v1/{path}).", 404)

    def create(self, asked: dict, key: str) -> dict:
        return self.with_url(self.books.once(key, asked, self.books.open_session))

    def with_url(self, session: dict, expand: bool = False) -> dict:
        shown = dict(session)
        if shown["status"] == "open":
            shown["url"] = f"{self.address}/pay/{shown['id']}"
        if expand and shown["payment_intent"]:
            shown["payment_intent"] = self.books.intents[shown["payment_intent"]]
        return shown

    def look(self, asked: dict, key: str, session_id: str) -> dict:
        return self.with_url(self.books.session(session_id), expand="expand" in asked)

    def sessions(self, asked: dict, key: str) -> dict:
        return paged([self.with_url(self.books.session(name)) for name in list(self.books.sessions)], asked)

    def show(self, method: str, path: str, sent: str, start):
        """The payer's page."""
        session = self.books.sessions.get(path.removeprefix("/pay/"))
        if session is None:
            start("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is no such page at the pretend bank."]
        wish = dict(urllib.parse.parse_qsl(sent)).get("do")
        if method == "POST" and session["status"] == "open" and wish == "decline":
            self.books.decline(session["id"])
        elif method == "POST" and session["status"] == "open":
            self.books.pay(session["id"])
            start("303 See Other", [("Location", session["success_url"])])
            return [b""]
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        return [session_page(self.books.session(session["id"]), refused=wish == "decline").encode()]


ROUTES = [
    ("POST", "checkout/sessions", Bank.create),
    ("GET", "checkout/sessions", Bank.sessions),
    ("GET", "checkout/sessions/(cs_[a-z0-9_]+)", Bank.look),
    ("POST", "checkout/sessions/(cs_[a-z0-9_]+)/expire", lambda bank, asked, key, name: bank.books.expire(name)),
    ("GET", "payment_intents/(pi_[a-z0-9]+)", lambda bank, asked, key, name: bank.books.intent(name)),
    ("POST", "refunds", lambda bank, asked, key: bank.books.once(key, asked, bank.books.refund)),
    ("GET", "refunds", lambda bank, asked, key: paged(list(bank.books.refunds.values()), asked)),
    ("GET", "disputes", lambda bank, asked, key: paged(list(bank.books.disputes.values()), asked)),
]


def paged(things: list[dict], asked: dict) -> dict:
    """One page of a list, the newest first, as asked for."""
    since = int(asked.get("created", {}).get("gte", 0))
    intent = asked.get("payment_intent")
    things = [
        each for each in reversed(things) if each["created"] >= since and intent in (None, each["payment_intent"])
    ]
    after = asked.get("starting_after")
    if after:
        things = things[[each["id"] for each in things].index(after) + 1 :]
    limit = int(asked.get("limit", 10))
    return {"object": "list", "url": "/v1/list", "has_more": len(things) > limit, "data": things[:limit]}


def nested(pairs: list[tuple[str, str]]) -> dict:
    """a[b][0]=c as Stripe's clients write it -> {"a": {"b": ["c"]}}."""
    tree: dict = {}
    for name, value in pairs:
        place = tree
        *path, last = re.findall(r"[^\[\]]+", name)
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return listed(tree)


def listed(tree):
    if not isinstance(tree, dict):
        return tree
    content = {name: listed(value) for name, value in tree.items()}
    return list(content.values()) if content and all(name.isdigit() for name in content) else content


def signed(body: bytes, secret: str, at: int | None = None) -> str:
    """The header that proves who sent these bytes, and when."""
    at = int(time.time()) if at is None else at
    mark = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={mark}"


class ThreadingServer(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        """The portal's log is about the portal."""
