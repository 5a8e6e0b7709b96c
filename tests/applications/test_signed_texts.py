"""The signed agreement on paper, what became of it when the text changed, and two signatories at once."""

import datetime
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from applications.actions import filling
from applications.actions.catalogue import publish
from applications.actions.examples import fresh
from applications.models import AgreementText, Signature
from practices.models import Membership
from tests.factories.practices import MembershipFactory
from tests.pages import Page, form_of

SIGNED = {"typed_name": "O. Elm", "title": "Owner", "has_authority": True}


def paper(client, application, slug, version=""):
    url = reverse("applications:signed", args=[application.pk, slug])
    answer = client.get(url + (f"?version={version}" if version else ""))
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


@pytest.fixture
def signed(draft, olivia):
    text = next(text for text, _ in draft.agreements if text.slug == "license-terms")
    filling.sign(draft, text, by=olivia, ip_address="192.0.2.7", **SIGNED)
    return fresh(draft)


def test_the_signed_text_is_a_pdf_with_every_word_and_who_signed(client, signed, vera, stan):
    client.force_login(vera)
    found = "".join(paper(client, signed, "license-terms").split())
    signature = Signature.objects.get()

    for words in (signature.text.body, "O. Elm, Owner", "192.0.2.7", signature.sha256):
        assert "".join(words.split()) in found
    client.force_login(stan)
    assert client.get(reverse("applications:signed", args=[signed.pk, "license-terms"])).status_code == 404


def test_a_text_that_is_no_longer_what_was_signed_is_not_printed(client, signed, vera):
    AgreementText.objects.filter(slug="license-terms").update(body="Something else.")
    client.force_login(vera)

    assert client.get(reverse("applications:signed", args=[signed.pk, "license-terms"])).status_code == 404


def test_a_changed_text_says_who_signed_the_one_before_and_keeps_it(client, signed, olivia):
    publish("license-terms", "2", title="License Terms", body="New words.", effective_on=datetime.date(2021, 1, 1))
    client.force_login(olivia)

    page = client.get(reverse("applications:agreement", args=[signed.pk, "license-terms"])).content.decode()

    assert "O. Elm signed version" in page and "The text has changed since" in page
    assert "New words." in page and "Sign this agreement" in page
    before = Signature.objects.get().text
    assert before.body.split()[0] in paper(client, signed, "license-terms", before.version)


def test_the_second_of_two_signatories_reads_who_signed_and_adds_nothing(client, signed, stan):
    MembershipFactory(practice=signed.practice, user=stan, role=Membership.role.field.choices[-1][0])
    Membership.objects.filter(user=stan, practice=signed.practice).update(role="signatory")
    client.force_login(stan)
    typed = {"typed_name": "S. Second", "title": "Partner", "has_authority": "on"}

    page = client.post(reverse("applications:agreement", args=[signed.pk, "license-terms"]), typed)

    assert page.status_code == 422
    assert "Olivia signed this while you had the page open" in page.content.decode()
    assert "You typed “S. Second”" in page.content.decode()
    assert Signature.objects.get().typed_name == "O. Elm"


def test_what_was_typed_under_one_text_stands_under_the_next(client, signed, olivia):
    client.force_login(olivia)
    page = client.get(reverse("applications:agreement", args=[signed.pk, "participation-agreement"])).content.decode()

    assert 'value="O. Elm"' in page and 'value="Owner"' in page


def test_nobody_signs_a_text_that_changed_while_they_read_it(client, draft, olivia):
    client.force_login(olivia)
    url = reverse("applications:agreement", args=[draft.pk, "license-terms"])
    shown = form_of(Page(client.get(url)), "typed_name").values["shown"]
    publish("license-terms", "2", title="License Terms", body="New words.", effective_on=datetime.date(2021, 1, 1))

    page = client.post(url, SIGNED | {"shown": shown})

    assert page.status_code == 422
    assert "Read the text again: it has changed since you opened the page." in page.content.decode()
    assert "New words." in page.content.decode() and not Signature.objects.exists()
    again = form_of(Page(page), "typed_name").values
    assert client.post(url, again | {"has_authority": "on"}).status_code == 303
    assert Signature.objects.get().text.version == "2"
