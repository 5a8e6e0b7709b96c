"""Pages of complaints, cases and appeals: who opens them, what they show, and the file for counsel."""

import hashlib
import io
import zipfile

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.actions import revocations
from compliance.models import Appeal, Complainant, Revocation
from qcp.access.models import Opening
from qcp.notices.models import Message
from tests.factories import appeals as appealed
from tests.factories import compliance
from tests.factories import revocations as made

CANARY = ("Whistle Blower", "whistle@blower.example")


@pytest.fixture(autouse=True)
def a_fresh_minute():
    cache.clear()


@pytest.fixture
def opened(olivia, rita, mona, max):
    """Mona's case about Olivia's practice, from a complaint."""
    revocation = made.opened(rita, olivia, mona)
    Complainant.objects.create(revocation=revocation, name=CANARY[0], contact=CANARY[1])
    return revocation


def words(answer) -> str:
    return b"".join(answer).decode()


def url(name, record):
    return reverse(f"compliance:{name}", args=[record.pk])


def send_complaint(client, seconds=10, **given):
    """Filled in within so many seconds."""
    with time_machine.travel("2026-03-02 15:00Z", tick=False) as now:
        shown = client.get("/complaints/new/").context["form"]["shown"].value()
        now.shift(seconds)
        return client.post("/complaints/new/", {**made.COMPLAINT, "shown": shown, **given})


# --- The public form ----------------------------------------------------------------------------


def test_anybody_reports_a_concern_and_gets_a_reference(client, mona):
    answer = send_complaint(client)

    revocation = Revocation.objects.get()
    assert answer.url == reverse("compliance:complaint_received", args=[revocation.reference])
    page = words(client.get(answer.url))
    assert revocation.reference in page
    assert made.COMPLAINT["practice"] not in page


def test_the_thanks_say_the_same_for_every_reference(client, mona):
    known = send_complaint(client).url.split("/")[2]
    pages = {words(client.get(f"/complaints/{ref}/received/")).replace(ref, "") for ref in (known, "ABCD-2345")}
    assert len(pages) == 1


@pytest.mark.parametrize("given", [{"seconds": 1}, {"shown": ""}, {"practice": ""}, {"account": " "}])
def test_what_no_person_sends_and_what_is_missing_is_refused_with_everything_kept(given, client, mona):
    answer = send_complaint(client, **given)

    assert answer.status_code == 422
    assert Revocation.objects.count() == 0
    assert made.COMPLAINT["contact"] in words(answer)


def test_a_program_that_sends_many_is_slowed_down(client, mona):
    answers = [send_complaint(client, account=f"Number {number}").status_code for number in range(5)]
    assert answers == [302, 302, 302, 429, 429]


def test_the_form_stands_in_the_footer_of_every_public_page(client, db):
    assert 'href="/complaints/new/"' in words(client.get("/"))


# --- The case -----------------------------------------------------------------------------------


def test_nobody_but_the_lead_reads_who_complained(opened, client, mona, max, stella, olivia, rita):
    revocation = made.heard(opened, mona, max, olivia)
    made.decided(revocation, mona, max)
    member = made.members()[0]
    names = ("case", "case_notice", "case_complainant", "case_screen", "case_note", "case_decision", "case_file",
             "cases_people", "case_hearing")  # fmt: skip
    for person in (max, stella, olivia, rita, member):
        client.force_login(person)
        pages = [url(name, revocation) for name in names]
        pages += ["/home/", "/inbox/", "/admin/", "/admin/compliance/revocation/", "/admin/notices/message/"]
        pages += [f"/admin/compliance/revocation/{revocation.pk}/change/"]
        for page in pages:
            read = b"".join(client.get(page, follow=True))
            assert not [each for each in CANARY if each.encode() in read], (str(person), page)
    client.force_login(mona)
    assert all(each in words(client.get(url("case_complainant", revocation))) for each in CANARY)
    assert not Message.objects.filter(body__contains="histle").exists()


def test_before_the_notice_the_practice_finds_nothing_anywhere(opened, client, mona, max, olivia):
    made.investigated(opened, mona, max)
    client.force_login(mona)
    client.get(url("case", opened))
    client.force_login(olivia)

    assert client.get(url("case_notice", opened)).status_code == 404
    for page in ("/home/", "/inbox/"):
        assert opened.reference not in words(client.get(page))
    assert not Opening.objects.filter(subject_id=opened.pk).exists()


def test_the_practice_answers_the_notice_on_its_page(opened, client, mona, max, olivia):
    made.noticed(opened, mona, max)
    client.force_login(olivia)
    page = words(client.get(url("case", opened), follow=True))
    assert "Forty charts are dated on one day." in page
    assert "Charts were written after the fact" not in page

    answer = client.post(url("case_respond", opened), {"text": "One long day.", "hearing": "yes"})
    assert answer.url == url("case_notice", opened)
    assert Revocation.objects.get().state == "hearing_requested"
    assert "You asked for a hearing" in words(client.get(answer.url))


def test_the_case_is_led_from_its_pages(opened, client, mona, max, olivia):
    client.force_login(mona)
    client.post(url("cases_people", opened), {"person": max.pk})
    made.cleared(opened)
    chosen = {"certification": opened.certification_id, **made.GROUND}
    assert client.post(url("case_screen", opened), chosen).status_code == 302
    client.post(reverse("web:move", args=["revocation", opened.pk, "investigate"]))
    client.post(url("case_note", opened), {"text": "The printer was bought later."})
    assert client.post(url("case_serve", opened), {"facts": ""}).status_code == 422
    client.post(url("case_serve", opened), {"facts": "Forty charts."})
    revocations.respond(Revocation.objects.get(), by=olivia, text="True.", wants_hearing=False)
    client.post(url("case_decision", opened), {"reasons": "Made up."})
    client.post(url("case_confirm", opened))
    assert Revocation.objects.get().proposal.confirmed_at is None  # not by the proposer
    client.force_login(max)
    client.post(url("case_confirm", opened))
    client.force_login(mona)
    page = words(client.get(url("case", opened)))
    assert "The printer was bought later." in page and "confirmed by Max" in page
    client.post(reverse("web:move", args=["revocation", opened.pk, "revoke"]))

    assert Revocation.objects.get().state == "revoked"


