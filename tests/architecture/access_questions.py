"""The questions of the access matrix: who asks which address in which way about whose record, and what is right."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from qcp.access.table import Row, table

from .access_world import PEOPLE, relations

NAMES = ["anonymous", *PEOPLE]
ALLAUTH = ("account_", "mfa_", "usersessions_")
# Records that this world does not hold, and keys of another kind: where their addresses are tested instead.
ELSEWHERE = {
    "applications:handed": "tests/applications/test_handing_steps.py",
    "practices:handover": "tests/practices/test_handing_over.py",
    "accounts:invitation": "tests/qcp/accounts/test_inviting.py",
    "applications:stripe": "tests/applications/payments/test_messages.py",
    "compliance:complaint_received": "tests/compliance/test_case_pages.py",
    "compliance:verify": "tests/compliance/test_pages.py",
    "compliance:verify-signed": "tests/compliance/test_signed_statements.py",
    "api:practice": "tests/compliance/test_recipients_api.py",
    "api:signed": "tests/compliance/test_recipients_api.py",
    "api:fhir-read": "tests/compliance/test_recipients_api.py",
    "deadlines:feed": "tests/qcp/deadlines/test_calendar.py",
    "deadlines:why": "tests/qcp/deadlines/test_calendar.py",
    "documents:letter": "tests/qcp/documents/test_letters.py",
    "notices:mail": "tests/qcp/notices/test_office_and_outbox.py",
    "notices:message": "tests/qcp/notices/test_inbox.py",
    "surveys:second-rating": "tests/surveys/test_calibration.py",
    "web:move": "tests/qcp/web/test_plain_buttons.py",
    "web:queue": "tests/qcp/web/test_home.py",
    "web:queue-export": "tests/qcp/web/test_worklists.py",
}
# What an address needs beside its record.
BESIDE: dict[str, dict] = {
    "applications:step": {"slug": "eligibility"},
    "applications:autosave": {"slug": "questionnaire"},
    "applications:reply": {"slug": "questionnaire"},
    "applications:agreement": {"topic": "participation-agreement"},
    "applications:signed": {"topic": "participation-agreement"},
    "applications:topic": {"slug": "eligibility", "topic": "practice"},
    "applications:card-refund": {"act": "take-back"},
    "applications:policy-from-before": {"source": uuid.UUID(int=1)},
    "applications:policy-uncite": {"citation": 1},
    "documents:page": {"number": 1},
    "documents:upload-part": {"number": 0},
    "practices:open-scores": {"round": uuid.UUID(int=1)},
    "practices:invitation": {"invitation": uuid.UUID(int=1)},
    "practices:release": {"recipient": uuid.UUID(int=1)},
    "practices:report-change": {"kind": "merger"},
    "practices:claim-webinar": {"session": uuid.UUID(int=1)},
    "practices:watched": {"session": uuid.UUID(int=1)},
    "compliance:assess_finding": {"finding": uuid.UUID(int=1)},
    "compliance:thread": {"code": "1.1"},
    "compliance:cite_again": {"number": 1},
    "compliance:remove_evidence": {"number": 1},
    "compliance:appeals_take_off": {"person": uuid.UUID(int=1)},
    "compliance:logo_file": {"name": "words-of-use.txt"},
    "notices:wording": {"key": "compliance.awarded"},
    "notices:restore": {"key": "compliance.awarded"},
    "documents:paper": {"template": "award"},
    "documents:paper-restore": {"template": "award"},
    "surveys:choose": {"finding": uuid.UUID(int=1)},
    "surveys:paper": {"document": uuid.UUID(int=1)},
    "surveys:charts": {"visit": uuid.UUID(int=1), "kind": "chart"},
    "surveys:photo-whole": {"photo": uuid.UUID(int=1)},
    "surveys:photo-remove": {"photo": uuid.UUID(int=1)},
    "compliance:cases_take_off": {"person": uuid.UUID(int=1)},
}
# Where the right people find nothing in this world: the moment for it has passed, or the second key names nothing.
NOT_NOW = {
    "applications:agreement",
    "applications:invoice-pdf",
    "applications:policies",
    "applications:policy-changes",
    "applications:policy-cite",
    "applications:policy-from-before",
    "applications:policy-remove",
    "applications:policy-replace",
    "applications:policy-restore",
    "applications:policy-uncite",
    "applications:receipt",
    "applications:return",
    "applications:reply",
    "applications:signed",
    "applications:start-over",
    "applications:topic",
    "applications:waiting",
    "compliance:appeals_take_off",
    "compliance:cases_take_off",
    "compliance:assess_finding",
    "compliance:cite_again",
    "compliance:propose_denial",
    "compliance:remove_evidence",
    "compliance:wish",
    "documents:second-look",
    "practices:claim-webinar",
    "practices:open-scores",
    "practices:invitation",
    "practices:release",
    "practices:watched",
    "surveys:arrival",
    "surveys:charts",
    "surveys:choose",
    "surveys:paper",
    "surveys:photo-remove",
    "surveys:photo-whole",
    "surveys:step-off",
}
READING_AND_WRITING = ("GET", "POST")
OTHERS = ("HEAD", "PUT", "PATCH", "DELETE")
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM) \"(?!django_session|access_opening)", re.I)


def rows(with_subject: bool) -> list[Row]:
    return [
        row
        for row in sorted(table().values(), key=lambda row: row.name)
        if bool(row.subject) is with_subject
        and row.name not in ELSEWHERE
        and not row.name.endswith(":*")
        and not row.name.startswith(ALLAUTH)
    ]


def address(row: Row, pk) -> str:
    return reverse(row.name, kwargs={row.key: pk, **BESIDE.get(row.name, {})})


def kind(response) -> str:
    """open, absent, sign-in or refused (the method is not for this address)."""
    if response.status_code == 401 or response.headers.get("Location", "").startswith("/accounts/login/"):
        return "sign-in"
    return {404: "absent", 405: "refused"}.get(response.status_code, "open")


@dataclass(frozen=True)
class Question:
    """`house`: whose record; 'nobody' for one that does not exist, '' where the address names none."""

    row: Row
    method: str
    name: str
    house: str = ""

    def __str__(self):
        return f"{self.name} {self.method} {self.row.name} {self.house}".strip()

    def url(self, houses) -> str:
        if not self.row.subject:
            return reverse(self.row.name, kwargs=BESIDE.get(self.row.name))
        example = houses["elm"].records[self.row.subject].pk
        absent = uuid.UUID(int=7) if isinstance(example, uuid.UUID) else 987654321
        known = houses.get(self.house)
        return address(self.row, known.records[self.row.subject].pk if known else absent)

    def near(self, houses) -> set[str]:
        """The relations in which the one who asks stands to the record."""
        if self.house not in houses:
            found = relations(self.name)
            return found & {"signed_in", "anonymous"} if self.house else found
        has_case = hasattr(houses[self.house].records[self.row.subject], "case_id")
        return relations(self.name, self.house, case=has_case)


def questions(names=tuple(NAMES), methods=READING_AND_WRITING, houses=("elm",)) -> Iterator[Question]:
    for row in [*rows(with_subject=True), *rows(with_subject=False)]:
        for house in houses if row.subject else ("",):
            for name in names:
                yield from (Question(row, method, name, house) for method in methods)


@override_settings(ANNIVERSARY_ATTESTATION=True)  # so that its pages are there to be asked for
def ask(question: Question, people, houses):
    """The answer, and what was written for it; then it is undone."""
    client = Client()
    with transaction.atomic():
        if question.name != "anonymous":
            client.force_login(people[question.name])
        with CaptureQueriesContext(connection) as asked:
            response = client.generic(question.method, question.url(houses))
        if response.streaming:
            content = b"".join(response.streaming_content)
            response.close()
            response.streaming_content = [content]
        response.wrote = [query["sql"][:80] for query in asked if WRITES.match(query["sql"])]
        transaction.set_rollback(True)
    return response


def wrong(question: Question, near: set[str], response) -> str:
    """What the table says against this answer; nothing when it is as declared."""
    right, got = declared(question, near), kind(response)
    if response.status_code >= 500 or (response.wrote and not may_write(question, near)):
        return f"{question}: {response.status_code}, wrote {response.wrote}"
    if got in right or (response.status_code == 401 and "anonymous" in (*question.row.get, *question.row.post)):
        return ""
    return f"{question}: {got}, not {' or '.join(sorted(right))}"


def may_write(question: Question, near: set[str]) -> bool:
    return question.method == "POST" and bool(set(question.row.post) & near)


def declared(question: Question, near: set[str]) -> set[str]:
    """What the table says that somebody in these relations gets."""
    row = question.row
    admitted = set({"GET": row.get, "HEAD": row.get, "POST": row.post}.get(question.method, ()))
    if not admitted:
        return {"refused", "absent", "sign-in"}
    if "anonymous" in near and "anonymous" not in admitted:
        return {"sign-in"}
    if question.house == "nobody":
        return {"absent"}
    if admitted & near:
        return {"open", "absent"} if row.name in NOT_NOW or (row.subject and row.note) else {"open"}
    if row.subject and near - {"signed_in"}:
        return {"absent", "open"}  # known here: a sentence will do, as long as nothing is written
    return {"absent"}
