"""The second step of signing in: an authenticator app, recovery codes, and no way around them."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import CommandError, call_command

from practices.models import MembershipRole
from qcp.notices.models import Message
from tests.factories.practices import MembershipFactory

PASSWORD = "correct horse"


@pytest.fixture(autouse=True)
def required(settings):
    settings.MFA_REQUIRED = True
    cache.clear()


def sign_in(client, email):
    return client.post("/accounts/login/", {"login": email, "password": PASSWORD}, follow=True)


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def stellas_secret(client, stella):
    """Stella has set up an app, and is signed out again."""
    sign_in(client, stella.email)
    assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})"', page).group(1)
    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    client.post("/accounts/logout/")
    cache.clear()
    return secret


@pytest.mark.parametrize("name", ["stella", "max", "sam", "rita", "carl", "olivia"])
def test_without_one_only_the_pages_that_set_it_up_open(client, request, name):
    person = request.getfixturevalue(name)

    arrived = sign_in(client, person.email)

    assert arrived.redirect_chain[-1][0] == "/accounts/2fa/"
    assert "Set up an authenticator app or a passkey" in arrived.content.decode()
    for path in ("/home/", "/inbox/", "/calendar/", "/accounts/password/change/"):
        assert client.get(path)["Location"] == "/accounts/2fa/", path


def test_the_desk_does_not_open_without_it_either(client, stella):
    sign_in(client, stella.email)

    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_a_practices_viewer_needs_none(client, vera):
    MembershipFactory(user=vera, role=MembershipRole.VIEWER)

    assert sign_in(client, vera.email).redirect_chain[-1][0] == "/home/"


def test_where_the_portal_asks_for_none_nobody_needs_one(client, stella, settings):
    settings.MFA_REQUIRED = False

    assert sign_in(client, stella.email).redirect_chain[-1][0] == "/home/"


def test_with_an_app_signing_in_takes_its_code(client, stella, stellas_secret):
    asked = sign_in(client, stella.email)
    assert asked.redirect_chain[-1][0] == "/accounts/2fa/authenticate/"
    assert client.get("/home/").status_code == 302

    client.post("/accounts/2fa/authenticate/", {"code": code(stellas_secret)})

    assert client.get("/home/").status_code == 200


def test_a_code_works_once(client, stella, stellas_secret):
    sign_in(client, stella.email)
    used = code(stellas_secret)
    client.post("/accounts/2fa/authenticate/", {"code": used})
    client.post("/accounts/logout/")

    sign_in(client, stella.email)
    again = client.post("/accounts/2fa/authenticate/", {"code": used})

    assert "This code is not right, or was used already." in again.content.decode()
    assert client.get("/home/").status_code == 302


def test_a_recovery_code_works_once(client, stella, stellas_secret):
    recovery = Authenticator.objects.get(user=stella, type="recovery_codes").wrap().get_unused_codes()[0]
    for outcome in (200, 302):
        sign_in(client, stella.email)
        client.post("/accounts/2fa/authenticate/", {"code": recovery})
        assert client.get("/home/").status_code == outcome
        client.post("/accounts/logout/")


def test_a_new_password_does_not_replace_the_second_step(client, stella, stellas_secret):
    stella.set_password("three blind mice")
    stella.save()

    asked = client.post("/accounts/login/", {"login": stella.email, "password": "three blind mice"})

    assert asked["Location"] == "/accounts/2fa/authenticate/"


def test_the_secret_of_the_app_is_sealed_at_rest(stella, stellas_secret):
    stored = Authenticator.objects.get(user=stella, type="totp").data["secret"]

    assert stellas_secret not in stored


def test_a_new_key_of_the_portal_locks_nobody_out(client, stella, stellas_secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a key that nobody has had before, and long enough"
    call_command("reseal", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []

    sign_in(client, stella.email)
    client.post("/accounts/2fa/authenticate/", {"code": code(stellas_secret)})

    assert client.get("/home/").status_code == 200


def test_a_key_that_is_not_named_stops_the_change_and_changes_nothing(stella, stellas_secret, settings):
    before = list(Authenticator.objects.values_list("data", flat=True))
    settings.SECRET_KEY = "a key that nobody has had before, and long enough"

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("reseal")

    assert list(Authenticator.objects.values_list("data", flat=True)) == before


def test_proving_who_one_is_again_changes_the_session(client, stella, stellas_secret):
    sign_in(client, stella.email)
    client.post("/accounts/2fa/authenticate/", {"code": code(stellas_secret)})
    before = client.session.session_key

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert client.session.session_key != before
    assert client.get("/home/").status_code == 200


def test_taking_it_away_is_told_by_letter_and_asks_for_a_new_one(client, stella, stellas_secret):
    sign_in(client, stella.email)
    client.post("/accounts/2fa/authenticate/", {"code": code(stellas_secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post("/accounts/2fa/totp/deactivate/")

    assert "The authenticator app was removed" in Message.objects.get(address=stella.email).body
    assert client.get("/home/")["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/me/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/logout/",
    ],
)
def test_every_page_of_the_account_has_the_portals_frame(client, olivia, path, settings):
    settings.MFA_REQUIRED = False
    sign_in(client, olivia.email)

    page = client.get(path).content.decode()

    assert "<h1>" in page
    assert 'id="main"' in page
