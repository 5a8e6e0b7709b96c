"""The pages of an application: who sees them, what they say, and that they work without JavaScript."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from applications.models import Application
from applications.questions import newest, topics_of
from applications.states import State
from applications.steps import STEPS
from tests.factories import applications as factories

PAGES = ["detail", "check", "submit"]


def sign_in(client, user):
    client.force_login(user)
    return client


def address(name, application, *args):
    return reverse(f"applications:{name}", args=[application.pk, *args])


@pytest.mark.parametrize("name", PAGES)
def test_the_practice_and_the_office_read_and_strangers_find_nothing(client, draft, vera, stella, stan, sam, name):
    answers = [sign_in(client, user).get(address(name, draft)).status_code for user in (vera, stella, stan, sam)]

    assert answers == [200, 200, 404, 404]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_every_step_has_a_page_with_its_own_title(client, draft, eddie, step):
    page = sign_in(client, eddie).get(address("step", draft, step.slug))

    assert page.status_code == 200
    assert f"<title>Step {step.number} of 6: {step.title} - Application APP-0001 - QCP</title>" in page.content.decode()


def test_no_two_pages_share_a_title(client, draft, eddie):
    client = sign_in(client, eddie)
    urls = [address(name, draft) for name in PAGES] + [address("step", draft, step.slug) for step in STEPS]
    urls += [address("topic", draft, "questionnaire", topic.slug) for topic in draft.topics("questionnaire")]
    urls += [address("agreement", draft, text.slug) for text, _ in draft.agreements]

    titles = [client.get(url).content.decode().split("<title>")[1].split("</title>")[0] for url in urls]

    assert len(set(titles)) == len(urls)


def test_the_hub_says_what_cannot_start_yet_and_why_without_a_link(client, draft, eddie):
    page = sign_in(client, eddie).get(address("detail", draft)).content.decode()

    assert "Complete step 1 and step 2 first." in page
    assert "1. Eligibility</a>" in page
    assert "4. Payment</a>" not in page
    assert "Not submitted. Last saved by Eddie" in page


def test_what_you_will_need_and_the_blank_form_are_open_to_everyone(client, db):
    assert client.get(reverse("applications:what-you-need")).status_code == 200
    assert "How many treatment chairs and beds does each site have?" in (
        client.get(reverse("applications:blank-form")).content.decode()
    )


def test_opening_from_the_practice_page(client, practice, eddie):
    client = sign_in(client, eddie)
    url = reverse("applications:open", args=[practice.pk])

    assert "Open the application now?" in client.get(url).content.decode()
    answer = client.post(url)

    application = Application.objects.get()
    assert (answer.status_code, answer.url) == (303, application.get_absolute_url())
    again = client.post(url)
    assert again.status_code == 422
    assert "The practice has an open application already: APP-0001." in again.content.decode()


def test_a_practice_without_score_and_webinar_reads_why_it_cannot_apply(client, catalogue, olivia):
    practice = factories.practice_of(olivia)
    page = sign_in(client, olivia).get(reverse("applications:open", args=[practice.pk])).content.decode()

    assert "There is no qualifying QOPI score that is still valid." in page
    assert "Nobody of the practice attended the webinar" in page


def test_sending_leads_to_the_receipt_and_back_leads_there_too(client, complete, olivia):
    client = sign_in(client, olivia)
    url = address("submit", complete)

    answer = client.post(url, {"is_true": "on"})

    assert (answer.status_code, answer.url) == (303, address("receipt", complete))
    assert Application.objects.get(pk=complete.pk).state == State.SUBMITTED
    assert client.get(url).url == address("receipt", complete)
    assert client.post(url, {"is_true": "on"}).url == address("receipt", complete)
    receipt = client.get(answer.url).content.decode()
    assert "APP-0001" in receipt
    assert "SHA-256" in receipt


def test_sending_an_unfinished_application_names_each_missing_thing_with_a_link(client, draft, olivia):
    page = sign_in(client, olivia).post(address("submit", draft), {"is_true": "on"})

    assert page.status_code == 422
    assert "<title>Error: Submit" in page.content.decode()
    assert f'<a href="{address("step", draft, "eligibility")}#id_entity_kind">Choose the kind of legal entity.</a>' in (
        page.content.decode()
    )


def test_only_signatories_may_send(client, complete, eddie):
    page = sign_in(client, eddie).get(address("submit", complete)).content.decode()

    assert "a signatory of the practice does it" in page
    client.post(address("submit", complete), {"is_true": "on"})
    assert Application.objects.get(pk=complete.pk).state == State.DRAFT


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_with_one_site_and_with_three(
    client, django_assert_max_num_queries, catalogue, olivia, name
):
    practice = factories.practice_of(olivia, sites=3)
    factories.qualify(practice)
    application = factories.complete_application(practice, by=olivia)
    client = sign_in(client, olivia)
    client.get(address(name, application))

    with django_assert_max_num_queries(40) as three:
        client.get(address(name, application))
    practice.sites.exclude(is_main=True).update(closed_on="2026-01-01")
    with django_assert_max_num_queries(40) as one:
        client.get(address(name, application))

    assert len(one) == len(three)
    assert len(three) <= 27, [query["sql"] for query in three.captured_queries]


def test_step_two_leads_to_the_optional_release_of_data(draft, olivia, client):
    client.force_login(olivia)

    page = client.get(reverse("applications:step", args=[draft.pk, "agreements"])).content.decode()

    assert reverse("practices:releases", args=[draft.practice_id]) in page


def test_the_blank_form_is_a_pdf_with_every_question(client, db):
    answer = client.get(reverse("applications:blank-form-pdf"))
    words = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())
    asked = [question for step in STEPS for topic in topics_of(newest(), step.slug) for question in topic.questions]

    assert answer["Content-Type"] == "application/pdf"
    assert [question.key for question in asked if "".join(question.blank.split()) not in words] == []


def test_the_one_way_on_leads_to_what_is_missing_and_starting_over_asks_elsewhere(client, draft, eddie, vera):
    page = sign_in(client, eddie).get(address("detail", draft)).content.decode()
    onward = page.split("Continue with 1. Eligibility")[0].rsplit('href="', 1)[1].split('"')[0]

    assert page.count("Continue with") == 1
    assert onward == address("step", draft, "eligibility")
    assert address("start-over", draft) in page
    assert "Continue with" not in sign_in(client, vera).get(address("detail", draft)).content.decode()
