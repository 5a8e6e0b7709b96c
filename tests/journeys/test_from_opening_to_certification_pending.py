"""One application, from the practice's page to Certification Pending, by the pages alone and without JavaScript."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applications.actions import invoices
from applications.catalogue.example_policy import content
from applications.models import Application, Invoice, PolicyDocument
from applications.questions.examples import example_answers
from applications.states import State
from applications.steps import STEPS
from qcp import clock
from qcp.documents import checks
from tests.factories import applications as factories


@pytest.fixture
def desk(stella):
    return browser_of(stella)


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def post(client, url, typed=()):
    """Press the button of the page as it was shown, hidden fields included; what was pressed leads on, by GET."""
    shown = client.get(url).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(form_key|revision)" value="([^"]*)"', shown))
    answer = client.post(url, hidden | dict(typed))
    assert answer.status_code in (302, 303), re.findall(r"<li><a href=\"#[^>]*>([^<]*)", answer.content.decode())
    assert client.get(answer.url).status_code == 200
    return answer


def fill_in(client, application):
    for step in STEPS:
        for topic in application.topics(step.slug):
            answers = example_answers(topic, Application.objects.get(pk=application.pk).facts)
            boxes = {name: value.split(",") for name, value in answers.items() if name.startswith("treatment_days")}
            name = "topic" if topic.slug != step.slug else "step"
            parts = [application.pk, step.slug, *([topic.slug] if name == "topic" else [])]
            post(client, reverse(f"applications:{name}", args=parts), answers | boxes)


def test_a_practice_applies_without_javascript_is_returned_once_and_accepted(db, olivia, eddie, stella, desk):
    factories.catalogue()
    practice = factories.practice_of(olivia, eddie, sites=2)
    factories.qualify(practice)
    editor, signatory = browser_of(eddie), browser_of(olivia)

    assert "Open an application" in editor.get(practice.get_absolute_url()).content.decode()
    post(editor, reverse("applications:open", args=[practice.pk]))
    application = Application.objects.get()
    base = application.get_absolute_url()
    fill_in(editor, application)

    typed = {"typed_name": "Olivia Elm", "title": "Medical Director", "has_authority": "on"}
    for text, _ in application.agreements:
        post(signatory, f"{base}steps/agreements/{text.slug}/", typed)
    post(editor, f"{base}steps/payment/")
    invoices.pay(Invoice.objects.get(), by=stella, paid_by="ach", reference="7788", received_on=clock.today())

    asked = [policy.pk for policy in application.judged_by().policy_types.all()]
    shown = editor.get(f"{base}steps/policies/").content.decode()
    offered = [pk for pk in asked if f'value="{pk}"' in shown]
    file = SimpleUploadedFile("policies.pdf", content(), content_type="application/pdf")
    post(editor, f"{base}steps/policies/", {"file": file, "policies": offered})
    checks.check(PolicyDocument.objects.get().file)

    post(signatory, f"{base}submit/", {"is_true": "on"})
    assert Application.objects.get().state == State.SUBMITTED

    url = reverse("admin:applications_application_move", args=[application.pk, "return"])
    post(desk, url, {"survey-dates": "Offer one more day."})
    post(editor, f"{base}steps/survey-dates/", {"date_6": ""} | survey_days(application))
    asked = application.returned_last.get()
    replied = editor.post(f"{base}steps/survey-dates/reply/", {f"answer-{asked.pk}-reply": "We offer another day."})
    assert replied.status_code == 303
    post(signatory, f"{base}submit/", {"is_true": "on"})

    document = PolicyDocument.objects.get()
    post(desk, reverse("admin:applications_policydocument_move", args=[document.pk, "accept"]))
    post(desk, reverse("admin:applications_application_move", args=[application.pk, "accept"]))
    application = Application.objects.get()
    assert (application.state, application.pending_on) == (State.SURVEY_READY, clock.today())
    assert [survey.kind for survey in application.surveys.all()] == ["initial"]
    assert "Certification Pending" in signatory.get(base).content.decode()


def survey_days(application):
    topic = application.topics("survey-dates")[0]
    return example_answers(topic, Application.objects.get(pk=application.pk).facts)
