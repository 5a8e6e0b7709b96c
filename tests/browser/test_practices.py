"""A practice's pages, its scores and its invoices in a real browser."""

import datetime

import pytest
from django.urls import reverse

from applications.actions import invoices
from applications.actions.opening import open_application
from practices.actions import scores as actions
from practices.models import ScoreSubmission, WebinarSession
from tests.factories import applications as applying
from tests.factories.practices import (
    MembershipFactory,
    PracticeFactory,
    SiteFactory,
    figures_entered,
    final_scores,
    measures_in_the_catalogue,
    sample,
    with_report,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def address(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def elm(olivia, eddie):
    measures_in_the_catalogue()
    practice = PracticeFactory(legal_name="Elm Street Oncology")
    for user, role in ((olivia, "signatory"), (eddie, "editor")):
        MembershipFactory(practice=practice, user=user, role=role)
    SiteFactory(practice=practice, is_main=True)
    return practice


@pytest.fixture
def looks(elm, olivia, eddie, stella, vera, max):
    """(who looks, where), with something to see everywhere."""
    draft = figures_entered(elm)
    MembershipFactory(practice=(maple := PracticeFactory(legal_name="Maple Oncology")), user=vera)
    failed = final_scores(maple, stella, vera, CORE1="1,83,1", CORE2="1,76,1")
    actions.received(failed, on=datetime.date(2026, 6, 12))
    recording = WebinarSession.objects.create(kind="recorded", title="Basics", held_on=datetime.date(2026, 1, 10))
    live = WebinarSession.objects.create(kind="live", title="Questions", held_on=datetime.date(2026, 2, 10))
    applying.catalogue()
    applicant = applying.practice_of(max)
    applying.qualify(applicant)
    invoice = invoices.issue(open_application(applicant, by=max), by=stella)
    paid = invoices.pay(invoice, by=stella, paid_by="ach", reference="T-1", received_on=invoice.issued_on)
    assert recording
    return [
        (olivia, elm.get_absolute_url()),
        (olivia, address("practices:members", elm.pk)),
        (eddie, address("practices:scores", elm.pk)),
        (eddie, draft.get_absolute_url()),
        (eddie, address("practices:figures", draft.pk)),
        (eddie, address("practices:score-report", draft.pk)),
        (vera, failed.get_absolute_url()),
        (eddie, address("practices:webinars")),
        (stella, address("practices:attendance", live.pk)),
        (stella, paid.get_absolute_url()),
        (stella, address("applications:propose-refund", paid.pk)),
        (max, address("applications:step", paid.application_id, "payment")),
    ]


def test_axe_finds_nothing_and_a_phone_never_scrolls_sideways(looks, sign_in, page, live_server, violations):
    found, titles = {}, []
    for user, path in looks:
        sign_in(user)
        page.goto(live_server.url + path)
        titles.append(page.title())
        page.set_viewport_size({"width": 1200, "height": 900})
        found[path] = violations(page)
        page.set_viewport_size({"width": 320, "height": 560})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found[path].append("scrolls sideways")

    assert {path: what for path, what in found.items() if what} == {}
    assert sorted(titles) == sorted(set(titles))


def test_a_refused_file_is_put_right_on_the_page_and_taken_in(elm, sign_in, page, live_server, eddie):
    sign_in(eddie)
    page.goto(live_server.url + address("practices:scores", elm.pk))
    bad = sample("scores").replace("CORE1,76,83", "CORE1,=1+1,83").encode()
    for name, content in (("scores", bad), ("charts", sample("charts").encode())):
        file = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content}
        page.set_input_files(f"[name={name}_file]", files=[file])
    page.get_by_role("button", name="Take in").click()

    assert page.title().startswith("Error: ")
    assert "Scores file, line 2. Column numerator: “=1+1” is not a whole number." in page.inner_text("main")
    box = page.locator("[name=scores_text]")
    box.fill(box.input_value().replace("=1+1", "76"))
    page.get_by_role("button", name="Take in").click()

    page.get_by_role("link", name="Round 2026-spring, QCP track").click()
    assert "As entered, these scores would qualify" in page.inner_text("main")
    assert "79.04 %" in page.inner_text("main")


def test_the_signatory_sends_and_staff_make_it_final(elm, sign_in, page, live_server, olivia, stella):
    submission = with_report(figures_entered(elm))
    sign_in(olivia)
    page.goto(live_server.url + submission.get_absolute_url())
    page.get_by_role("button", name="Send to QCP staff").click()
    assert "compare the figures with the attached report" in page.inner_text("main")

    sign_in(stella)
    page.goto(live_server.url + address("admin:practices_scoresubmission_change", submission.pk))
    page.get_by_role("link", name="Make final").click()
    page.locator("button[name=make]").click()

    assert ScoreSubmission.objects.get().state == "final"
    sign_in(olivia)
    page.goto(live_server.url + submission.get_absolute_url())
    assert "These scores qualify" in page.inner_text("main")


def test_a_practice_asks_for_its_invoice_and_staff_record_the_cheque(sign_in, page, live_server, olivia, stella):
    applying.catalogue()
    practice = applying.practice_of(olivia)
    applying.qualify(practice)
    application = applying.fill(open_application(practice, by=olivia), by=olivia, but=("payment", "policies"))
    sign_in(olivia)
    page.goto(live_server.url + address("applications:step", application.pk, "payment"))
    page.get_by_role("button", name="Write the invoice").click()
    assert "How to pay" in page.inner_text("main")

    sign_in(stella)
    page.goto(live_server.url + address("admin:applications_invoice_changelist"))
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("link", name="Record the payment").click()
    page.fill("[name=reference]", "1001")
    page.locator("button[name=make]").click()

    sign_in(olivia)
    page.goto(live_server.url + address("applications:step", application.pk, "payment"))
    assert "The fee is settled." in page.inner_text("main")
