"""The anniversary attestation: nowhere to be seen while it is off; asked, signed, read and told once it is on."""

import io

import pypdf
import pytest
import time_machine
from django.urls import reverse

from compliance.actions import attestations, certifications
from compliance.models import Attestation
from compliance.queues import attestations_overdue, attestations_to_read, attestations_to_sign
from qcp.access import conflicts
from qcp.deadlines.models import Deadline
from qcp.deadlines.sweep import sweep
from qcp.documents.models import Letter
from qcp.notices.models import Message
from qcp.web.clocks import written_clocks
from qcp.workflow.refusals import NotAllowed, NotReady, OutOfDate
from tests.factories import compliance as made

pytestmark = pytest.mark.django_db
KIND = "anniversary-attestation"
SIGNED = {"answer": "holds", "typed_name": "Olivia Owner", "title": "Medical director", "has_authority": "on"}


@pytest.fixture
def certification(olivia, eddie, vera, rita, mona):
    with time_machine.travel("2026-03-05 15:00Z"):
        certification = made.certified(rita, olivia, mona)
        certification.practice.memberships.create(user=eddie, role="editor")
        certification.practice.memberships.create(user=vera, role="viewer")
        return certification


@pytest.fixture
def switched_on(settings):
    settings.ANNIVERSARY_ATTESTATION = True


def address(certification):
    return reverse("compliance:attestation", args=[certification.pk])


def asked(certification):
    return list(Deadline.objects.of(certification).running().filter(kind=KIND))


def told(kind):
    return sorted(str(each.recipient) for each in Message.objects.filter(notice=f"compliance.{kind}"))


def test_while_it_is_off_nobody_is_asked_and_nothing_of_it_shows(certification, client, olivia, stella):
    with time_machine.travel("2027-03-06 15:00Z"):
        attestations.ask_due()
        client.force_login(olivia)
        page = client.get(certification.get_absolute_url()).content.decode()

        assert asked(certification) == [] and told("attestation_asked") == []
        assert "ttestation" not in page + client.get("/home/").content.decode()
        assert "ttestation" not in client.get("/policies/").content.decode()
        assert client.get(address(certification)).status_code == 404
        with pytest.raises(OutOfDate):
            attestations.attest(certification, by=olivia, typed_name="O", title="M")


def test_it_is_asked_on_the_anniversary_signed_once_and_kept_as_a_letter(
    certification, client, olivia, eddie, stella, switched_on
):
    assert KIND in {clock.kind for clock in written_clocks()}
    with time_machine.travel("2027-03-04 15:00Z"):
        assert attestations.ask_due() == 0
    with time_machine.travel("2027-03-05 15:00Z"):
        assert (attestations.ask_due(), attestations.ask_due()) == (1, 0)
        assert told("attestation_asked") == ["Olivia"]
        assert [str(deadline.due_on) for deadline in asked(certification)] == ["2027-04-04"]
        client.force_login(eddie)
        shown = client.get(address(certification)).content.decode()
        assert "The practice's signatory signs it." in shown and "Sign the attestation" not in shown
        assert client.post(address(certification), SIGNED).status_code == 404
        assert list(attestations_to_sign(olivia)) == [certification]

        client.force_login(olivia)
        assert "Attestations to sign" in client.get("/home/").content.decode()
        page = client.post(address(certification), SIGNED, follow=True).content.decode()

        assert "Received. The attestation is signed." in page and "All of it holds." in page
        assert "The next anniversary is on 5 Mar 2028" in page
        assert asked(certification) == [] and list(attestations_to_sign(olivia)) == []
        assert told("attested") == ["Eddie", "Olivia", "Vera"] and told("attested_otherwise") == []
        letter = Letter.objects.of(Attestation.objects.get()).get()
        pdf = client.get(letter.get_absolute_url())
        printed = pypdf.PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
        assert "All of it holds." in " ".join(printed.split())
        with pytest.raises(OutOfDate, match="signed meanwhile"):
            attestations.attest(certification, by=olivia, typed_name="Olivia", title="Director")
        assert attestations.ask_due() == 0


def test_what_differs_is_read_by_the_office(certification, client, olivia, stella, switched_on):
    with time_machine.travel("2027-03-05 15:00Z"):
        attestations.ask_due()
        client.force_login(olivia)
        for wrong, sentence in (
            ({"answer": "differs"}, "Say what differs"),
            ({"differs": "A site closed."}, "Choose “No”"),
            ({"typed_name": "", "has_authority": ""}, "Type your full name."),
        ):
            answer = client.post(address(certification), SIGNED | wrong)
            assert answer.status_code == 422 and sentence in answer.content.decode()
        client.post(address(certification), SIGNED | {"answer": "differs", "differs": "The north site closed."})

        assert told("attested_otherwise") == ["Mona", "Office", "Stella"]
        [found] = attestations_to_read(stella)
        client.force_login(stella)
        assert "The north site closed." in client.get(address(certification)).content.decode()
        client.post(reverse("compliance:attestation_read", args=[certification.pk]))
        assert list(attestations_to_read(stella)) == []
        with pytest.raises(OutOfDate, match="nothing to read"):
            attestations.read(found, by=stella)


def test_what_is_not_signed_is_reminded_overdue_and_replaced_by_the_next_year(
    certification, olivia, stella, switched_on
):
    with time_machine.travel("2027-03-05 15:00Z"):
        attestations.ask_due()
    with time_machine.travel("2027-03-29 15:00Z"):
        sweep()
        assert told("attestation_asked") == ["Olivia"]
        reminders = Message.objects.filter(notice="deadlines.reminder", subject_id=certification.pk)
        assert [str(each.recipient) for each in reminders] == ["Olivia"]
        assert list(attestations_overdue(stella)) == []
    with time_machine.travel("2027-04-05 15:00Z"):
        sweep()
        assert list(attestations_overdue(stella)) == [certification]
    with time_machine.travel("2028-03-05 15:00Z"):
        assert attestations.ask_due() == 1
        [deadline] = asked(certification)
        assert str(deadline.due_on) == "2028-04-04"
        signed = attestations.attest(certification, by=olivia, typed_name="Olivia", title="Director")
        assert str(signed.anniversary_on) == "2028-03-05"


def test_switched_off_or_ended_nobody_owes_it_any_more(certification, olivia, switched_on, settings):
    with time_machine.travel("2027-03-05 15:00Z"):
        attestations.ask_due()
        settings.ANNIVERSARY_ATTESTATION = False
        assert attestations.ask_due() == 1 and asked(certification) == []
        settings.ANNIVERSARY_ATTESTATION = True
        attestations.ask_due()
        certifications.surrender(certification, by=olivia)
        assert asked(certification) == [] and attestations.ask_due() == 0


def test_nobody_else_signs_or_reads_it(certification, eddie, rita, stan, stella, olivia, switched_on):
    with time_machine.travel("2027-03-05 15:00Z"):
        attestations.ask_due()
        for other in (eddie, rita, stan, stella):
            with pytest.raises(NotAllowed):
                attestations.attest(certification, by=other, typed_name="Somebody", title="Else")
        with pytest.raises(NotReady, match="position"):
            attestations.attest(certification, by=olivia, typed_name="Olivia", title=" ")
        signed = attestations.attest(certification, by=olivia, typed_name="Olivia", title="D", differs="A site.")
        conflicts.recuse(certification.case, stella)
        assert list(attestations_to_read(stella)) == []
        for other in (olivia, stella):
            with pytest.raises(NotAllowed):
                attestations.read(signed, by=other)
