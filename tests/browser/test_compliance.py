"""The pages of reports, plans, decisions and certifications in a real browser."""

import pytest

from tests.factories import compliance as made
from tests.factories.compliance import MET, PARTIAL, UNMET

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(olivia, rita, mona):
    """(who looks, where) for every page, with a case that fills it."""
    judged = made.submitted_plan(rita, olivia, (MET, PARTIAL, UNMET), (UNMET,), sites=2)
    item, report = judged.items.first(), made.in_review(rita, olivia, (UNMET,))
    odd = made.drafted(olivia, (MET,), ("not_applicable",), sites=2)
    award = made.proposed_award(rita, olivia)
    certification = made.certified(rita, olivia, mona)
    made.Certification.objects.update(listed=True)
    open_plan = made.open_plan(rita, olivia)
    return [
        (olivia, judged.report.get_absolute_url()),
        (olivia, judged.get_absolute_url()),
        (olivia, open_plan.items.first().get_absolute_url()),
        (olivia, certification.get_absolute_url()),
        (olivia, f"/certifications/{certification.pk}/surrender/"),
        (olivia, certification.practice.get_absolute_url()),
        (olivia, f"/reports/{judged.report_id}/standards/1.2/"),
        (olivia, made.prove_one(made.accepted_plan(rita, olivia), olivia).get_absolute_url()),
        (mona, f"/reports/{odd.pk}/quality/"),
        (mona, f"/reports/{judged.report_id}/correction/"),
        (rita, f"/action-plans/{judged.pk}/review/survey/"),
        (rita, f"/reports/{report.pk}/assess/"),
        (rita, f"/reports/{report.pk}/assess/{report.findings.first().pk}/"),
        (rita, f"/reports/{report.pk}/assess/summary/"),
        (rita, f"/reports/{judged.report_id}/decision/"),
        (rita, f"/action-plans/{judged.pk}/review/"),
        (rita, f"/action-plans/items/{item.pk}/verdict/"),
        (mona, award.get_absolute_url()),
        (mona, f"/decisions/{award.pk}/release/"),
        (mona, "/register/?q=Oncology"),
        (mona, f"/verify/{certification.number}/"),
        (mona, "/verify/QCP-1999-0001/"),
        (mona, "/verify/?number=no/such"),
    ]


def each(addresses, sign_in, page, live_server):
    for user, path in addresses:
        sign_in(user)
        page.goto(live_server.url + path)
        yield path


def test_axe_finds_nothing_and_a_phone_never_scrolls_sideways(addresses, sign_in, page, live_server, violations):
    found, titles = {}, []
    for path in each(addresses, sign_in, page, live_server):
        titles.append(page.title())
        page.set_viewport_size({"width": 1200, "height": 900})
        found[path] = violations(page)
        page.set_viewport_size({"width": 320, "height": 560})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found[path].append("scrolls sideways")

    assert {path: what for path, what in found.items() if what} == {}
    assert sorted(titles) == sorted(set(titles))


def test_in_forced_colours_every_rating_is_still_a_word(addresses, sign_in, page, live_server, olivia):
    page.emulate_media(forced_colors="active")
    sign_in(olivia)
    page.goto(live_server.url + addresses[0][1])
    cells = page.locator(".table-box--tall .heat__cell").all_inner_texts()

    assert {text.split(maxsplit=1)[1] for text in cells} == {"Met", "Partially met", "Not met"}