def test_a_manager_opens_a_case_only_without_a_conflict(client, mona, olivia, rita):
    certification = compliance.certified(rita, olivia, mona)
    client.force_login(mona)
    link = f'href="/cases/new/?certification={certification.pk}"'
    assert link in words(client.get(certification.get_absolute_url()))
    given = {"certification": certification.pk, "account": "Seen on a visit.", **made.GROUND}
    assert client.post("/cases/new/", given).status_code == 422
    client.post("/cases/new/", {**given, "no_conflict": "on"})

    assert client.get(url("case", Revocation.objects.get())).status_code == 200


def test_forged_posts_change_nothing(opened, client, mona, max, olivia, stella, rita):
    revocation = made.noticed(opened, mona, max)
    posts = ("case_screen", "case_serve", "case_decision", "case_confirm", "case_take_back", "case_note")
    for person in (stella, olivia, rita):
        client.force_login(person)
        for name in posts:
            answer = client.post(url(name, revocation), {"facts": "x", "reasons": "x", "text": "x"})
            assert answer.status_code == 404, (str(person), name)
        for move in ("dismiss", "revoke", "investigate"):
            client.post(reverse("web:move", args=["revocation", revocation.pk, move]), {"note": "x"})
    assert (Revocation.objects.get().state, Revocation.objects.get().version) == ("notice_served", revocation.version)


# --- The file for counsel -----------------------------------------------------------------------


def parts_of(answer) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_file_for_counsel_holds_everything_in_order_with_its_hashes(opened, client, mona, max, olivia):
    made.decided(made.heard(opened, mona, max, olivia), mona, max)
    client.force_login(mona)
    parts = parts_of(client.get(url("case_file", opened)))

    sums = parts.pop("SHA256SUMS").decode().splitlines()
    assert sums == [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in parts.items()]
    assert list(parts) == sorted(parts)
    everything = b"".join(parts.values())
    for word in (b"It was one long day.", b"All was said.", b"The charts were made up.", b"Mona", b"serve_notice"):
        assert word in everything
    assert sum(name.endswith(".pdf") for name in parts) == 2
    assert not [each for each in CANARY if each.encode() in everything]


def test_an_appeal_has_such_a_file_too(client, olivia, rita, mona):
    appeal = appealed.voted(appealed.heard(rita, olivia, mona), "uphold", "uphold", "uphold")
    client.force_login(mona)
    parts = parts_of(client.get(url("appeal_file", appeal)))

    assert b"The chart was read as that of another patient." in b"".join(parts.values())


# --- Appeals ------------------------------------------------------------------------------------


def test_the_practice_appeals_from_the_page_of_its_decision(client, olivia, rita, mona):
    application = appealed.denied(rita, olivia, mona)
    client.force_login(olivia)
    way = url("file_appeal", application)
    for page in (application.get_absolute_url(), application.decisions.get().get_absolute_url()):
        assert f'href="{way}"' in words(client.get(page))
    assert client.post(way, {"statement": "No ground."}).status_code == 422
    answer = client.post(way, appealed.STATEMENT)

    assert answer.url == Appeal.objects.get().get_absolute_url()
    assert "Facts were misread" in words(client.get(answer.url))
    assert client.get(way).url == answer.url


def test_an_appeal_is_run_and_decided_on_its_pages(client, olivia, rita, mona):
    appeal = appealed.filed(rita, olivia, mona)
    client.force_login(mona)
    for member in appealed.members():
        client.post(url("appeals_people", appeal), {"person": member.pk})
    appealed.cleared(appeal)
    client.post(reverse("web:move", args=["appeal", appeal.pk, "name_panel"]))
    client.post(url("appeal_hearing_day", appeal), {"on": "2099-01-05", "place": "By phone"})
    assert client.post(url("appeal_hearing", appeal), {"record": "Said."}).status_code == 422
    client.post(url("appeal_hearing", appeal), {"record": "Waived in writing.", "waived": "on"})
    for member in appealed.members():
        client.force_login(member)
        assert client.post(url("appeal_vote", appeal), {"verdict": "overturn", "reasons": "x"}).status_code == 422
        client.post(url("appeal_vote", appeal), {"verdict": "uphold", "reasons": "The chart was read well."})
    client.force_login(olivia)
    page = words(client.get(appeal.get_absolute_url()))

    assert "The denial was upheld" in page and "Decision on the appeal" in page
    assert "Ann Council" not in page


def test_a_member_of_the_panel_steps_off_on_a_page(client, olivia, rita, mona):
    appeal = appealed.with_panel(rita, olivia, mona)
    member = appealed.members()[0]
    client.force_login(member)
    client.post(url("appeals_step_off", appeal))

    assert client.get(appeal.get_absolute_url()).status_code == 404
    assert appeal.case.named.standing().filter(capacity="panel").count() == 2


def questions_of_home(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get("/home/")
    return len(asked)


def test_home_and_desk_ask_as_much_for_three_cases_as_for_one(client, mona, olivia, rita):
    made.opened(rita, olivia, mona)
    client.force_login(mona)
    client.get("/home/")
    once = questions_of_home(client)
    for _ in range(2):
        made.opened(rita, olivia, mona)

    assert questions_of_home(client) == once
