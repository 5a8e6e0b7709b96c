"""The pretend bank as a peer of the tests, with faults: slow, broken, cut in the middle of an answer."""

import time
from dataclasses import dataclass, field

from qcp.pretend_bank.books import Books
from qcp.pretend_bank.server import Bank

SECRET = "whsec_of_the_tests"


class Cut(Exception):
    """The connection ends in the middle of an answer."""


@dataclass
class Fault:
    """Happens to the next `times` requests whose method and path begin with `when`.

    how: '500' (kept under the key, as Stripe does), '500 after' (the work is done, but the answer broke), 'cut' (done,
    half an answer), 'slow' (done, but late), 'hang' (late and not done), 'drip' (done, a byte at a time), 'garbage'.
    """

    when: str
    how: str
    times: int = 1
    seconds: float = 1.0

    def before(self, bank, key, asked):
        if self.how == "hang":
            time.sleep(self.seconds)
            return 503, {"error": {"type": "api_error", "message": "Too late."}}
        if self.how == "500":
            bank.books.keep(key, asked, {}, 500, "Something broke.")
            return 500, {"error": {"type": "api_error", "message": "Something broke."}}
        return 0, None

    def after(self, body: bytes):
        if self.how == "slow":
            time.sleep(self.seconds)
        if self.how == "cut":
            return [body[: len(body) // 2]]
        if self.how == "garbage":
            return [b"<" * len(body)]
        if self.how == "drip":
            return drip(body, self.seconds)
        return [body]


def drip(body: bytes, seconds: float):
    for number in range(len(body)):
        time.sleep(seconds / len(body))
        yield body[number : number + 1]


@dataclass
class Faults:
    planned: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __call__(self, method: str, path: str):
        request = f"{method} {path}"
        self.asked.append(request)
        for fault in self.planned:
            if fault.times and request.startswith(fault.when):
                fault.times -= 1
                return fault
        return None

    def plan(self, when: str, how: str, **more) -> None:
        self.planned.append(Fault(when, how, **more))


class TestBank(Bank):
    """Serves on a free port; its messages are taken from `books.events` by the test, in any order."""

    __test__ = False

    def __init__(self):
        super().__init__(Books(), 0, SECRET, faults=Faults())

    @property
    def session(self) -> dict:
        """The newest."""
        return list(self.books.sessions.values())[-1]

    def pay(self) -> dict:
        return self.books.pay(self.session["id"])

    def reset(self) -> None:
        self.books.__init__()
        self.faults = Faults()
