"""Recipients read the certification status of the practices that chose them, and nothing else of nobody else."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from compliance.actions import certifications
from compliance.models import StatusEvent
from practices.actions import recipients, releasing
from practices.models import Disclosure
from tests.compliance.test_signed_statements import checked
from tests.factories import compliance as made
from tests.factories.practices import MembershipFactory, PracticeFactory
from tests.factories.releases import open_recipient, opted_in

GOOD = "/api/v1/practices/"
NOBODY = b'{"detail": "Nothing is released under this number."}'


@pytest.fixture(autouse=True)
def fresh_rates():
    cache.clear()


@pytest.fixture
def plan(db, stella, steve):
    return open_recipient(by=stella, confirmed_by=steve)


@pytest.fixture
def api(plan, stella):
    """A client that carries the recipient's token."""
    return Client(headers={"Authorization": f"Bearer {recipients.make_token(plan, by=stella)}"})


@pytest.fixture
def certified(rita, olivia, mona):
    return made.certified(rita, olivia, mona)


@pytest.fixture
def release(certified, plan, olivia):
    return opted_in(certified.practice, plan, olivia)


def one(number):
    return f"/api/v1/practices/{number}/"


def test_the_status_of_a_practice_that_opted_in(api, certified, release):
    answer = api.get(one(certified.practice.number)).json()

    site = certified.sites.get()
    assert answer == {
        "practice": certified.practice.number,
        "name": certified.practice.legal_name,
        "city": "Springfield",
        "state": "IL",
        "status": "certified",
        "certificate": certified.number,
        "valid_from": certified.starts_on.isoformat(),
        "valid_through": certified.expires_on.isoformat(),
        "ended_on": None,
        "locations": [{"name": site.name, "city": site.city, "state": site.state}],
    }


def test_every_answer_stands_in_the_practices_log_word_by_word(api, certified, release):
    number = certified.practice.number
    api.get(GOOD)
    api.get(one(number))
    api.get(f"/api/v1/practices/{number}/signed/")
    api.get(f"/api/v1/fhir/Organization/{number}")
    bulk(api, number)

    lines = Disclosure.objects.filter(practice=certified.practice).order_by("at")
    assert [line.channel for line in lines] == ["list", "one", "signed", "fhir", "bulk"]
    assert {json.loads(line.payload.text)["certificate"] for line in lines} == {certified.number}


def test_unknown_and_not_opted_in_answer_alike(api, certified, plan, olivia, stella, steve, rita, mona):
    other = open_recipient(stella, steve, "Other Plan")
    oak = PracticeFactory()
    MembershipFactory(practice=oak, user=olivia)
    opted_in(oak, other, olivia)
    revoked = opted_in(certified.practice, plan, olivia)
    releasing.revoke(revoked, by=olivia)

    for path in ("/api/v1/practices/{}/", "/api/v1/practices/{}/signed/", "/api/v1/fhir/Organization/{}"):
        answers = [api.get(path.format(number)) for number in (certified.practice.number, "QP-9999", oak.number)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
    assert api.get(one(certified.practice.number)).content == NOBODY
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x", "Basic abc", "Bearer \xe9", "Bearer " + "x" * 5000])
def test_without_a_working_token_nothing_is_told(db, header):
    client = Client(headers={"Authorization": header} if header else {})

    answer = client.get(GOOD)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_signed_in_person_is_no_recipient(client, stella):
    client.force_login(stella)
    assert client.get(GOOD).status_code == 401


def test_ended_tokens_and_closed_recipients_are_out_at_once(api, plan, stella, release):
    assert api.get(GOOD).status_code == 200
    recipients.revoke_tokens(plan, by=stella)
    assert api.get(GOOD).status_code == 401


def test_the_cursor_brings_each_change_once_in_order(api, certified, release, olivia, plan):
    other = PracticeFactory(legal_name="Oak Oncology")
    MembershipFactory(practice=other, user=olivia)
    opted_in(other, plan, olivia)

    first = api.get(GOOD, {"limit": 1}).json()
    second = api.get(GOOD, {"since": first["next"]}).json()

    assert [change["status"]["practice"] for change in first["changes"]] == [certified.practice.number]
    assert (first["more"], second["more"]) == (True, False)
    assert [change["status"]["status"] for change in second["changes"]] == ["not_certified"]
    assert api.get(GOOD, {"since": second["next"]}).json() == {"changes": [], "next": second["next"], "more": False}

    certifications.surrender(certified, by=olivia)

    third = api.get(GOOD, {"since": second["next"]}).json()
    assert [change["status"]["status"] for change in third["changes"]] == ["surrendered"]
    assert third["changes"][0]["status"]["locations"] == []


def test_a_revoked_consent_takes_the_practice_out_of_everything(api, certified, release, olivia):
    releasing.revoke(release, by=olivia)

    assert api.get(GOOD).json()["changes"] == []
    assert api.get("/api/v1/fhir/Organization").json()["total"] == 0
    assert rows(bulk(api, certified.practice.number)) == [[certified.practice.number, "not_released", "", "", "", ""]]


def bulk(api, *numbers, body=None):
    content = body if body is not None else "number\r\n" + "\r\n".join(numbers)
    return api.post("/api/v1/bulk-check/", content, content_type="text/csv")


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode())))[1:]


