"""Step 5 on a bad line: the file arrives whole however often the line breaks, and the page says where it stands."""

import random

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from applications.actions.opening import open_application
from applications.models import PolicyDocument
from qcp.documents.models import StoredFile, Upload
from tests.factories import applications as factories
from tests.qcp.documents import paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOISE = random.Random(5).randbytes(5 * 1024 * 1024)


def large() -> bytes:
    """A sound PDF of ten pieces."""

    def change(document):
        document.Root.Noise = pikepdf.Stream(document, NOISE)

    return paper.pdf(change=change, compress_streams=False)


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


class Line:
    """The way to the portal, which breaks after so many pieces."""

    def __init__(self, page, holds: int):
        self.left, self.sent = holds, 0
        page.route("**/parts/**", self.answer)

    def answer(self, route):
        if self.left <= 0:
            route.abort()
            return
        self.left -= 1
        self.sent += 1
        route.continue_()


def choose(page, name="policies.pdf", content=None):
    page.set_input_files("#id_file", {"name": name, "mimeType": "application/pdf", "buffer": content or large()})


def row(page, name="policies.pdf"):
    return page.locator(".arrivals li", has_text=name)


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_a_broken_line_and_a_reload_cost_nothing(step, percent):
    line = Line(step, holds=percent // 10)
    choose(step)
    expect(step.get_by_text("The line is broken.")).to_be_visible()
    assert 0 < Upload.objects.get().percent < 100

    step.reload()  # the file itself is gone from the form; this device has kept it
    expect(row(step)).to_be_visible()
    line.left = 100
    step.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(row(step).get_by_text("Arrived, not handed in yet")).to_be_visible()
    assert line.sent == Upload.objects.get().count  # no piece went twice

    step.get_by_label("Informed consent and assent").check()
    step.get_by_role("button", name="Hand in").click()
    expect(step.get_by_text("The file has arrived and is being checked.")).to_be_visible()
    assert paper.pdf_of(StoredFile.objects.get()) == large()
    assert step.locator(".arrivals li").count() == 0
    assert PolicyDocument.objects.get().covers == ["Informed consent and assent"]


def test_several_files_go_at_once_and_one_can_be_taken_out(said, step, violations):
    step.set_input_files(
        "#id_file",
        [
            {"name": f"{word}.pdf", "mimeType": "application/pdf", "buffer": paper.pdf(word)}
            for word in ("one", "two", "three")
        ],
    )
    expect(step.get_by_text("Arrived, not handed in yet")).to_have_count(3)
    assert {f"{word}.pdf has arrived. It is not handed in yet." for word in ("one", "two", "three")} <= set(said())
    assert violations(step) == []
    step.get_by_role("button", name="Take it out two.pdf").click()
    expect(step.locator(".arrivals li")).to_have_count(2)

    step.get_by_role("button", name="Hand in").click()

    expect(step.get_by_text("The files have arrived and are being checked.")).to_be_visible()
    assert sorted(document.title for document in PolicyDocument.objects.all()) == ["one.pdf", "three.pdf"]


def test_what_cannot_be_taken_is_refused_at_once(step):
    choose(step, content=b"a" * (25 * 1024 * 1024 + 1))

    expect(row(step)).to_contain_text("Refused because the file has 25.0 MB; at most 25 MB are possible.")


def test_pressing_early_sends_the_form_once_the_file_is_there(step):
    line = Line(step, holds=3)
    choose(step)
    step.get_by_label("Informed consent and assent").check()
    step.get_by_role("button", name="Hand in").click()
    expect(step.get_by_text("The line is broken.")).to_be_visible()
    assert StoredFile.objects.count() == 0

    line.left = 100
    step.evaluate("() => window.dispatchEvent(new Event('online'))")

    expect(step.get_by_text("The file has arrived and is being checked.")).to_be_visible()
    assert StoredFile.objects.get().size == len(large())


def test_without_scripts_the_form_carries_the_file_itself(browser, live_server, step, eddie):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(step.context.cookies())
    plain = context.new_page()
    plain.goto(step.url)
    choose(plain)
    plain.get_by_label("Informed consent and assent").check()
    plain.get_by_role("button", name="Hand in").click()

    expect(plain.get_by_text("The file has arrived and is being checked.")).to_be_visible()
    assert paper.pdf_of(StoredFile.objects.get()) == large()
    context.close()
