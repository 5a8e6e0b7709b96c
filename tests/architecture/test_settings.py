"""The environment is read in one file and described in another; both must name the same."""

import re

import pytest

from qcp.settings import base

from .sources import ROOT


def test_the_example_environment_names_every_variable_that_production_reads():
    read = set(re.findall(r'env\.\w+\("(QCP_\w+)"', (ROOT / "qcp/settings/base.py").read_text()))
    described = set(re.findall(r"^(QCP_\w+)=", (ROOT / ".env.example").read_text(), re.M))
    assert described == read


def test_production_is_as_strict_as_the_papers_say():
    said = {
        "DEBUG": getattr(base, "DEBUG", False),
        "EMBEDDED": base.EMBEDDED,
        "MFA_REQUIRED": base.MFA_REQUIRED,
        "SESSION_COOKIE_NAME": base.SESSION_COOKIE_NAME,
        "CSRF_COOKIE_NAME": base.CSRF_COOKIE_NAME,
        "SECURE": (base.SESSION_COOKIE_SECURE, base.CSRF_COOKIE_SECURE, base.SECURE_SSL_REDIRECT),
        "SAMESITE": (base.SESSION_COOKIE_SAMESITE, base.CSRF_COOKIE_SAMESITE),
        "HTTPONLY": base.SESSION_COOKIE_HTTPONLY,
        "HSTS": (base.SECURE_HSTS_SECONDS, base.SECURE_HSTS_INCLUDE_SUBDOMAINS),
        "PASSWORDS": getattr(base, "PASSWORD_HASHERS", "Django's own"),
        "LENGTH": base.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"],
    }

    assert said == {
        "DEBUG": False,
        "EMBEDDED": False,
        "MFA_REQUIRED": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SECURE": (True, True, True),
        "SAMESITE": ("Lax", "Lax"),
        "HTTPONLY": True,
        "HSTS": (31_536_000, True),
        "PASSWORDS": "Django's own",
        "LENGTH": 12,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/home/", "/healthz", "/verify/", "/nowhere/", "/api/v1/practices/"])
def test_every_answer_tells_the_browser_what_it_may_do(client, address):
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]

    assert all(f"{name} 'none'" in policy for name in ("object-src", "base-uri", "frame-ancestors"))
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert (answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert (answer["X-Frame-Options"], answer["Cross-Origin-Opener-Policy"]) == ("DENY", "same-origin")
    assert "Access-Control-Allow-Origin" not in answer.headers
