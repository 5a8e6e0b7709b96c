"""Every form that a page shows, sent twice as it stands: one effect, and both senders are led to one page.

The forms are not listed here: they are found on the pages to which links lead, for each kind of person.
"""

import itertools
import re
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qcp.web.models import Sent
from tests.architecture.access_world import world
from tests.pages import Form, Page

from .a_draft import a_draft
from .figure import Figure

WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM) \"(?!django_session)", re.I)
LEAVE_OUT = ("/static/", "/admin/", "/files/", "/letters/", "/accounts/", "/scores/", "#", "mailto:", "http")
DESK = "/admin/"
WORDS = "As agreed on the phone."
ACTING = 50  # of a hundred pairs at least; the others are refused, both times alike
ALL = 1000


@dataclass
class Found:
    """A form on a page, and whom it was shown to."""

    who: object
    url: str
    form: Form

    @property
    def action(self) -> str:
        return self.form.action or self.url

    @property
    def shape(self) -> tuple:
        return (self.who.pk, re.sub(r"[0-9a-f-]{36}", "#", self.action), tuple(sorted(self.form.values)))


def forms_for(user, pages: int, start="/home/", leave_out=LEAVE_OUT) -> list[Found]:
    """Every form that acts, on one page of each shape within reach of this person."""
    client, todo, known, found = signed_in(user), [start], {start}, {}
    while todo and pages:
        pages -= 1
        url = todo.pop(0)
        answer = client.get(url)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        page = Page(answer)
        for form in page.forms:
            each = Found(user, url.split("#")[0], form)
            if form.method == "post" and (form.keyed or start == DESK) and not each.action.startswith("/accounts/"):
                found.setdefault(each.shape, each)
        for href, _ in page.links:
            shape = re.sub(r"[0-9a-f-]{36}|\d+", "#", href.split("#")[0].split("?")[0])
            if href and not href.startswith(leave_out) and shape not in known:
                known.add(shape)
                todo.append(href.split("#")[0])
    return list(found.values())


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answered(form: Form, number: int) -> dict:
    """The form as it stands, with words and ticks where nothing stands yet, and a key of its own."""
    values = dict(form.values) | {"form_key": [f"pair-{number}"]}
    for control in form.controls:
        name, kind = control.get("name"), control.get("type", control["tag"])
        if not name or values.get(name, [""]) != [""]:
            continue
        if kind in ("textarea", "text"):
            values[name] = [WORDS]
        elif kind in ("radio", "checkbox"):
            values[name] = [control.get("value", "on")]
    return values


def act_once(found: Found, number: int) -> tuple[bool, bool]:
    """(right, acted): sent twice; the second time nothing is written, and the way leads to the same page."""
    client, values = signed_in(found.who), answered(found.form, number)
    cache.clear()  # nobody is refused for asking too often: that would prove nothing
    with transaction.atomic():
        first = client.post(found.action, values)
        with CaptureQueriesContext(connection) as asked:
            again = client.post(found.action, values)
        wrote = [query["sql"] for query in asked if WRITES.match(query["sql"])]
        transaction.set_rollback(True)
    if not 300 <= first.status_code < 400:
        return again.status_code == first.status_code < 500, False
    return again.status_code in (302, 303) and again.url == first.url and not real(wrote), True


def real(wrote: list[str]) -> list[str]:
    """What was written beyond the mark that this form was sent before."""
    return [sql for sql in wrote if Sent._meta.db_table not in sql]


@contextmanager
def everybody(pages: int):
    """Every form within so many pages of each kind of person, in a world that is taken back."""
    with transaction.atomic():
        people, _ = world()
        with a_draft(complete=True) as (_, signatory, editor):
            users = [signatory, editor, *(people[name] for name in ("olivia", "sam", "rita", "stella", "max", "carl"))]
            yield [each for user in users for each in forms_for(user, pages)]
        transaction.set_rollback(True)


def pairs_of(found: list[Found], size: int) -> Figure:
    """So many pairs, over all these forms, one after the other."""
    good = acted = 0
    for number, each in zip(range(size), itertools.cycle(found), strict=False):
        right, was_taken = act_once(each, number)
        good, acted = good + right, acted + was_taken
        if not right:
            print(each.who, each.action)
    return Figure(good if acted * 100 >= size * ACTING else 0, size)


def pairs(size: int = ALL) -> Figure:
    with everybody(10 + size // 10) as found:
        return pairs_of(found, size)


FIGURES = {"A11": (pairs, ALL)}