def test_many_numbers_are_checked_at_once_in_their_order(api, certified, release):
    number = certified.practice.number

    answer = bulk(api, certified.number, "QP-9999", number.lower(), "=1+1")

    valid = [certified.number, certified.starts_on.isoformat(), certified.expires_on.isoformat(), ""]
    assert rows(answer) == [
        [certified.number, "certified", *valid],
        ["QP-9999", "not_released", "", "", "", ""],
        [number, "certified", *valid],
        ["", "not_a_number", "", "", "", ""],
    ]
    assert Disclosure.objects.count() == 1


@pytest.mark.parametrize("body", ["", "name\nx", b"\xff\xfe\x00", "number\n", "number\n" + "QP-0001\n" * 1001])
def test_a_file_that_cannot_be_read_is_refused_in_words(api, body):
    answer = bulk(api, body=body)
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith((".", "”"))


def test_fhir_names_the_qualification_as_plan_net_asks(api, certified, release):
    answer = api.get(f"/api/v1/fhir/Organization/{certified.practice.number}")

    resource = answer.json()
    assert answer["Content-Type"] == "application/fhir+json"
    assert resource["resourceType"] == "Organization"
    assert resource["meta"]["profile"][0].endswith("plannet-Organization")
    [extension] = resource["extension"]
    assert extension["url"].endswith("davinci-pdex-plan-net/StructureDefinition/qualification")
    parts = {part["url"]: part for part in extension["extension"]}
    assert parts["status"]["valueCode"] == "active"
    assert parts["period"]["valuePeriod"]["end"] == certified.expires_on.isoformat()
    assert parts["identifier"]["valueIdentifier"]["value"] == certified.number


def test_fhir_searches_by_identifier_and_says_no_in_its_own_words(api, certified, release):
    number = certified.practice.number
    assert api.get("/api/v1/fhir/Organization", {"identifier": f"x|{number}"}).json()["total"] == 1
    assert api.get("/api/v1/fhir/Organization", {"identifier": "QP-9999"}).json()["total"] == 0
    assert api.get("/api/v1/fhir/Organization/QP-9999").json()["resourceType"] == "OperationOutcome"


def test_a_signed_statement_can_be_checked_without_us(api, client, certified, release):
    statement = api.get(f"/api/v1/practices/{certified.practice.number}/signed/").json()["statement"]

    assert checked(client, statement)["status"]["certificate"] == certified.number


def test_the_document_of_the_interface_is_valid_and_names_every_address(client, db):
    document = client.get("/api/v1/openapi.json").json()

    validate(document)
    assert sorted(document["paths"]) == [
        "/api/v1/bulk-check/",
        "/api/v1/fhir/Organization",
        "/api/v1/fhir/Organization/{number}",
        "/api/v1/practices/",
        "/api/v1/practices/{number}/",
        "/api/v1/practices/{number}/signed/",
    ]
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all({"200", "401", "429"} <= operation["responses"].keys() for operation in operations)
    assert all(operation["security"] for operation in operations)


def test_more_than_the_rate_is_told_to_wait(api, release):
    codes = [api.get(one("QP-9999")).status_code for _ in range(121)]
    assert (codes[119], codes[120]) == (404, 429)
    assert api.get(GOOD)["Retry-After"] == "60"


def test_guessing_tokens_is_slowed_down(db):
    client = Client(headers={"Authorization": "Bearer qcp_guess"})
    codes = [client.get(GOOD).status_code for _ in range(31)]
    assert (codes[0], codes[30]) == (401, 429)


def test_the_list_costs_the_same_for_three_practices_as_for_one(api, certified, release, plan, olivia):
    asked = []
    for more in (0, 2):
        for _ in range(more):
            practice = PracticeFactory()
            MembershipFactory(practice=practice, user=olivia)
            opted_in(practice, plan, olivia)
        with CaptureQueriesContext(connection) as queries:
            api.get(GOOD)
        asked.append(len(queries))
    assert asked[0] + 1 >= asked[1]  # one more when payloads of a kind are written down for the first time
    assert StatusEvent.objects.count() == 3


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.sampled_from(["practices/", "practices/{}/", "practices/{}/signed/", "fhir/Organization/{}"]),
    number=st.text(max_size=30),
    query=st.dictionaries(st.sampled_from(["since", "limit", "identifier", "x"]), st.text(max_size=30)),
    body=st.binary(max_size=200),
)
def test_whatever_is_sent_the_interface_answers(api, path, number, query, body):
    cache.clear()
    clean = "".join(c for c in number if c.isprintable() and c not in "/?#%\\").strip(".") or "x"
    assert api.get("/api/v1/" + path.format(clean), query).status_code in (200, 404, 422)
    assert api.post("/api/v1/bulk-check/", body, content_type="text/csv").status_code in (200, 400)
