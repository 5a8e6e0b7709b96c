"""What a tablet has kept reaches the portal once, whatever way it arrives; two answers stand until one is chosen."""

import json
import uuid
from pathlib import Path

import pytest
from django.urls import reverse

from qcp import clock
from qcp.access import conflicts
from surveys.actions import sync as taking_in
from surveys.models import Finding, Operation, Survey
from surveys.queries.tablet import FORM
from surveys.states import State

from .conftest import FIRST, rate_all

pytestmark = pytest.mark.django_db
A, B = "tablet-a-0001", "tablet-b-0001"


@pytest.fixture
def tablet(client, begun, sam, on):
    client.force_login(sam)
    with on(FIRST):
        yield Tablet(client, begun)


class Tablet:
    """Sam's browser, which can speak for several devices."""

    def __init__(self, client, survey):
        self.client, self.survey = client, survey
        self.url = reverse("surveys:sync", args=[survey.pk])
        self.seq = 0

    def change(self, finding, field="rating", value="met", **given):
        self.seq += 1
        return {
            "op_id": str(uuid.uuid4()),
            "finding": str(finding.pk),
            "field": field,
            "value": value,
            "base": 0,
            "seq": self.seq,
            "client_at": "2026-04-01T15:00:00Z",
            **given,
        }

    def send(self, *operations, device=A, since=0, skew=0):
        told = {"device": device, "since": since, "skew_seconds": skew, "operations": list(operations)}
        return self.client.post(self.url, json.dumps(told), content_type="application/json")

    def outcomes(self, *operations, **given):
        return [each["outcome"] for each in self.send(*operations, **given).json()["receipts"]]


def finding_of(survey, code="1.1"):
    return survey.findings().get(standard__code=code)


def test_each_change_gets_a_receipt_and_the_answers_as_they_stand(tablet, begun):
    finding = finding_of(begun)
    operation = tablet.change(finding)

    told = tablet.send(operation).json()

    assert told["receipts"] == [{"op_id": operation["op_id"], "outcome": "applied", "reason": ""}]
    assert told["answers"] == [{"finding": str(finding.pk), "field": "rating", "values": ["met"], "revision": 1}]
    assert told["progress"] == "1 of 4 rated, 1 needs a note"
    assert tablet.send(since=told["until"]).json()["answers"] == []


def test_the_same_change_again_is_received_once(tablet, begun):
    operation = tablet.change(finding_of(begun))

    assert tablet.outcomes(operation, operation) == ["applied", "already"]
    assert tablet.outcomes(operation) == ["already"]
    assert Operation.objects.count() == 1


def test_two_tablets_that_differ_are_both_kept_and_the_survey_cannot_be_signed(tablet, begun, sam):
    finding = finding_of(begun)
    rate_all(begun, sam)
    base = Finding.objects.get(pk=finding.pk).answer("rating").revision
    tablet.send(tablet.change(finding, value="met", base=base))

    told = tablet.send(tablet.change(finding, value="not_applicable", base=base), device=B).json()

    assert told["receipts"][0]["outcome"] == "conflict"
    assert ["met", "not_applicable"] in [each["values"] for each in told["answers"]]
    page = tablet.client.get(reverse("surveys:sign", args=[begun.pk])).content.decode()
    assert "Two answers stand beside each other: choose one." in page


def test_the_surveyor_keeps_one_of_two_answers_and_both_stay_in_the_history(tablet, begun):
    finding = finding_of(begun)
    tablet.send(tablet.change(finding, "notes", "Chart 3 has no second signature."))
    tablet.send(tablet.change(finding, "notes", "All charts are signed."), device=B)
    page = tablet.client.get(reverse("surveys:field", args=[begun.pk])).content.decode()
    assert "two answers stand beside each other" in page and "Keep “All charts are signed.”" in page

    choose = reverse("surveys:choose", args=[begun.pk, finding.pk])
    tablet.client.post(choose, {"notes": json.dumps("All charts are signed.")})

    kept = Finding.objects.get(pk=finding.pk)
    assert (kept.notes, kept.clashes) == ("All charts are signed.", 0)
    assert [op.value for op in finding.operations.all()] == [
        "Chart 3 has no second signature.",
        "All charts are signed.",
        "All charts are signed.",
    ]


