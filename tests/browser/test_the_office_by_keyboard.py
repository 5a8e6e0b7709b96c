"""The office works through a list with single keys, which it can switch off, and reads the program at a glance."""

import pytest
from django.urls import reverse

from qcp.workflow import chain
from qcp.workflow.system import SYSTEM
from tests.factories.applications import ApplicationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/admin/applications/application/"


@pytest.fixture
def cases():
    """The latest stands first in the list."""
    made = [ApplicationFactory(submitted=True) for _ in range(3)]
    for application in made:
        chain.begin(application, by=SYSTEM)
    return made[::-1]


def test_a_list_is_worked_through_with_keys_that_can_be_switched_off(
    page, live_server, sign_in, stella, cases, violations
):
    pages = [live_server.url + reverse("admin:applications_application_change", args=[case.pk]) for case in cases]
    sign_in(stella)
    page.goto(live_server.url + LIST)
    for key in "jjk":
        page.keyboard.press(key)
    page.keyboard.press("o")
    page.wait_for_url(pages[0])
    page.keyboard.press("]")
    page.wait_for_url(pages[1])
    page.keyboard.press("[")
    page.wait_for_url(pages[0])
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    help_.wait_for()
    assert violations(page) == []
    help_.get_by_role("checkbox").uncheck()
    help_.get_by_role("button", name="Close").click()
    help_.wait_for(state="hidden")
    page.keyboard.press("?")
    page.get_by_role("button", name="Keys").click()
    help_.get_by_role("checkbox").wait_for()
    assert not help_.get_by_role("checkbox").is_checked()

    for path in (
        "/program/",
        "/home/queues/applications.to-review/",
        reverse("admin:case-timeline", args=[cases[0].case_id]),
    ):
        page.goto(live_server.url + path)
        page.get_by_role("heading", level=1).first.wait_for()
        assert violations(page) == [], path
