"""What holds for every form that is found, whoever made it: its way back, a lost session, and two people at once."""

import itertools
from collections import defaultdict

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from qcp.access.table import row_of

from .figure import Figure
from .forged import the_desk_too
from .sent_twice import WORDS, WRITES, Found, answered, real, signed_in

MINE, THEIRS = "Mine, as first written.", "Theirs, as written second."
REDIRECTS = (302, 303)
ALL = 1000


def leads_back(found: Found, number: int) -> bool:
    """(A10) What was taken leads on to a page; going back asks the portal anew, and nothing is sent again."""
    client = signed_in(found.who)
    with transaction.atomic():
        before = client.get(found.url)
        sent = client.post(found.action, answered(found.form, number))
        onward = client.get(sent.url) if sent.status_code in REDIRECTS and sent.url.startswith("/") else None
        again = client.get(found.url)
        transaction.set_rollback(True)
    fresh = all("no-store" in page.headers.get("Cache-Control", "") for page in (before, again))
    led = onward is None or onward.status_code in (200, *REDIRECTS)
    return fresh and led and again.status_code in (200, 404, *REDIRECTS)


def is_public(address: str) -> bool:
    try:
        row = row_of(resolve(address.split("?")[0]))
    except Resolver404:
        return False
    return bool(row) and "anonymous" in row.post


def survives_sign_out(found: Found, number: int) -> bool:
    """(A7) Sent after the session ended: nothing is written, one signs in, and the page had kept what was typed."""
    with transaction.atomic():
        page = signed_in(found.who).get(found.url).content
        with CaptureQueriesContext(connection) as asked:
            answer = Client().post(found.action, answered(found.form, number))
        transaction.set_rollback(True)
    wrote = real([query["sql"] for query in asked if WRITES.match(query["sql"])])
    to_sign_in = answer.status_code == 401 or "/accounts/login/" in answer.headers.get("Location", "")
    hidden = answer.status_code == 404 and found.action.startswith("/admin/")
    keeps = b"js/kept.js" in page or b"data-autosave" in page
    return is_public(found.action) or (keeps and (to_sign_in or hidden) and not wrote)


def shared(found: list[Found]) -> list[tuple[Found, Found]]:
    """Forms with room for words that two people have before them at once."""
    by_address = defaultdict(list)
    for each in found:
        if WORDS in str(answered(each.form, 0)) and not is_public(each.action):
            by_address[each.action].append(each)
    pairs = (pair for forms in by_address.values() for pair in itertools.combinations(forms, 2))
    return [(one, two) for one, two in pairs if one.who != two.who]


def saying(form, text: str, number: int) -> dict:
    """The form as it stands, with these words where words were missing."""
    return {name: text if value == WORDS else value for name, value in answered(form, number).items()}


def keeps_both(pair: tuple[Found, Found], number: int) -> bool:
    """(A12) When the second of two was taken as well, the first one's words still stand where they were written."""
    (one, two), taken = pair, []
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            taken += [signed_in(one.who).post(one.action, saying(one.form, MINE, number)).status_code]
        wrote = [query["sql"] for query in asked if WRITES.match(query["sql"]) and MINE in query["sql"]]
        taken += [signed_in(two.who).post(two.action, saying(two.form, THEIRS, number)).status_code]
        gone = wrote and not any(holds(sql.split('"')[1], MINE) for sql in wrote)
        transaction.set_rollback(True)
    return not (gone and set(taken) <= set(REDIRECTS))


def holds(table: str, text: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a table that was just written
        return any(text in str(value) for row in cursor.fetchall() for value in row)


def judged(check, things: list, size: int) -> Figure:
    """So many of them, spread over all."""
    picked = things[:: max(1, len(things) // size)][:size]
    good = 0
    for number, each in enumerate(picked):
        cache.clear()  # nobody is refused for asking too often: that would prove nothing
        right = check(each, number)
        good += right
        if not right:
            print(check.__name__, each)
    return Figure(good, len(picked))


def over_all(check, choose=list):
    def run(size: int = ALL) -> Figure:
        with the_desk_too(size // 4) as found:
            return judged(check, choose(found), size)

    return run


FIGURES = {
    "A7": (over_all(survives_sign_out), ALL),
    "A10": (over_all(leads_back), ALL),
    "A12": (over_all(keeps_both, shared), ALL),
}
