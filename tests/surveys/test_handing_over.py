"""Unsent work of a tablet: kept sealed, opened by the office for a reason, taken over by the same rule or set aside."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qcp.access import conflicts
from surveys.actions import handing
from surveys.models import Finding, HandOver, Operation

from .conftest import FIRST
from .test_syncing import finding_of

pytestmark = pytest.mark.django_db
TEXT = "Chart 3 has </script> no second signature."


@pytest.fixture
def unsent(begun, sam, client, on):
    with on(FIRST):
        yield Unsent(begun, sam, client)


class Unsent:
    """What Sam's tablet holds, and the ways in which it can reach the portal."""

    def __init__(self, survey, author, client):
        self.survey, self.author, self.client = survey, author, client
        self.changes = [self.change("rating", "not_met", 1), self.change("notes", TEXT, 2)]

    def change(self, field, value, seq):
        finding = finding_of(self.survey)
        told = {"op_id": str(uuid.uuid4()), "finding": str(finding.pk), "field": field, "value": value}
        return {**told, "base": 0, "seq": seq, "client_at": "2026-04-01T15:00:00Z", "offset_minutes": -240}

    @property
    def document(self):
        head = {"kind": "qcp-unsent-work", "version": 1, "survey": str(self.survey.pk), "user": str(self.author.pk)}
        return {**head, "device": "tablet-a-0001", "changes": self.changes}

    def hand_over(self, by=None):
        self.client.force_login(by or self.author)
        asked = json.dumps(self.document)
        return self.client.post(reverse("surveys:hand-over"), asked, content_type="application/json")

    def bring_in(self, staff, text=None, survey=None):
        self.client.force_login(staff)
        inside = json.dumps(self.document).replace("<", "\\u003c")
        page = f'<!doctype html><script type="application/json" id="qcp-unsent-work">{inside}</script>'
        file = SimpleUploadedFile("unsent.html", (text or page).encode())
        address = reverse("surveys:handovers", args=[(survey or self.survey).pk])
        return self.client.post(address, {"file": file}, follow=True)

    def act(self, act, because="The visit was cut short."):
        envelope = HandOver.objects.get()
        answer = self.client.post(envelope.get_absolute_url(), {"act": act, "because": because}, follow=True)
        return answer.content.decode()


def test_a_surveyor_who_stepped_off_hands_over_sealed_and_only_the_office_opens_it_for_a_reason(unsent, sam, stella):
    conflicts.recuse(unsent.survey.case, sam)

    told = unsent.hand_over().json()

    assert told["received"] == [each["op_id"] for each in unsent.changes]
    assert TEXT not in HandOver.objects.get().sealed and Operation.objects.count() == 0
    unsent.client.force_login(stella)
    assert "signature." not in unsent.client.get(HandOver.objects.get().get_absolute_url()).content.decode()
    assert "Say why" in unsent.act("open", because="")
    page = unsent.act("open")
    assert "no second signature." in page and "Opened by Stella" in page and "not the surveyor" in page


def test_what_is_taken_over_stands_in_the_survey_as_its_authors_and_names_the_envelope(unsent, sam, stella):
    conflicts.recuse(unsent.survey.case, sam)
    unsent.hand_over()
    unsent.client.force_login(stella)
    assert "Open it first" in unsent.act("take")
    unsent.act("open")

    page = unsent.act("take")

    finding = Finding.objects.get(pk=finding_of(unsent.survey).pk)
    assert (finding.rating, finding.notes, finding.changed_by) == ("not_met", TEXT, sam)
    assert {each.handed_over for each in Operation.objects.all()} == {HandOver.objects.get()}
    assert page.count("Taken over") >= 3 and "Take it over into the survey" not in page


def test_the_file_that_a_tablet_saved_comes_back_equal(unsent, stella):
    unsent.bring_in(stella)
    unsent.act("open")
    unsent.act("take")

    kept = [
        {
            "op_id": str(op.op_id), "finding": str(op.finding_id), "field": op.field, "value": op.value,
            "base": op.base, "seq": op.device_seq, "client_at": f"{op.client_at:%Y-%m-%dT%H:%M:%SZ}",
            "offset_minutes": op.offset_minutes,
        }
        for op in Operation.objects.order_by("device_seq")
    ]  # fmt: skip
    assert kept == unsent.changes


def test_the_same_work_by_both_ways_is_one_envelope(unsent, stella):
    unsent.hand_over()
    unsent.bring_in(stella)

    assert HandOver.objects.get().way == HandOver.Way.TABLET


def test_what_cannot_be_read_is_told_by_itself_and_the_rest_is_taken(unsent, stella):
    unsent.changes[1]["value"] = "MRN 4711"
    unsent.bring_in(stella)
    unsent.act("open")

    page = unsent.act("take")

    assert "Not taken This looks like a patient" in page.replace("&#x27;", "'")
    assert Operation.objects.get().field == "rating"


def test_once_the_findings_are_submitted_it_can_only_be_set_aside(unsent, submitted, stella):
    unsent.bring_in(stella)
    unsent.act("open")
    assert "return the findings first" in unsent.act("take")

    assert "Set aside" in unsent.act("aside", because="All of it is in the findings.")
    assert "settled already" in unsent.act("aside")
    assert Operation.objects.filter(handed_over__isnull=False).count() == 0


@pytest.mark.parametrize("text", ["", "{}", "<html>Sorry</html>", '{"kind": "qcp-unsent-work", "changes": []}'])
def test_another_file_is_refused_in_words(unsent, stella, text):
    answer = unsent.bring_in(stella, text=text or " ")

    assert answer.status_code == 422 and "This is no file of unsent work." in answer.content.decode()


def test_a_stranger_can_hand_over_nothing(unsent, sue, stella):
    answer = unsent.hand_over(by=sue)

    assert (answer.status_code, HandOver.objects.count()) == (422, 0)


def test_staff_who_stepped_off_the_case_see_no_envelope(unsent, stella, steve):
    envelope = unsent.hand_over() and HandOver.objects.get()
    conflicts.recuse(unsent.survey.case, steve)

    assert not HandOver.objects.visible_to(steve).exists()
    handing.open_up(envelope, by=stella, because="To look.")
    assert HandOver.objects.visible_to(stella).get().opened_by == stella
