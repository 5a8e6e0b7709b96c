"""E-19: whatever is sent to whichever address that takes something, by whoever may send there, the portal answers."""

import json
import random
from collections.abc import Iterator

from django.db import transaction
from django.test import Client

from practices.actions import recipients
from tests.architecture import access_questions as matrix
from tests.architecture.access_world import world
from tests.factories.releases import open_recipient

from .figure import Figure

TEXTS = """|0|-1|1e400|NaN|' OR 1=1 --|{{ 7*7 }}|<script>|../../etc/passwd|2028-02-29|2027-02-29|0001-01-01|24:00
|true|[]|%s%n|=1+1|00000000-0000-0000-0000-000000000007"""
NAMES = """reason user topic values revision device since operations op_id finding field value base seq client_at
offset_minutes place name size sha256 number note signature on date email role amount file choice page limit q"""
ODD = [*TEXTS.replace("\n", "").split("|"), " ", "9" * 40, "ÿ" * 300, "\x00", "\ud800", "\r\nX: y", "\u202e", "🙂" * 50]
KEYS = NAMES.split()
READING = ["api/v1/practices/", "api/v1/practices/{}/", "api/v1/practices/{}/signed/", "api/v1/fhir/Organization/{}",
           "api/v1/bulk-check/", "verify/{}/", "verify/{}/signed.json", "calendar/{}/"]  # fmt: skip
KINDS = ["application/json", "application/x-www-form-urlencoded", "text/csv", "text/plain", "application/octet-stream"]


def run(size: int) -> Figure:
    dice = random.Random(19)  # noqa: S311  inventing requests is no secret
    with transaction.atomic():
        people, houses = world()
        targets = list(addresses(people, houses))
        bearer = {"Authorization": f"Bearer {token(people)}"}
        wrong = [answer for number in range(size) if (answer := trouble(number, dice, targets, bearer))]
        transaction.set_rollback(True)
    for each in wrong:
        print(each)
    return Figure(size - len(wrong), size)


def token(people) -> str:
    recipient = open_recipient(by=people["stella"], confirmed_by=people["steve"], name="Another plan")
    return recipients.make_token(recipient, by=people["stella"])


def addresses(people, houses) -> Iterator[tuple]:
    """Every address that takes something, with each person who may send there."""
    for question in matrix.questions(methods=("POST",), houses=("elm",)):
        if question.name == "anonymous" or matrix.may_write(question, question.near(houses)):
            yield people.get(question.name), question.url(houses)


def trouble(number: int, dice: random.Random, targets: list, bearer: dict) -> str:
    """One request, taken back afterwards; a sentence when the answer is no answer."""
    person, url = dice.choice(targets)
    method, headers = "POST", {}
    if number % 3 == 0:
        method, url = dice.choice(["GET", "POST"]), "/" + dice.choice(READING).format(plain(dice))
        person, headers = None, bearer if dice.random() < 0.8 else {}
    kind = dice.choice(KINDS)
    body = content(dice, kind)
    client = Client(raise_request_exception=False, headers=headers)
    with transaction.atomic():
        if person:
            client.force_login(person)
        answer = client.generic(method, url, body, content_type=kind, QUERY_STRING=query(dice))
        transaction.set_rollback(True)
    return f"{method} {url} {kind} {body[:200]!r}: {answer.status_code}" if answer.status_code >= 500 else ""


def plain(dice) -> str:
    return "".join(c for c in dice.choice(ODD) if c.isalnum() or c in "-.") or "x"


def query(dice) -> str:
    return f"{dice.choice(KEYS)}={plain(dice)}" if dice.random() < 0.5 else ""


def content(dice, kind: str) -> bytes:
    if kind == "application/json":
        return json.dumps({dice.choice(KEYS): anything(dice, 3) for _ in range(dice.randint(0, 8))}).encode()
    if kind.endswith("urlencoded"):
        pairs = [f"{dice.choice(KEYS)}={plain(dice)}" for _ in range(dice.randint(0, 8))]
        return "&".join(pairs).encode()
    return (
        dice.randbytes(dice.randint(0, 200))
        if dice.random() < 0.5
        else "\n".join(dice.sample(ODD, 3)).encode(errors="replace")
    )


def anything(dice, depth: int):
    """A value of any kind that JSON knows, nested a little."""
    kind = dice.randrange(8 if depth else 6)
    if kind == 6:
        return [anything(dice, depth - 1) for _ in range(dice.randint(0, 3))]
    if kind == 7:
        return {dice.choice(KEYS): anything(dice, depth - 1) for _ in range(dice.randint(0, 4))}
    return (None, True, dice.randint(-5, 2**70), dice.random() * 1e308, dice.choice(ODD), dice.choice(ODD))[kind]


FIGURES = {"E-19": (run, 20_000)}
