"""From home along every link, for each role: each kind of page is looked at, each make of page with axe."""

import pytest
from django.contrib.admin import site
from django.db import transaction
from django.test import RequestFactory

from applications.actions import extension
from applications.actions.fees import bring_in_what_is_delivered
from practices.actions import organisation_change, policy_requests
from practices.models import AttendanceClaim, WebinarSession
from qcp import clock
from qcp.deadlines.lengths import add_days
from qcp.workflow.models import Case
from tests.factories import compliance as made
from tests.factories.applications import ApplicationFactory, pending_until, practice_of

from .looking import PHONE, Looking
from .walking import is_page, shape

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OF_A_MANAGER = RequestFactory().get("/admin/")
DESK_LINKS = """place => [...new Set([...document.querySelectorAll(`#result_list a[href*="${place}"]`)].map(
  a => a.getAttribute("href").split("?")[0]).filter(href => href.endsWith("/change/")))].slice(0, 1)"""
NO_FRAME = ""  # of a sheet that is made to be printed
ROLES = [("olivia", "light"), ("rita", "dark"), ("sam", "light"), ("stella", "dark"), ("carl", "light")]


@pytest.fixture
def program(olivia, rita, mona, sam):
    """A practice with a plan to write, one certified, one under review, one that applies."""
    with transaction.atomic():
        plan = made.open_plan(rita, olivia, (made.UNMET, made.PARTIAL), sites=2)
        made.certified(rita, olivia, mona)
        made.in_review(rita, olivia, (made.UNMET,))
        made.pending_application(olivia, state="survey_ready")
        ApplicationFactory(practice=made.PracticeFactory(), submitted=True)
        change_and_ask(plan.practice, olivia)
    return plan


def change_and_ask(practice, olivia):
    """A merger is reported, more time and a policy are asked for, attendance at a webinar is claimed."""
    bring_in_what_is_delivered()
    facts = {"other_party": "Oak Oncology", "legal_name": "Elm and Oak", "new_entity": "Yes"}
    given = {"happened_on": clock.today(), "account": "We merged.", **facts}
    organisation_change.report(practice, "merger", by=olivia, **given)
    final = add_days(clock.today(), 20)
    application = pending_until(final, practice_of(olivia, legal_name="Storm Street Oncology"))
    given = {"ground": "storm", "event_on": clock.today(), "basis": "The roof is gone."}
    extension.request(application, by=olivia, **given)
    policy_requests.ask(name="Ann Ash", email="ann@hospital.example", wanted=["revocation"])
    session = WebinarSession.objects.create(kind="live", title="Questions", held_on=clock.today())
    AttendanceClaim.objects.create(case=Case.objects.create(), session=session, practice=practice, person=olivia)


def walk(page, base, start, looking):
    """(address, what is wrong there) for one page of each shape that links lead to; and the frames that were seen."""
    todo, known, titles = [start], {shape(start)}, {}
    while todo:
        path = todo.pop(0)
        answer = page.goto(base + path)
        wrong, seen = looking.at(shape(path))
        wrong += [] if answer.status == 200 else [answer.status]
        same = titles.setdefault(page.title(), path)
        wrong += [] if same == path else [f"the title of {same}"]
        yield path, wrong, seen["frame"]
        for link in seen["links"]:
            if is_page(link) and shape(link) not in known:
                known.add(shape(link))
                todo.append(link)


def test_every_kind_of_page_is_whole_legible_and_named(page, live_server, sign_in, violations, request, program):
    """Each role from its home along every link, at 320 pixels; header and footer name the same things everywhere."""
    found, known = [], set()
    page.set_viewport_size(PHONE)

    for name, scheme in ROLES:
        page.context.clear_cookies()
        sign_in(request.getfixturevalue(name))
        page.emulate_media(color_scheme=scheme)
        pages = list(walk(page, live_server.url, "/home/", Looking(page, violations, known)))
        found += [(name, path, wrong) for path, wrong, _ in pages if wrong]
        frames = {frame for _, _, frame in pages} - {NO_FRAME}
        found += [(name, frames)] if len(frames) > 1 else []

    assert "\n".join(map(str, found)) == ""


def desk_pages(base, page):
    """Every list of the desk, then of each the first record, its history, its deletion and the page to add one."""
    for model in site._registry:
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield place
        for link in page.evaluate(DESK_LINKS, place):
            yield link
            yield link.replace("/change/", "/history/")
            if site._registry[model].has_delete_permission(OF_A_MANAGER):
                yield link.replace("/change/", "/delete/")
        if site._registry[model].has_add_permission(OF_A_MANAGER):
            yield f"{place}add/"
        if site._registry[model].search_fields:
            yield f"{place}?q=nothing-of-the-kind"


def test_axe_finds_nothing_on_any_page_of_the_desk_and_none_is_wider_than_a_phone(
    page, live_server, sign_in, violations, program, max
):
    """Light and dark in turn; a page that does not exist for a record answers 404, and nothing else is allowed."""
    sign_in(max)
    OF_A_MANAGER.user = max
    page.set_viewport_size(PHONE)
    found, looking = [], Looking(page, violations, set())

    for number, path in enumerate(desk_pages(live_server.url, page)):
        page.emulate_media(color_scheme=("light", "dark")[number % 2])
        answer = page.goto(live_server.url + path)
        wrong, _ = looking.at(path.rstrip("/").rpartition("/")[2], desk=True)
        wrong += [] if answer.status in (200, 404) else [answer.status]
        found += [(path, wrong)] if wrong else []

    assert found == []
