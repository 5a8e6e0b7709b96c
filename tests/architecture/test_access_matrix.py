"""Every address, every person, own and foreign and absent records: each answers as the access table declares."""

import re
import uuid

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from qcp.access.table import Row, table

from .access_world import PEOPLE, relations, world

pytestmark = pytest.mark.django_db
NAMES = ["anonymous", *PEOPLE]
ALLAUTH = ("account_", "mfa_", "usersessions_")
ELSEWHERE = "named by a key of its own, and tested where it is at home"
# What an address needs beside its record.
BESIDE: dict[str, dict] = {
    "applications:step": {"slug": "eligibility"},
    "applications:autosave": {"slug": "questionnaire"},
    "applications:reply": {"slug": "questionnaire"},
    "applications:agreement": {"topic": "participation-agreement"},
    "applications:topic": {"slug": "eligibility", "topic": "practice"},
    "practices:open-scores": {"round": uuid.UUID(int=1)},
    "practices:watched": {"session": uuid.UUID(int=1)},
    "compliance:assess_finding": {"finding": uuid.UUID(int=1)},
}
# Where the right people find nothing in this world: the moment for it has passed, or the second key names nothing.
NOT_NOW = {
    "applications:agreement",
    "applications:invoice-pdf",
    "applications:policies",
    "applications:receipt",
    "applications:topic",
    "compliance:assess_finding",
    "practices:open-scores",
    "practices:watched",
    "surveys:step-off",
}
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM) \"(?!django_session)", re.I)
ONE_TIME = re.compile(r'(name="(csrfmiddlewaretoken|form_key)" value=)"[^"]*"')


def rows(with_subject: bool) -> list[Row]:
    return [
        row
        for row in sorted(table().values(), key=lambda row: row.name)
        if bool(row.subject) is with_subject and not row.name.endswith(":*") and not row.name.startswith(ALLAUTH)
    ]


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    """The world, made once for all questions; each question is undone after it was asked."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


@pytest.fixture
def ask(everything):
    people, _ = everything

    def answer(name: str, method: str, url: str):
        client = Client()
        with transaction.atomic():
            if name != "anonymous":
                client.force_login(people[name])
            with CaptureQueriesContext(connection) as asked:
                response = client.generic(method, url)
            response.wrote = [query["sql"][:80] for query in asked if WRITES.match(query["sql"])]
            transaction.set_rollback(True)
        return response

    return answer


def address(row: Row, pk) -> str:
    return reverse(row.name, kwargs={row.key: pk, **BESIDE.get(row.name, {})})


def kind(response) -> str:
    """open, absent, sign-in or refused (the method is not for this address)."""
    if response.status_code == 401 or response.headers.get("Location", "").startswith("/accounts/login/"):
        return "sign-in"
    return {404: "absent", 405: "refused"}.get(response.status_code, "open")


def wrong_with(row: Row, method: str, name: str, near: set[str], response) -> str:
    """What the table says against this answer; nothing when it is as declared."""
    admitted, got = set({"GET": row.get, "POST": row.post}[method]), kind(response)
    stranger = not (near - {"signed_in"}) or near & {"anonymous"}
    if response.wrote and (method == "GET" or not admitted & near):
        return f"{name} {method} wrote {response.wrote}"
    if not admitted:
        return "" if got in ("refused", "absent", "sign-in") else f"{name} {method}: {got}, not refused"
    if "anonymous" in near and "anonymous" not in admitted:
        return "" if got == "sign-in" else f"{name} {method}: {got}, not sent to sign in"
    if admitted & near:
        fine = {"open"} | ({"absent"} if row.name in NOT_NOW or (row.subject and row.note) else set())
        return "" if got in fine or response.status_code == 401 else f"{name} {method}: {got}"
    if stranger or not row.subject:
        return "" if got == "absent" else f"{name} {method}: {got}, not absent"
    return "" if got in ("absent", "open") else f"{name} {method}: {got}"  # known here: a sentence will do


@pytest.mark.parametrize("row", rows(with_subject=True), ids=lambda row: row.name)
def test_a_record_opens_to_whom_the_table_says(row, everything, ask):
    record = everything[1]["elm"].records.get(row.subject)
    if record is None:
        pytest.skip(ELSEWHERE)
    wrong = [
        wrong_with(row, method, name, near, ask(name, method, address(row, record.pk)))
        for name in NAMES
        for method in ("GET", "POST")
        for near in [relations(name, "elm", case=hasattr(record, "case_id"))]
    ]
    assert list(filter(None, wrong)) == []


@pytest.mark.parametrize("row", rows(with_subject=True), ids=lambda row: row.name)
def test_a_foreign_record_answers_like_an_absent_one(row, everything, ask):
    record = everything[1]["oak"].records.get(row.subject)
    if record is None:
        pytest.skip(ELSEWHERE)
    absent = uuid.UUID(int=7) if isinstance(record.pk, uuid.UUID) else 987654321
    for name in ("anonymous", "olivia"):
        for method in ("GET", "POST"):
            nothing, foreign = (ask(name, method, address(row, pk)) for pk in (absent, record.pk))
            assert foreign.status_code == nothing.status_code, (name, method)
            assert words(foreign, record.pk) == words(nothing, absent)


def words(response, pk) -> str:
    return ONE_TIME.sub(r"\1", response.content.decode().replace(str(pk), ""))


@pytest.mark.parametrize("row", rows(with_subject=False), ids=lambda row: row.name)
def test_a_page_without_a_record_opens_to_whom_the_table_says(row, ask):
    try:
        url = reverse(row.name)
    except NoReverseMatch:
        pytest.skip(ELSEWHERE)
    wrong = [
        wrong_with(row, method, name, relations(name), ask(name, method, url))
        for name in NAMES
        for method in ("GET", "POST")
    ]
    assert list(filter(None, wrong)) == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_no_address_knows_other_methods(method, everything, ask):
    for row in rows(with_subject=True):
        record = everything[1]["elm"].records.get(row.subject)
        if record:
            assert kind(ask("olivia", method, address(row, record.pk))) in ("refused", "absent"), row.name
