"""Figures kept while they are typed, and a score waiver from the request to the grant, in a real browser."""

import pytest
from django.urls import reverse

from practices.actions import scores as actions
from practices.models import Round, ScoreSubmission, ScoreWaiver
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.deadlines.lengths import add_days
from tests.factories.practices import MembershipFactory, PracticeFactory, final_scores, measures_in_the_catalogue
from tests.factories.waivers import asked, in_review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACK = {"opens_on": -120, "closes_on": -60, "report_on": -30}


@pytest.fixture
def elm(olivia):
    measures_in_the_catalogue()
    Round.objects.update(**{name: add_days(clock.today(), days) for name, days in BACK.items()})
    practice = PracticeFactory(legal_name="Elm Street Oncology")
    MembershipFactory(practice=practice, user=olivia)
    return practice


@pytest.fixture
def cora(db):
    return User.objects.create_user("cora@test.example", "correct horse", name="Cora", role=Role.COUNCIL)


def short_of(practice, staff, signatory):
    submission = final_scores(practice, staff, signatory, CORE1="20,83,1", CORE2="20,76,1")
    actions.received(submission, on=clock.today())
    return submission


def at(name, pk):
    return reverse(f"practices:{name}", args=[pk])


def test_what_is_typed_is_there_again_figure_or_not(elm, sign_in, page, live_server, olivia):
    draft = actions.open_for_practice(elm, Round.objects.get(), by=olivia)
    sign_in(olivia)
    page.goto(live_server.url + at("figures", draft.pk))
    for name, typed in (("CORE1-numerator", "70"), ("CORE1-denominator", "80"), ("CORE2-numerator", "7o")):
        page.fill(f"[name='{name}']", typed)
    page.check("[name='EOL-attested']")
    page.get_by_text("Saved").wait_for()
    while page.evaluate("Object.keys(localStorage).some(key => key.startsWith('qcp:'))"):
        page.wait_for_timeout(50)

    page.goto("about:blank")
    page.goto(live_server.url + at("figures", draft.pk))

    names = ("CORE1-numerator", "CORE1-denominator", "CORE2-numerator")
    assert [page.input_value(f"[name='{name}']") for name in names] == ["70", "80", "7o"]
    assert page.is_checked("[name='EOL-attested']")
    assert ScoreSubmission.objects.get().measure_scores.get().numerator == 70
    page.goto(live_server.url + draft.get_absolute_url())
    assert "finish or empty what is typed for CORE2, EOL" in page.inner_text("main")


def test_from_the_request_to_the_grant(elm, sign_in, page, live_server, olivia, stella, carl, cora):
    short = short_of(elm, stella, olivia)
    sign_in(olivia)
    page.goto(live_server.url + short.get_absolute_url())
    page.get_by_role("link", name="Ask for a score waiver").click()
    for code in ("CORE1", "CORE2"):
        page.check(f"[name=measures][value={code}]", force=True)
    page.get_by_role("button", name="Show the score without them").click()
    assert "the score is 77.76%, which reaches what is needed. Nothing has been sent yet." in page.inner_text("main")
    page.fill("[name=characteristic]", "One valley.")
    page.fill("[name=effect]", "Few can travel.")
    page.get_by_role("button", name="Send the request").click()
    assert "QCP staff: name members" in page.inner_text("main")

    waiver = ScoreWaiver.objects.get()
    sign_in(stella)
    page.goto(live_server.url + reverse("admin:practices_scorewaiver_change", args=[waiver.pk]))
    page.get_by_role("link", name="Name council members").click()
    page.select_option("[name=council_member]", str(carl.pk))
    page.select_option("[name=second_member]", str(cora.pk))
    page.get_by_role("button", name="Name and ask").click()
    for member in (carl, cora):
        sign_in(member)
        page.goto(f"{live_server.url}/home/")
        page.get_by_role("link", name="Is there a conflict of interest").click()
        page.check("[name=answer][value=none]", force=True)
        page.locator("main button[type=submit]").click()
    sign_in(stella)
    page.goto(live_server.url + reverse("admin:practices_scorewaiver_change", args=[waiver.pk]))
    page.get_by_role("link", name="Hand to the council member").click()
    page.locator("button[name=make]").click()

    sign_in(carl)
    page.goto(live_server.url + waiver.get_absolute_url())
    page.get_by_role("link", name="Propose to grant").click()
    page.fill("[name=note]", "The figures show it.")
    page.get_by_role("button", name="Propose to grant").click()
    sign_in(cora)
    page.goto(live_server.url + waiver.get_absolute_url())
    page.get_by_role("button", name="Confirm: grant the waiver").click()

    sign_in(olivia)
    page.goto(live_server.url + elm.get_absolute_url())
    assert "On a score waiver" in page.inner_text("main")
    assert "A score waiver was granted." in page.inner_text("main")


def test_axe_finds_nothing_on_the_pages_of_waivers(
    elm, sign_in, page, live_server, violations, olivia, stella, carl, cora
):
    short = short_of(elm, stella, olivia)
    places = [(olivia, short.get_absolute_url()), (olivia, at("ask-waiver", short.pk))]
    found = {}

    def look(user, path):
        sign_in(user)
        page.set_viewport_size({"width": 1200, "height": 900})
        page.goto(live_server.url + path)
        found[path] = violations(page)
        page.set_viewport_size({"width": 320, "height": 560})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found[path].append("scrolls sideways")

    for place in places:
        look(*place)
    waiver = in_review(asked(short, olivia), stella, carl, cora)
    for user, name in (
        (olivia, "waiver"), (olivia, "waiver-evidence"), (olivia, "withdraw-waiver"),
        (carl, "propose-grant"), (carl, "leave-waiver"), (carl, "waiver"),
    ):  # fmt: skip
        look(user, at(name, waiver.pk))
    look(stella, reverse("admin:practices_scorewaiver_council", args=[waiver.pk]))
    look(olivia, at("waivers", elm.pk))

    assert {path: what for path, what in found.items() if what} == {}
