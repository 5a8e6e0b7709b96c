"""An extension is decided with the request and its evidence side by side, after a look at what would follow."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.actions import extension as actions
from applications.models import Extension
from qcp.documents import checks, previews
from qcp.documents.models import StoredFile
from tests.factories.applications import pending_until, practice_of
from tests.foretelling import assert_foretold
from tests.qcp.documents import paper

FINAL = datetime.date(2027, 3, 5)
GIVEN = {"ground": "storm", "event_on": datetime.date(2027, 2, 20), "basis": "The roof is gone."}


@pytest.fixture
def asked(fees, olivia, eddie, vera, max):
    with time_machine.travel("2027-03-01 15:00Z"):
        yield actions.request(pending_until(FINAL, practice_of(olivia, eddie, vera)), by=olivia, **GIVEN)


def at(name, extension):
    return reverse(f"applications:extension-{name}", args=[extension.pk])


def test_the_manager_reads_the_request_beside_its_evidence(client, asked, olivia, eddie, vera, stella, max):
    for who, status in ((vera, 404), (eddie, 302), (stella, 302)):
        client.force_login(who)
        file = SimpleUploadedFile("roof.pdf", paper.pdf(f"Seen by {who}.", pages=2), "application/pdf")
        assert client.post(at("evidence", asked), {"evidence": file}).status_code == status
    checks.check_due()
    previews.make_due()
    second = StoredFile.objects.get(uploaded_by=stella)
    client.force_login(olivia)
    assert client.get(at("work", asked)).status_code == 404
    assert "roof.pdf" in client.get(asked.get_absolute_url()).content.decode()
    client.force_login(max)

    text = client.get(at("work", asked) + f"?paper={second.pk}").content.decode()
    home = client.get(reverse("web:home")).content.decode()

    assert f"/files/{second.pk}/pages/1.png" in text and "The roof is gone." in text
    assert "from January 4, 2027 to March 5, 2027" in text and "With 30 days" in text
    assert "Grant the extension" in text and "Deny the extension" in text
    assert at("work", asked) in home


def test_nothing_is_attached_once_it_is_decided(client, asked, olivia, max):
    actions.deny(asked, by=max, note="Not in the news.")
    client.force_login(olivia)
    assert client.get(at("evidence", asked)).status_code == 404
    client.force_login(max)
    assert "Denied" in client.get(at("work", asked)).content.decode()


def test_the_dry_run_of_every_move_shows_what_the_move_brings_and_leaves_nothing(asked, olivia, max):
    assert set(assert_foretold(asked, max, grant={"days": 30})) == {"grant", "deny"}
    assert assert_foretold(asked, olivia) == ["withdraw"]
    with time_machine.travel("2027-03-06 15:00Z"):  # the final deadline has passed: a denial lets the application lapse
        assert set(assert_foretold(asked, max, grant={"days": 30})) == {"grant", "deny"}
    assert Extension.objects.get().state == "requested"