def test_an_answer_that_stands_nowhere_cannot_be_chosen(tablet, begun):
    finding = finding_of(begun)
    tablet.send(tablet.change(finding, "notes", "One."))
    tablet.send(tablet.change(finding, "notes", "Two."), device=B)

    choose = reverse("surveys:choose", args=[begun.pk, finding.pk])
    answer = tablet.client.post(choose, {"notes": json.dumps("Three.")}, follow=True)

    assert "This answer no longer stands there." in answer.content.decode()
    assert Finding.objects.get(pk=finding.pk).notes == "One."


BAD = {
    "an unknown rating": ({"value": "splendid"}, "splendid"),
    "a field that is none": ({"field": "changed_by"}, "field:"),
    "a patient's record number": ({"field": "notes", "value": "MRN 4711"}, "patient's identifier"),
    "half a sign": ({"field": "notes", "value": "\ud800"}, "cannot be kept"),
    "a foreign finding": ({"finding": str(uuid.uuid4())}, "not part of the survey"),
    "no time": ({"client_at": "yesterday"}, "client_at:"),
    "a negative revision": ({"base": -1}, "base:"),
}


@pytest.mark.parametrize(("wrong", "says"), BAD.values(), ids=BAD)
def test_a_change_that_cannot_be_taken_is_refused_alone_with_the_reason(tablet, begun, wrong, says):
    good, bad = tablet.change(finding_of(begun, "1.2")), tablet.change(finding_of(begun)) | wrong

    receipts = {each["op_id"]: each for each in tablet.send(bad, good).json()["receipts"]}

    assert receipts[good["op_id"]]["outcome"] == "applied"
    assert receipts[bad["op_id"]]["outcome"] == "refused" and says in receipts[bad["op_id"]]["reason"]
    assert "MRN" not in str(Operation.objects.values_list("value", flat=True))


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", '{"device": "x", "operations": []}', '{"operations": 7}'])
def test_what_is_no_list_of_changes_is_answered_in_words(tablet, body):
    answer = tablet.client.post(tablet.url, body, content_type="application/json")

    assert (answer.status_code, answer.json()["problem"]) == (
        422, "This is not a list of changes as the field page sends it."
    )  # fmt: skip


def test_after_signing_nothing_more_is_taken_and_what_came_before_is_still_acknowledged(tablet, begun, sam):
    early, late = tablet.change(finding_of(begun), value="not_met"), tablet.change(finding_of(begun))
    tablet.send(early)
    rate_all(begun, sam)
    tablet.client.post(reverse("surveys:sign", args=[begun.pk]), {"signature": "Sam"})
    assert Survey.objects.get(pk=begun.pk).state == State.FINDINGS_SUBMITTED

    receipts = tablet.send(early, late).json()["receipts"]

    assert [each["outcome"] for each in receipts] == ["already", "refused"]
    assert "Findings with QCP staff" in receipts[1]["reason"]


def test_who_stepped_off_is_refused_and_writes_nothing(tablet, begun, sam):
    operation = taking_in.Sent(uuid.uuid4(), finding_of(begun).pk, "rating", "met", 0, 1, clock.now())
    conflicts.recuse(begun.case, sam)

    (receipt,) = taking_in.receive(begun, [operation], by=sam, device=A)

    assert (receipt.outcome, receipt.reason) == ("refused", "You stepped off this case, so it is closed to you.")
    assert tablet.send(tablet.change(finding_of(begun))).status_code == 404


def test_two_hundred_changes_ask_hardly_more_often_than_one(tablet, begun, django_assert_max_num_queries, sam):
    findings = list(begun.findings())

    def asked(number):
        sent = [
            taking_in.Sent(uuid.uuid4(), findings[n % len(findings)].pk, "notes", f"Note {n}", 0, n, clock.now())
            for n in range(number, 2 * number)
        ]
        with django_assert_max_num_queries(13):
            taking_in.receive(begun, sent, by=sam, device=A)

    asked(1)
    asked(200)  # SQLite takes at most 999 values at once, so the lines are stored in a few pieces


