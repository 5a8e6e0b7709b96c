"""The office looks through a member's eyes: nothing can be changed, nothing closed is seen, and the practice knows."""

import datetime

import pytest
from django.urls import get_resolver, reverse

from applications.models import Application
from compliance.models import StatusEvent
from qcp import clock
from qcp.access import conflicts, viewing
from qcp.access.models import Opening, Viewing
from qcp.access.seeing import KEY
from qcp.notices.models import Message, Receipt
from qcp.workflow import chain
from tests.factories.applications import ApplicationFactory
from tests.factories.practices import MembershipFactory

pytestmark = pytest.mark.django_db
WHY = "She says that the survey days are missing."


@pytest.fixture
def application(olivia):
    application = ApplicationFactory(submitted=True)
    MembershipFactory(practice=application.practice, user=olivia)
    chain.begin(application, by=olivia)
    return application


def prove(client, method="password", ago=0):
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": clock.now().timestamp() - ago}]
    session.save()


def begin(client, viewer, person, reason=WHY):
    client.force_login(viewer)
    prove(client)
    return client.post(reverse("access:view-as", args=[person.pk]), {"reason": reason})


def words(answer) -> str:
    return answer.content.decode()


def test_a_member_of_the_office_sees_what_the_member_sees_under_a_banner(client, stella, olivia, application):
    before = words(_signed_in(client, olivia).get(application.get_absolute_url()))
    answer = begin(client, stella, olivia)
    page = words(client.get(application.get_absolute_url()))

    assert answer.url == "/home/"
    assert "You see the portal as Olivia does." in page and "Nothing can be changed." in page
    assert "Open on the staff desk" not in page and "Withdraw" in page and "Withdraw" in before
    assert client.get("/admin/").status_code == 404


def _signed_in(client, person):
    client.force_login(person)
    return client


def test_the_practice_reads_who_looked_when_and_why_in_its_own_log(client, stella, olivia, application):
    begin(client, stella, olivia)
    client.get(application.get_absolute_url())
    client.post(reverse("access:view-as-end"))

    log = words(_signed_in(client, olivia).get(reverse("practices:access-log", args=[application.practice_id])))
    lines = Opening.objects.of_practice(application.practice)

    assert {line.person for line in lines} == {stella}
    assert "The portal as Olivia sees it" in log and WHY in log and f"As Olivia sees it: {WHY}" in log
    assert Viewing.objects.get().ended_at is not None


def test_nothing_can_be_changed_whatever_is_posted_wherever(client, stella, olivia, application):
    begin(client, stella, olivia)
    before = Application.objects.values().get(), Message.objects.count(), StatusEvent.objects.count()
    for url in (
        reverse("applications:withdraw", args=[application.pk]),
        reverse("web:move", args=["application", application.pk, "withdraw"]),
        reverse("practices:members", args=[application.practice_id]),
        reverse("account_change_password"),
    ):
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(url, {"note": "x"}).status_code in (403, 404, 405), (method, url)

    refused = client.post(reverse("applications:withdraw", args=[application.pk]))

    assert refused.status_code == 403 and "Nothing was changed" in words(refused)
    assert (Application.objects.values().get(), Message.objects.count(), StatusEvent.objects.count()) == before
    assert not Receipt.objects.exists()


def test_what_is_personal_stays_closed(client, stella, olivia, application):
    begin(client, stella, olivia)
    for path in ("/inbox/", "/calendar/", "/accounts/me/", "/accounts/2fa/", "/accounts/password/change/"):
        assert client.get(path).status_code in (403, 404), path


def test_the_session_gets_a_new_key_at_both_ends_and_the_old_one_is_worthless(client, stella, olivia, application):
    client.force_login(stella)
    keys = [client.session.session_key]
    prove(client)
    client.post(reverse("access:view-as", args=[olivia.pk]), {"reason": WHY})
    keys.append(client.session.session_key)
    client.post(reverse("access:view-as-end"))
    keys.append(client.session.session_key)

    assert len(set(keys)) == 3 and KEY not in client.session
    assert client.get("/admin/").status_code == 200


def test_it_takes_a_reason_and_a_fresh_proof_of_who_one_is(client, stella, olivia, application):
    client.force_login(stella)
    url = reverse("access:view-as", args=[olivia.pk])

    assert client.post(url, {"reason": WHY}).url.startswith("/accounts/reauthenticate/")
    prove(client, ago=viewing.RECENT + 60)
    assert client.post(url, {"reason": WHY}).url.startswith("/accounts/reauthenticate/")
    prove(client)
    assert client.post(url, {"reason": "  "}).status_code == 422
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("name", ["max", "steve", "stella", "sam", "rita", "carl"])
def test_nobody_looks_through_the_eyes_of_equals_or_of_those_who_decide(client, request, stella, name):
    other = request.getfixturevalue(name)
    assert begin(client, stella, other).status_code == 404
    assert begin(client, other, request.getfixturevalue("eddie")).status_code == (
        302 if name in ("max", "steve", "stella") else 404
    )


def test_whoever_stepped_off_a_case_does_not_see_it_through_other_eyes(client, stella, olivia, application):
    conflicts.recuse(application.case, stella)
    refused = begin(client, stella, olivia)

    assert refused.status_code == 422 and "a case that is closed to you" in words(refused)
    assert not Viewing.objects.exists() and not Opening.objects.exists()


def test_it_ends_by_itself_and_with_the_case_closing(client, stella, steve, olivia, application):
    begin(client, stella, olivia)
    with clock.at(clock.now() + viewing.LASTS + datetime.timedelta(seconds=1)):
        assert client.get(application.get_absolute_url()).url == "/home/"
    begin(client, steve, olivia)
    assert client.get(application.get_absolute_url()).status_code == 200
    conflicts.recuse(application.case, steve)
    assert client.get(application.get_absolute_url()).url == "/home/"
    assert client.get(application.get_absolute_url()).status_code == 404


def test_every_address_that_is_the_persons_own_exists():
    """The list of what stays closed names addresses by their beginning: none of them may be a slip of the pen."""
    from qcp.access.seeing import PERSONAL  # noqa: PLC0415

    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    spaces = {f"{space}:" for space in get_resolver().namespace_dict}
    for start in PERSONAL:
        own = start.split(":")[0] + ":" in spaces if ":" in start else any(name.startswith(start) for name in names)
        assert own, start
