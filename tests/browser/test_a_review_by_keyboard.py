"""A whole check of an application with the keyboard alone: the number of presses is written down and may not grow."""

import pytest
from django.urls import reverse

from applications.actions import application as actions
from applications.models import Application
from applications.states import State
from tests.factories import applications as factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PRESSES = 86  # from the list to Certification Pending, one policy to judge


class Keyboard:
    """Counts every press; `to` goes on with Tab until the thing of that name has the focus."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def press(self, key):
        self.page.keyboard.press(key)
        self.presses += 1

    def to(self, name: str):
        for _ in range(200):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.textContent.trim()").startswith(name):
                return
        raise AssertionError(f"Tab never reaches {name!r}.")

    def follow(self, name: str):
        """Go there and press Enter; the next page has come when this is over."""
        self.to(name)
        with self.page.expect_navigation():
            self.press("Enter")


def test_an_application_is_checked_and_accepted_without_a_mouse(page, live_server, sign_in, olivia, stella):
    factories.catalogue()
    practice = factories.practice_of(olivia, sites=1)
    factories.qualify(practice)
    application = actions.submit(factories.complete_application(practice, by=olivia), by=olivia)
    sign_in(stella)
    keys = Keyboard(page)
    page.goto(live_server.url + "/admin/applications/application/")
    keys.press("j")
    with page.expect_navigation():
        keys.press("o")
    keys.follow("Work page")
    for _ in application.policy_documents.current():
        keys.follow("Accept: ")
        page.get_by_text("Done. Recorded.").wait_for()
    keys.follow("Accept: Certification Pending")
    page.wait_for_url(live_server.url + reverse("applications:detail", args=[application.pk]))
    page.get_by_text("Done. Recorded.").wait_for()

    assert Application.objects.get(pk=application.pk).state == State.SURVEY_READY
    assert keys.presses <= PRESSES
