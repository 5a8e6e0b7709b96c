"""Signing in with a passkey, on a virtual authenticator; the pages of the account look and work like the others."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

pytestmark = pytest.mark.browser
PASSWORD = "correct horse"


@pytest.fixture
def authenticator(page, context):
    """A key built into the device, with a fingerprint that always fits."""
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def portal(live_server):
    """Passkeys are bound to a name, not to a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


def paste(field, text):
    assert field.evaluate("e => e.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }))")
    field.focus()
    field.page.keyboard.insert_text(text)


def type_in(page, portal, person):
    page.goto(f"{portal}/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_with_a_passkey_one_signs_in_without_a_password(
    page, portal, authenticator, transactional_db, stella, settings
):
    settings.MFA_REQUIRED = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    type_in(page, portal, stella)
    page.wait_for_url("**/accounts/2fa/")

    page.goto(f"{portal}/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/**")

    page.get_by_role("button", name="Sign out").first.click()
    page.goto(f"{portal}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url("**/home/")
    assert page.get_by_text("Stella").first.is_visible()


def test_a_password_and_a_code_can_be_pasted(page, live_server, transactional_db, stella, settings):
    """As a password manager does it: put in at once, without a key."""
    settings.MFA_REQUIRED = True
    TOTP.activate(stella, generate_totp_secret())
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Email").fill(stella.email)
    paste(page.get_by_label("Password"), PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/accounts/2fa/authenticate/")

    field = page.get_by_label("Code").first
    paste(field, "123456")

    assert (field.get_attribute("autocomplete"), field.input_value()) == ("one-time-code", "123456")


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"])
def test_the_pages_before_signing_in_can_be_operated_by_all(page, live_server, violations, transactional_db, path):
    page.goto(f"{live_server.url}{path}")

    assert violations(page) == []


@pytest.mark.parametrize(
    "path",
    ["/accounts/me/", "/accounts/2fa/", "/accounts/2fa/webauthn/", "/accounts/sessions/", "/accounts/password/change/",
     "/calendar/", "/invitations/"],
)  # fmt: skip
def test_the_pages_of_the_account_can_be_operated_by_all(
    page, live_server, sign_in, violations, transactional_db, stella, path
):
    sign_in(stella)

    page.goto(f"{live_server.url}{path}")

    assert violations(page) == []
