"""Step 5 in a real browser: a file is handed in, checked, and downloaded; the browser never opens it in our name."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from applications.actions.opening import open_application
from applications.models import PolicyDocument
from qcp.documents import checks
from qcp.documents.models import StoredFile
from qcp.settings.turns import TURN
from tests.factories import applications as factories
from tests.qcp.documents import paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def step(page, live_server, sign_in, transactional_db, olivia, eddie):
    """Eddie has step 5 open."""
    factories.catalogue()
    practice = factories.practice_of(olivia, eddie, sites=2, legal_name="Elm Street Oncology")
    factories.qualify(practice)
    application = factories.fill(open_application(practice, by=olivia), by=olivia, but=["policies"])
    sign_in(eddie)
    page.goto(live_server.url + reverse("applications:step", args=[application.pk, "policies"]))
    return page


def hand_in(page, name, content):
    page.set_input_files("#id_file", {"name": name, "mimeType": "application/pdf", "buffer": content})
    page.get_by_label("Informed consent and assent").check()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("The file has arrived and is being checked.")).to_be_visible()


def test_a_file_is_handed_in_checked_and_downloaded_never_opened(step, live_server, violations):
    hand_in(step, "consent.pdf", paper.pdf())
    assert violations(step) == []
    with TURN:  # meanwhile the page asks how the check stands
        checks.check_due()
    document = PolicyDocument.objects.get()

    step.get_by_role("link", name="consent.pdf").first.click()
    expect(step.get_by_role("heading", name="consent.pdf")).to_be_visible()
    assert violations(step) == []
    with step.expect_download() as download:
        step.get_by_role("link", name="Download consent.pdf").click()

    assert download.value.suggested_filename == "consent.pdf"
    with open(download.value.path(), "rb") as kept:
        assert kept.read() == paper.pdf()
    assert step.url == live_server.url + document.get_absolute_url()


def test_even_a_page_that_slipped_past_the_check_does_not_run_here(step, live_server):
    hand_in(step, "page.pdf", b"<html><script>document.title = 'ran'</script></html>")
    stored = StoredFile.objects.get()
    with TURN:
        checks.record(stored, content_type="text/html")

    with step.expect_download():
        step.evaluate("address => { location.href = address }", stored.get_absolute_url())

    assert step.title() != "ran"
