"""What the portal signs can be checked offline, against the key that it publishes."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from compliance.actions import certifications
from tests.factories import compliance as made

KEYS = "/.well-known/qcp-status-key.json"


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def checked(client, statement):
    """As anybody would check it: with the published key alone."""
    header, content, seal = statement.split(".")
    kid = json.loads(decoded(header))["kid"]
    key = next(key for key in client.get(KEYS).json()["keys"] if key["kid"] == kid)
    Ed25519PublicKey.from_public_bytes(decoded(key["x"])).verify(decoded(seal), f"{header}.{content}".encode())
    return json.loads(decoded(content))


@pytest.fixture
def certified(rita, olivia, mona):
    return made.certified(rita, olivia, mona)


def signed(client, number):
    return client.get(f"/verify/{number}/signed.json")


def test_the_check_page_says_the_same_as_its_signed_statement(client, certified, olivia):
    before = checked(client, signed(client, certified.number).json()["statement"])["certificate"]
    certifications.surrender(certified, by=olivia)
    after = checked(client, signed(client, certified.number).json()["statement"])["certificate"]

    assert (before["number"], before["valid"], before["ended_on"]) == (certified.number, True, None)
    assert (after["valid"], after["words"]) == (False, "Given back by the practice")
    assert after["words"] in client.get(f"/verify/{certified.number}/").content.decode()


def test_a_changed_statement_does_not_pass(client, certified):
    header, content, seal = signed(client, certified.number).json()["statement"].split(".")
    spoiled = json.loads(decoded(content))
    spoiled["certificate"]["valid"] = False
    other = base64.urlsafe_b64encode(json.dumps(spoiled).encode()).rstrip(b"=").decode()

    with pytest.raises(InvalidSignature):
        checked(client, f"{header}.{other}.{seal}")


def test_an_unknown_number_has_no_statement(client, db):
    assert signed(client, "QCP-1999-0001").status_code == 404


def test_after_a_change_of_the_portals_key_old_statements_still_pass(client, certified, settings):
    old = signed(client, certified.number).json()["statement"]

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, made today"

    assert checked(client, old)["certificate"]["number"] == certified.number
    assert len(client.get(KEYS).json()["keys"]) == 2
