"""Every page within reach of links has a title of its own; a page of a step says which step of which application."""

import re
from collections import defaultdict

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client

from qcp.accounts.models import User
from tests.architecture.access_world import PEOPLE, world
from tests.pages import Page

from .a_draft import a_draft
from .figure import Figure

ALL = 10_000
LEAVE_OUT = ("/static/", "/admin/", "/files/", "/letters/", "/outbox/", "/accounts/login", "/accounts/logout")
STEP = re.compile(r"/applications/[0-9a-f-]{36}/steps/")
H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)


def pages(user, size: int):
    """(address, title, h1s) of at most so many pages, from home along every link."""
    client, todo, known = Client(), ["/home/"], {"/home/"}
    client.force_login(user)
    while todo and size:
        size -= 1
        answer = client.get(url := todo.pop(0))
        if answer.streaming:
            answer.close()
        if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        page = Page(answer)
        yield url, page.title, H1.findall(answer.content.decode())
        for href, _ in page.links:
            place = href.split("#")[0].split("?")[0]
            if place.startswith("/") and not place.startswith(LEAVE_OUT) and place not in known:
                known.add(place)
                todo.append(place)


def wrong_title(url: str, title: str, h1s: list[str]) -> bool:
    """Not of this portal, without exactly one heading, or a page of a step that does not say which."""
    says_step = re.match(r"Step [1-6] of 6: .+ - Application APP-\d{4} - QCP$", title)
    return not title.endswith(" - QCP") or len(h1s) != 1 or bool(STEP.match(url) and not says_step)


def titles(size: int = ALL, people=tuple(PEOPLE)) -> Figure:
    """At most so many pages for each person: good are those whose title is right, and no other page's."""
    tried = good = 0
    with transaction.atomic():
        known = world()[0] if people else {}
        with a_draft(complete=True) as (_, signatory, _):
            User.objects.update(password=make_password("correct horse"))
            for user in [signatory, *(known[name] for name in people)]:
                user.refresh_from_db()
                found = defaultdict(list)
                for url, title, h1s in pages(user, size):
                    found[title].append((url, wrong_title(url, title, h1s)))
                for title, places in found.items():
                    tried += len(places)
                    right = len(places) == 1 and not places[0][1]
                    good += right
                    if not right:
                        print(user, title, [url for url, _ in places])
        transaction.set_rollback(True)
    return Figure(good, tried)


FIGURES = {"A2": (titles, ALL)}