def test_the_clock_of_the_tablet_is_kept_beside_our_own(tablet, begun):
    tablet.send(tablet.change(finding_of(begun), client_at="2026-04-02T15:00:00.250Z", offset_minutes=-240), skew=86400)

    operation = Operation.objects.get()
    assert (operation.offset_minutes, operation.skew_seconds) == (-240, 86400)
    assert operation.client_at > operation.received_at


def test_a_page_of_an_earlier_form_is_understood_after_the_standards_have_changed(tablet, begun):
    """It was opened at check-out; since then a standard was reworded, one was added, and one applies no more."""
    operation = tablet.change(finding_of(begun, "1.2"))
    first = finding_of(begun).standard
    type(first).objects.filter(pk=first.pk).update(title="Reworded", applies_if="pediatric")
    first.pk, first.code, first.position = None, "1.9", 99
    first.save()

    told = {"device": A, "operations": [operation, tablet.change(finding_of(begun))]}  # without form, since and skew
    answer = tablet.client.post(tablet.url, json.dumps(told), content_type="application/json").json()

    assert [each["outcome"] for each in answer["receipts"]] == ["applied", "applied"]
    assert begun.findings().count() == 4


def test_no_answer_tells_a_browser_to_clear_what_waits_there(tablet, begun):
    answers = [
        tablet.client.get(reverse("surveys:field", args=[begun.pk])),
        tablet.send(tablet.change(finding_of(begun))),
        tablet.client.get(reverse("surveys:worker")),
        tablet.client.post(reverse("account_logout")),
    ]

    assert not any(answer.has_header("Clear-Site-Data") for answer in answers)


def test_the_surveyor_can_show_a_receipt_of_every_change_and_of_nothing_that_was_written(tablet, begun):
    finding, told = finding_of(begun), "Chart 3 has no second signature."
    address = reverse("surveys:receipts", args=[begun.pk])
    assert "Nothing of this survey has been received yet." in tablet.client.get(address).content.decode()
    operation = tablet.change(finding, "notes", told)
    tablet.send(operation)
    tablet.send(tablet.change(finding, "notes", "All are signed."), tablet.change(finding, "chart-2", "no"), device=B)

    page = tablet.client.get(address).content.decode()
    table = b"".join(tablet.client.get(reverse("surveys:receipts-table", args=[begun.pk]))).decode()

    assert "3 changes received" in page and "1 arrived beside another answer" in page
    assert "2 from tablet tablet-b, 1 from tablet tablet-a" in page and "Chart 2" in page
    assert operation["op_id"] in table and "Kept beside another answer" in table
    assert told not in page + table


RECORDED = sorted((Path(__file__).parent / "forms_so_far").glob("*.json"), key=lambda each: int(each.stem))


@pytest.mark.parametrize("recorded", RECORDED, ids=lambda each: each.stem)
def test_what_a_page_of_each_form_so_far_sends_is_understood_and_so_is_the_answer(tablet, begun, recorded):
    """As it was recorded from such a page; one that was opened long ago still sends it, and reads the answer so."""
    told = json.loads(recorded.read_text())
    for each in told["sent"]["operations"]:
        each["finding"] = str(finding_of(begun, each["finding"]).pk)

    answer = tablet.client.post(tablet.url, json.dumps(told["sent"]), content_type="application/json").json()

    assert {each["outcome"] for each in answer["receipts"]} == {"applied"}
    sent = {uuid.UUID(each["op_id"]) for each in told["sent"]["operations"]}
    assert set(Operation.objects.values_list("op_id", flat=True)) == sent
    for part, names in told["reads"].items():
        assert part in answer and (not names or all(set(names) <= each.keys() for each in answer[part])), part


def test_every_form_of_the_page_was_recorded():
    assert [int(each.stem) for each in RECORDED] == list(range(1, FORM + 1))
