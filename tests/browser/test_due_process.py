"""The pages of appeals, complaints and confidential cases in a real browser."""

import pytest

from compliance.actions import revocations
from compliance.models import Complainant
from tests.factories import appeals as appealed
from tests.factories import revocations as revoked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(olivia, rita, mona, max):
    """(who looks, where) for every page, with cases that fill it."""
    heard = appealed.voted(appealed.heard(rita, olivia, mona), "uphold")
    voter, other, *_ = appealed.members()
    named = appealed.with_panel(rita, olivia, mona)
    denied = appealed.denied(rita, olivia, mona)
    case = revoked.noticed(revoked.opened(rita, olivia, mona), mona, max)
    Complainant.objects.create(revocation=case, name="Whistle Blower", contact="whistle@blower.example")
    revocations.add_note(case, by=mona, text="The printer was bought later.")
    answered = revoked.noticed(revoked.opened(rita, olivia, mona), mona, max)
    revocations.respond(answered, by=olivia, text="It is true.", wants_hearing=False)
    revocations.propose_revocation(answered, by=mona, reasons="The charts were made up.")
    begun = revoked.opened(rita, olivia, mona)
    return [
        (olivia, f"/applications/{denied.pk}/appeal/"),
        (olivia, heard.get_absolute_url()),
        (olivia, f"/appeals/{named.pk}/evidence/"),
        (olivia, f"/appeals/{named.pk}/withdraw/"),
        (appealed.lead(named), f"/appeals/{named.pk}/people/"),
        (appealed.lead(named), f"/appeals/{named.pk}/hearing/"),
        (appealed.lead(named), f"/appeals/{named.pk}/hearing/day/"),
        (other, f"/appeals/{heard.pk}/vote/"),
        (voter, f"/appeals/{named.pk}/step-off/"),
        (olivia, "/complaints/new/"),
        (olivia, "/complaints/ABCD-2345/received/"),
        (mona, "/cases/new/"),
        (mona, case.get_absolute_url()),
        (max, answered.get_absolute_url()),
        (mona, f"/cases/{case.pk}/complainant/"),
        (mona, f"/cases/{begun.pk}/screening/"),
        (mona, f"/cases/{case.pk}/notes/"),
        (mona, f"/cases/{begun.pk}/serving/"),
        (mona, f"/cases/{case.pk}/hearing/"),
        (mona, f"/cases/{case.pk}/hearing/day/"),
        (mona, f"/cases/{answered.pk}/decision/"),
        (mona, f"/cases/{case.pk}/people/"),
        (max, f"/cases/{case.pk}/step-off/"),
        (olivia, f"/cases/{case.pk}/notice/"),
        (olivia, f"/cases/{case.pk}/response/"),
    ]


def test_axe_finds_nothing_and_a_phone_never_scrolls_sideways(addresses, sign_in, page, live_server, violations):
    found, titles = {}, []
    for user, path in addresses:
        sign_in(user)
        assert page.goto(live_server.url + path).status == 200, path
        titles.append(page.title())
        page.set_viewport_size({"width": 1280, "height": 900})
        found[path] = violations(page)
        page.set_viewport_size({"width": 320, "height": 560})
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found[path].append("scrolls sideways")

    assert {path: what for path, what in found.items() if what} == {}
    assert sorted(titles) == sorted(set(titles))
