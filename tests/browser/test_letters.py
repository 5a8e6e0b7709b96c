"""The pages of letters in a real browser."""

import pytest

from practices.actions import scores
from qcp.notices import delivery
from qcp.notices.models import Message
from tests.factories.scores import handed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(olivia, stella, settings, tmp_path):
    """(who looks, where): a letter that arrived, and one that did not."""
    settings.MAIL_FOLDER = tmp_path
    scores.return_(handed_in(olivia), by=stella, note="Please compare measure CORE1 with page 4 of the report.")
    delivery.deliver_due()
    arrived = Message.objects.get()
    scores.finalize(handed_in(olivia), by=stella)
    delivery.record(delivery.claim(), delivery.Result("bounced", error="Bounced: 550 No such mailbox"))
    dead = Message.objects.undelivered().get()
    return [
        (olivia, "/inbox/"),
        (olivia, arrived.get_absolute_url()),
        (stella, "/inbox/"),
        (stella, dead.get_office_url()),
        (stella, "/outbox/"),
        (stella, f"/outbox/{arrived.reference}/"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, live_server, sign_in, violations, addresses, scheme):
    page.emulate_media(color_scheme=scheme)
    found = {}
    for user, path in addresses:
        sign_in(user)
        page.goto(live_server.url + path)
        found[path] = violations(page)

    assert found == {path: [] for _, path in addresses}


def test_a_phone_never_scrolls_sideways(page, live_server, sign_in, addresses):
    page.set_viewport_size({"width": 320, "height": 256})
    widths = {}
    for user, path in addresses:
        sign_in(user)
        page.goto(live_server.url + path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert {path: width for path, width in widths.items() if width > 320} == {}


def test_a_letter_is_read_once_and_leads_to_what_it_is_about(page, live_server, sign_in, olivia, addresses):
    sign_in(olivia)
    page.goto(f"{live_server.url}/inbox/")
    unread = page.get_by_text("Unread", exact=True)
    before = unread.count()

    page.get_by_role("link", name="Please correct your QOPI scores").click()
    page.get_by_role("link", name="Open what this is about").click()
    assert "/scores/" in page.url

    page.goto(f"{live_server.url}/inbox/")
    assert unread.count() == before - 1
