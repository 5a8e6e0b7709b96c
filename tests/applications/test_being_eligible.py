"""Who cannot apply reads so on a page of its own; several Tax IDs show that they are one practice."""

import pytest
from django.urls import reverse

from applications.actions import filling
from applications.actions.examples import fresh
from applications.catalogue.example_policy import example_policy
from applications.questions.examples import example_answers
from applications.steps import BY_SLUG
from qcp.documents import checks
from qcp.documents.models import StoredFile
from tests.factories.practices import TaxIdFactory

BARS = {
    "is_fellowship": ("yes", "A fellowship program cannot be certified"),
    "is_merging": ("yes", "QCP staff come first when the practice is changing"),
    "shares_policies": ("no", "These Tax IDs cannot apply as one practice"),
    "rotates_staff": ("no", "These Tax IDs cannot apply as one practice"),
    "has_central_owner": ("no", "These Tax IDs cannot apply as one practice"),
    "has_one_record_system": ("no", "These Tax IDs cannot apply as one practice"),
}


@pytest.fixture
def several(draft):
    TaxIdFactory(practice=draft.practice)
    return fresh(draft)


def gaps(application):
    return [str(gap) for gap in BY_SLUG["eligibility"].gaps(fresh(application))]


@pytest.mark.parametrize("name", BARS)
def test_an_answer_that_bars_leads_to_a_page_that_says_why_and_what_to_do(client, several, eddie, name):
    answer, title = BARS[name]
    client.force_login(eddie)
    sent = example_answers(several.topics("eligibility")[0], several.facts) | {name: answer}
    url = reverse("applications:not-eligible", args=[several.pk])

    went = client.post(reverse("applications:step", args=[several.pk, "eligibility"]), sent | {"revision": "0"})
    page = client.get(url).content.decode()

    assert (went.status_code, went.url) == (303, url)
    assert page.count(f">{title}</h2>") == 1
    assert "What you can do" in page and f"#id_{name}_0" in page
    assert fresh(several).facts.raw(name) == answer
    assert gaps(several)


def test_nobody_who_is_eligible_meets_that_page(client, draft, eddie):
    client.force_login(eddie)
    answer = client.get(reverse("applications:not-eligible", args=[draft.pk]))

    assert (answer.status_code, answer.url) == (303, reverse("applications:step", args=[draft.pk, "eligibility"]))


def test_several_tax_ids_hand_in_a_document_and_wait_for_its_check(client, several, eddie, vera):
    topic = several.topics("eligibility")[0]
    filling.save_answers(several, topic, example_answers(topic, several.facts), by=eddie)
    url = reverse("applications:proof", args=[several.pk])
    missing = "Hand in a document that shows how the Tax IDs are run as one practice."
    assert gaps(several) == [missing]
    client.force_login(vera)
    assert "Hand in the document" not in client.get(url).content.decode()
    client.force_login(eddie)
    assert client.post(url, {"form_key": "k"}).status_code == 422

    assert client.post(url, {"file": example_policy()}).status_code == 303
    stored = StoredFile.objects.get(purpose="integration-proof")
    assert gaps(several) == [f"Wait until “{stored}” has been checked. This takes a minute or two."]
    checks.check(stored)

    assert gaps(several) == []
    page = client.get(reverse("applications:step", args=[several.pk, "eligibility"])).content.decode()
    assert str(stored) in page


def test_one_tax_id_needs_no_proof(client, draft, eddie):
    client.force_login(eddie)

    assert "proof" not in " ".join(gaps(draft)).lower()
    assert "No proof is asked for" in client.get(reverse("applications:proof", args=[draft.pk])).content.decode()


def test_each_site_needs_a_day_on_which_it_treats(complete, eddie):
    one, other = complete.practice.sites.all()
    sites = next(topic for topic in complete.topics("questionnaire") if topic.slug == "sites")
    days = {on.weekday() for on in complete.offered_dates()}
    free = next(number for number in range(7) if number not in days)
    filling.save_answers(complete, sites, {f"treatment_days-{other.pk}": str(free)}, by=eddie)

    dates = complete.topics("survey-dates")[0]

    assert [text for _, text in dates.found(fresh(complete).facts)] == [f"Offer a treatment day of {other} too."]
    assert one != other
