"""Dead letters on the office's table, and the mail folder of the embedded portal."""

import re

import pytest
from django.core.mail import EmailMessage, get_connection

from qcp.access import conflicts
from qcp.notices import delivery
from qcp.notices.models import Message, Receipt


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def dead(letter):
    """A letter that a mail server refused for good."""
    delivery.record(delivery.claim(), delivery.Result("bounced", error="Bounced: 550 No such mailbox"))
    return letter


def test_an_undelivered_letter_stands_on_the_offices_home_until_it_is_settled(client, dead, stella):
    client.force_login(stella)

    assert dead.get_office_url() in client.get("/home/").content.decode()
    client.post(f"{dead.get_office_url()}settle/", {"note": "Told by telephone."})

    assert dead.get_office_url() not in client.get("/home/").content.decode()
    assert "Told by telephone." in words(client.get(dead.get_office_url()))


def test_the_office_sees_what_was_tried_and_sends_again_by_a_button(client, dead, stella, folder):
    client.force_login(stella)

    page = words(client.get(dead.get_office_url()))
    client.post(f"{dead.get_office_url()}send-again/")
    delivery.deliver_due()

    assert "Refused for good" in page
    assert "550 No such mailbox" in page
    assert Message.objects.get().delivery == "sent"
    assert "Send again" not in words(client.get(dead.get_office_url()))


def test_a_letter_that_no_worker_comes_for_is_a_task_too(client, letter, stella, later):
    client.force_login(stella)
    assert letter.get_office_url() not in client.get("/home/").content.decode()

    assert letter.get_office_url() in later(lambda: client.get("/home/").content.decode(), minutes=16)


def test_a_receipt_whose_consequences_failed_is_a_task_too(client, letter, stella, folder):
    delivery.deliver_due()
    names = ("notice", "subject_label", "subject_id", "occasion")
    fields = {name: getattr(Message.objects.get(), name) for name in names}
    Receipt.objects.create(message=letter, by="delivery", on="2026-07-10", error="RuntimeError: broken", **fields)
    client.force_login(stella)

    assert letter.get_office_url() in client.get("/home/").content.decode()
    assert "what follows could not be done" in words(client.get(letter.get_office_url()))


def test_settling_without_a_reason_changes_nothing_and_says_why(client, dead, stella):
    client.force_login(stella)

    page = client.post(f"{dead.get_office_url()}settle/", {"note": " "}, follow=True)

    assert "write how and when the reader was told" in words(page)
    assert Message.objects.undelivered().exists()


def test_others_find_no_such_page(client, dead, olivia, sam):
    for other in (olivia, sam):
        client.force_login(other)
        assert client.get(dead.get_office_url()).status_code == 404
        assert client.post(f"{dead.get_office_url()}send-again/").status_code == 404


def test_staff_who_stepped_off_the_case_do_not_see_its_letters(client, dead, stella):
    conflicts.recuse(dead.case, stella)
    client.force_login(stella)

    assert client.get(dead.get_office_url()).status_code == 404
    assert dead.get_office_url() not in client.get("/home/").content.decode()


def test_the_desk_lists_every_letter_with_its_tries(client, dead, stella):
    client.force_login(stella)

    assert dead.address in words(client.get("/admin/notices/message/"))
    assert "550 No such mailbox" in words(client.get(f"/admin/notices/message/{dead.pk}/change/"))


@pytest.mark.parametrize("page", ["/undelivered/{}/", "/admin/notices/message/{}/change/"])
@pytest.mark.parametrize("kind", ["accounts.password_reset", "accounts.invited", "gone.forgotten"])
def test_a_key_to_an_account_is_for_its_reader_only(client, dead, stella, page, kind):
    Message.objects.update(notice=kind, body="Choose a password: https://portal.example/key/", url="/key/")
    client.force_login(stella)

    assert "/key/" not in client.get(page.format(dead.pk)).content.decode()


def test_the_office_reads_every_other_letter(client, dead, stella):
    client.force_login(stella)

    assert "please answer." in words(client.get(dead.get_office_url()))
    assert "please answer." in words(client.get(f"/admin/notices/message/{dead.pk}/change/"))


def test_every_mail_of_the_embedded_portal_can_be_read_there(client, letter, folder):
    delivery.deliver_due()

    assert "to olivia@test.example" in words(client.get("/outbox/"))
    assert "please answer." in words(client.get(f"/outbox/{letter.reference}/"))


def test_mail_about_signing_in_lies_there_too(client, folder, settings):
    settings.EMAIL_BACKEND = "qcp.notices.providers.folder.FolderBackend"
    mail = EmailMessage("Your code", "It is 1234.", to=["new@test.example"], connection=get_connection())

    mail.send()

    assert "Your code" in words(client.get("/outbox/"))


def test_an_empty_outbox_says_so(client, folder, db):
    assert "No mail has been sent yet." in words(client.get("/outbox/"))


@pytest.mark.parametrize("name", ["nothing", "..", "../portal.sqlite3", "%2e%2e%2fsecret-key"])
def test_only_mail_can_be_read_there(client, folder, db, name):
    assert client.get(f"/outbox/{name}/").status_code == 404


def test_in_production_there_is_no_outbox(client, folder, letter, settings):
    delivery.deliver_due()
    settings.EMBEDDED = False

    assert client.get("/outbox/").status_code == 404
    assert client.get(f"/outbox/{letter.reference}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_outbox_asks_the_database_nothing(client, folder, db, rows, django_assert_num_queries):
    for number in range(rows):
        EmailMessage(f"No. {number}", "Text", to=["new@test.example"], connection=get_connection()).send()

    with django_assert_num_queries(0):
        client.get("/outbox/")
