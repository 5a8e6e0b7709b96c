"""Score waivers and changes of organisation are decided with claim and evidence side by side, after a look ahead."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practices.actions import organisation_change as changes
from practices.actions import waivers as actions
from practices.models import OrganisationChange, ScoreWaiver
from qcp.accounts.models import Role, User
from qcp.documents import checks, previews
from qcp.documents.models import StoredFile
from qcp.notices.models import Message
from tests.factories.practices import SiteFactory
from tests.factories.waivers import asked, in_review, short_score
from tests.foretelling import assert_foretold
from tests.qcp.documents import paper

BECAUSE = {"note": "Because."}


@pytest.fixture
def cora(db):
    return User.objects.create_user("cora@test.example", name="Cora", role=Role.COUNCIL)


@pytest.fixture
def waiver(elm, olivia, stella):
    return asked(short_score(stella, practice=elm), olivia)


@pytest.fixture
def change(elm, olivia, stella):
    SiteFactory(practice=elm, name="North", is_main=True)
    given = {"happened_on": datetime.date(2026, 6, 10), "account": "New name.", "legal_name": "Elm Care"}
    return changes.report(elm, "name_change", by=olivia, new_entity="Yes", **given)


def again(record):
    return type(record).objects.get(pk=record.pk)


def at(name, record):
    return reverse(f"practices:{name}", args=[record.pk])


def read(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def attach(client, user, url, content=None, name="map.pdf"):
    client.force_login(user)
    file = SimpleUploadedFile(name, content or paper.pdf("One valley.", pages=2), "application/pdf")
    answer = client.post(url, {"evidence": file})
    checks.check_due()
    previews.make_due()
    return answer


def test_a_waiver_is_read_beside_its_evidence_by_the_office_and_whoever_sits_on_it(
    client, waiver, olivia, eddie, stella, carl, cora
):
    assert attach(client, eddie, at("waiver-evidence", waiver)).url == waiver.get_absolute_url()
    file = StoredFile.objects.get(purpose="evidence")
    read(client, olivia, at("waiver-work", waiver), status=404)
    read(client, carl, at("waiver-work", waiver), status=404)

    office = read(client, stella, at("waiver-work", waiver))
    in_review(waiver, stella, carl, cora)
    first = read(client, carl, at("waiver-work", waiver))
    assert client.get(f"/files/{file.pk}/pages/1.png").getvalue().startswith(b"\x89PNG")
    actions.propose_grant(again(waiver), by=carl, note="One valley.")
    second = read(client, cora, at("waiver-work", waiver))

    assert f"/files/{file.pk}/pages/1.png" in office and "We treat one valley only." in office
    assert "Name council members" in office
    assert "Propose to grant" in first and "Deny the waiver" in first and "Name council members" not in first
    scores = waiver.submission.get_absolute_url()
    assert scores in office and scores not in first
    assert "Proposed to grant by" in second and "Do not confirm" in second and "Confirm: grant the waiver" in second


def test_a_council_member_looks_ahead_before_granting_and_nothing_happens(client, waiver, stella, carl, cora):
    in_review(waiver, stella, carl, cora)
    actions.propose_grant(again(waiver), by=carl, note="One valley.")
    client.force_login(cora)
    url, written = reverse("web:move", args=["score-waiver", waiver.pk, "grant"]), Message.objects.count()

    ahead = client.post(url, {"preview": "1", "back": at("waiver-work", waiver)}).content.decode()

    assert "The new state would be “Granted”" in ahead and "Score waiver 2026" in ahead
    assert f'value="{at("waiver-work", waiver)}"' in ahead
    assert (again(waiver).state, Message.objects.count()) == ("in_review", written)
    assert client.post(url).status_code == 302
    assert again(waiver).state == "granted"


def test_the_practice_sees_nothing_of_what_the_office_would_be_told(client, waiver, olivia):
    client.force_login(olivia)
    url = reverse("web:move", args=["score-waiver", waiver.pk, "take_up"])
    assert "The new state would be" not in client.post(url, {"preview": "1"}).content.decode()


def test_the_dry_run_of_every_move_of_a_waiver_shows_what_the_move_brings_and_leaves_nothing(
    waiver, olivia, stella, carl, cora
):
    assert assert_foretold(waiver, olivia, withdraw={}) == ["withdraw"]
    in_review(waiver, stella, carl, cora)
    assert assert_foretold(again(waiver), carl) == ["deny"]
    actions.propose_grant(again(waiver), by=carl, note="One valley.")
    assert assert_foretold(again(waiver), cora) == ["grant"]
    assert ScoreWaiver.objects.get().state == "in_review"


def test_a_change_is_read_beside_its_evidence_until_it_is_determined(client, change, eddie, olivia, vera, stella):
    read(client, vera, at("change-evidence", change), status=404)
    attach(client, eddie, at("change-evidence", change))
    attach(client, stella, at("change-evidence", change), paper.pdf("From the post.", pages=1), "letter.pdf")
    file = StoredFile.objects.get(label="letter.pdf")

    text = read(client, stella, at("change-work", change) + f"?paper={file.pk}")
    read(client, olivia, at("change-work", change), status=404)
    own = read(client, olivia, change.get_absolute_url())

    assert f"/files/{file.pk}/pages/1.png" in text and "Elm Care" in text and "North" in text
    assert "Take it up" in text and "Show what would follow" in text
    assert "map.pdf" in own and "Attach evidence" in own
    determined(change, stella)
    assert "Attach evidence" not in read(client, olivia, change.get_absolute_url())
    read(client, olivia, at("change-evidence", change), status=404)


def determined(change, staff):
    outcomes = dict.fromkeys(change.sites_to_determine(), "retained")
    return changes.determine(changes.take_up(again(change), by=staff), by=staff, outcomes=outcomes, **BECAUSE)


def test_whoever_attached_a_file_that_is_refused_is_told(client, change, eddie, stella):
    attach(client, eddie, at("change-evidence", change), b"Just words, and nothing else.")

    letter = Message.objects.get(notice="documents.evidence_refused")
    assert letter.recipient == eddie and "Next: attach it again" in letter.body


def test_the_dry_run_of_every_move_of_a_change_shows_what_the_move_brings_and_leaves_nothing(change, olivia, stella):
    outcomes = dict.fromkeys(change.sites_to_determine(), "new_survey")

    assert assert_foretold(change, olivia) == ["withdraw"]
    assert assert_foretold(change, stella) == ["take_up"]
    taken_up = changes.take_up(change, by=stella)
    assert assert_foretold(taken_up, stella, determine={"outcomes": outcomes, "new_entity": True}) == ["determine"]
    assert OrganisationChange.objects.get().state == "in_review"
