"""Somebody who goes through the portal from outside, as a person would, and saves a word: does that still work?

For a copy with production's settings, with an account of its own that fills in an application of an invented practice.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import requests
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

SECONDS = 20  # how long an answer may take
STEP = re.compile(r"/applications/[0-9a-f-]{36}/steps/[\w-]+/")
APPLICATION = re.compile(r"/applications/[0-9a-f-]{36}/")


class Failed(Exception):
    """In one sentence: what did not work."""


@dataclass
class Form:
    """What the script of a page would know of its form."""

    about: dict = field(default_factory=dict)
    fields: dict = field(default_factory=dict)


class FormReader(HTMLParser):
    """The forms of a page with their typed values."""

    def __init__(self, html: str):
        super().__init__()
        self.forms: list[Form] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(Form(given))
        elif tag == "input" and self.forms and given.get("type", "text") in ("text", "hidden") and "name" in given:
            self.forms[-1].fields[given["name"]] = given.get("value", "")


class Visitor:
    def __init__(self, address: str, email: str, password: str, totp_secret: str = ""):
        self.address, self.email, self.password, self.totp_secret = address, email, password, totp_secret
        self.session = requests.Session()

    def sign_in(self) -> None:
        page = self.fill_in("/accounts/login/", login=self.email, password=self.password)
        if "/2fa/" in page.url:
            page = self.fill_in("/accounts/2fa/authenticate/", code=self.code())
        if "/accounts/" in page.url:
            raise Failed(f"Signing in led to {page.url}.")

    def code(self) -> str:
        around_now = list(yield_hotp_counters_from_time())
        return format_hotp_value(hotp_value(self.totp_secret, around_now[len(around_now) // 2]))

    def save_a_word(self) -> None:
        """As the script of a step does after a pause: send one field as it stands."""
        form = self.form_of_a_step()
        typed = [name for name in form.fields if name not in ("csrfmiddlewaretoken", "form_key", "revision", "clashes")]
        sent = {
            "user": form.about["data-user"],
            "topic": form.about["data-topic"],
            "revision": int(form.fields.get("revision") or 0),
            "values": {name: form.fields[name] for name in typed[:1]},
        }
        self.ask("post", form.about["data-autosave"], json=sent, token=form.fields["csrfmiddlewaretoken"])

    def form_of_a_step(self) -> Form:
        application = self.link_on("/home/", APPLICATION)
        step = self.link_on(application, STEP)
        forms = FormReader(self.ask("get", step).text).forms
        found = next((form for form in forms if "data-autosave" in form.about), None)
        if found is None:
            raise Failed(f"The page {step} has no form that saves by itself.")
        return found

    def link_on(self, path: str, pattern: re.Pattern) -> str:
        found = pattern.search(self.ask("get", path).text)
        if found is None:
            raise Failed(f"The page {path} leads to no application that could be filled in.")
        return found.group()

    def fill_in(self, path: str, **given):
        token = FormReader(self.ask("get", path).text).forms[-1].fields["csrfmiddlewaretoken"]
        return self.ask("post", path, data=given, token=token)

    def ask(self, method: str, path: str, *, token: str = "", **given):
        """The answer, which must be a good one."""
        url = urljoin(self.address, path)
        headers = {"Referer": url, "X-CSRFToken": token}
        try:
            answer = self.session.request(method, url, headers=headers, timeout=SECONDS, **given)
        except requests.RequestException as error:
            raise Failed(f"{url} did not answer: {type(error).__name__}.") from error
        if not answer.ok:
            raise Failed(f"{url} answered {answer.status_code}.")
        return answer
