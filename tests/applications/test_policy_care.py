"""Around policies: taken out and put back, carried over from the last time, compared, and looked at before paying."""

import datetime

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.actions import application as application_actions
from applications.actions import passports, policy_removals
from applications.actions import policies as actions
from applications.actions.opening import open_application
from applications.gaps import policies as gaps
from applications.models import Application, PolicyDocument
from applications.queries import passports as queries
from applications.queries.preflight import remarks
from applications.states import PolicyState
from qcp import clock
from qcp.documents import checks, destructions, previews
from qcp.documents.models import StoredFile
from qcp.workflow.refusals import NotAllowed, NotReady
from tests.factories import applications as factories
from tests.qcp.documents import paper


@pytest.fixture
def application(olivia, eddie, vera):
    factories.catalogue()
    practice = factories.practice_of(olivia, eddie, vera, sites=2, legal_name="Elm Street Oncology")
    factories.qualify(practice)
    return factories.fill(open_application(practice, by=olivia), by=olivia, but=["policies"])


def file(words="Two people verify. Effective date: 03/15/2026.", name="policies.pdf", content=None):
    return SimpleUploadedFile(name, content or paper.pdf(words))


def scanned() -> bytes:
    """A page without a word."""

    def change(document):
        document.pages[0].Contents = pikepdf.Stream(document, b"1 0 0 rg 72 72 200 200 re f")

    return paper.pdf(change=change)


def handed_in(application, by, upload=None, check=True, **about):
    rows = [{"policy_type": each, **about} for each in gaps.needed(application)]
    document = actions.upload(application, by=by, file=upload or file(), citations=rows)
    if check:
        checks.check_due()
    return PolicyDocument.objects.for_list().get(pk=document.pk)


@pytest.fixture
def document(application, eddie):
    return handed_in(application, eddie)


# --- taken out, put back ----------------------------------------------------------------------------


def test_what_is_taken_out_covers_nothing_until_it_is_put_back(application, document, eddie):
    removal = policy_removals.remove(document, by=eddie)
    assert gaps.gaps(application)[0].startswith("Hand in your policy")
    with pytest.raises(NotReady, match="Put it back first"):
        actions.replace(PolicyDocument.objects.get(pk=document.pk), by=eddie, file=file("Newer."))

    policy_removals.restore(removal, by=eddie)

    assert gaps.gaps(application) == []
    with pytest.raises(NotReady, match="put back already"):
        policy_removals.restore(removal, by=eddie)


@pytest.mark.parametrize("who", ["vera", "stan", "stella"])
def test_only_those_who_fill_in_take_out(request, document, who):
    with pytest.raises(NotAllowed):
        policy_removals.remove(document, by=request.getfixturevalue(who))


@pytest.mark.parametrize(("days", "possible"), [(29, True), (30, True), (31, False)])
def test_thirty_days_to_put_it_back(document, eddie, days, possible):
    removal = policy_removals.remove(document, by=eddie)

    with clock.at(clock.now() + datetime.timedelta(days)):
        if possible:
            policy_removals.restore(removal, by=eddie)
        else:
            with pytest.raises(NotReady, match="more than 30 days ago. Hand the file in again."):
                policy_removals.restore(removal, by=eddie)


def test_the_bytes_of_what_the_office_never_had_go_after_thirty_days(
    document, eddie, django_capture_on_commit_callbacks
):
    policy_removals.remove(document, by=eddie)
    assert policy_removals.forget_removed() == 0

    with clock.at(clock.now() + datetime.timedelta(31)), django_capture_on_commit_callbacks(execute=True):
        assert policy_removals.forget_removed() == 1
        assert policy_removals.forget_removed() == 0

    assert not default_storage.exists(document.file.file.name)
    assert PolicyDocument.objects.get(pk=document.pk).title == "Destroyed document"


def test_the_same_file_handed_in_again_is_not_put_back_beside_itself(application, document, eddie):
    removal = policy_removals.remove(document, by=eddie)
    handed_in(application, eddie)

    with pytest.raises(NotReady, match="handed in again"):
        policy_removals.restore(removal, by=eddie)


def test_the_pages_ask_first_and_offer_the_way_back(client, application, document, eddie):
    client.force_login(eddie)
    remove = reverse("applications:policy-remove", args=[document.pk])

    assert "You can put it back for 30 days." in client.get(remove).content.decode()
    page = client.post(remove, follow=True).content.decode()
    assert "Taken out" in page and "Put it back" in page
    assert client.get(remove).status_code == 404
    assert "It covers nothing." in client.get(document.get_absolute_url()).content.decode()
    page = client.post(reverse("applications:policy-restore", args=[document.pk]), follow=True).content.decode()
    assert "Put back. It counts again" in page


# --- the file that names a patient -----------------------------------------------------------------


def test_a_held_file_keeps_the_step_open_and_says_where_to_answer(application, eddie):
    handed_in(application, eddie, file("MRN: 7654321"))

    assert gaps.gaps(application) == ["“policies.pdf” may name a patient. Say on its page whether it does."]


def test_destroying_a_policy_destroys_what_it_replaced_and_sends_it_back(
    application, document, eddie, stella, steve, django_capture_on_commit_callbacks
):
    newer = actions.replace(document, by=eddie, file=file("Newer words."))
    checks.check_due()
    previews.make_due()
    newer = PolicyDocument.objects.get(pk=newer.pk)
    kept = [each.file.file.name for each in (document, newer)]
    kept += [image.image.name for stored in StoredFile.objects.all() for image in stored.page_images.all()]

    proposal = destructions.propose(newer.file, by=stella, reason="A name on page 1.")
    with django_capture_on_commit_callbacks(execute=True):
        destructions.confirm(proposal, by=steve)

    assert len(kept) == 4
    assert [name for name in kept if default_storage.exists(name)] == []
    newer = PolicyDocument.objects.get(pk=newer.pk)
    assert (newer.state, newer.title) == (PolicyState.RETURNED, "Destroyed document")
    assert newer.because.startswith("It named a patient, or might have.")
    assert PolicyDocument.objects.get(pk=document.pk).title == "Destroyed document"


# --- carried over ------------------------------------------------------------------------------------


@pytest.fixture
def next_time(application, document, olivia, eddie, stella):
    """The practice was refused for another reason, and applies again."""
    previews.make_due()
    sent = application_actions.submit(Application.objects.get(pk=application.pk), by=olivia)
    application_actions.withdraw(sent, by=olivia)
    following = open_application(application.practice, by=olivia)
    return factories.fill(following, by=olivia, but=["policies"])


def test_a_policy_of_the_last_time_is_confirmed_as_still_valid(client, next_time, document, eddie):
    assert queries.offered(next_time) == [document]
    client.force_login(eddie)
    address = reverse("applications:policy-from-before", args=[next_time.pk, document.pk])
    assert "still valid?" in client.get(address).content.decode()
    assert client.post(address, {"answer": "newer"}).status_code == 422

    client.post(address, {"answer": "valid"})
    checks.check_due()

    carried = PolicyDocument.objects.get(passport__source=document)
    assert (carried.passport.unchanged, carried.passport.confirmed_by) == (True, eddie)
    assert carried.file.sha256 == document.file.sha256 and carried.file_id != document.file_id
    assert carried.covers == document.covers
    assert gaps.gaps(next_time) == []
    assert queries.offered(next_time) == []
    assert client.get(address).status_code == 404
    assert "Unchanged since" in client.get(carried.get_absolute_url()).content.decode()


def test_a_newer_text_in_its_place_shows_what_changed(client, next_time, document, eddie):
    newer = file("Two nurses verify. Effective date: 03/15/2026.")
    carried = passports.carry_over(next_time, document, by=eddie, file=newer).document
    checks.check_due()
    previews.make_due()
    client.force_login(eddie)

    page = client.get(reverse("applications:policy-changes", args=[carried.pk])).content.decode()

    assert "<del>Two people verify.</del>" in page and "<ins>Two nurses verify.</ins>" in page
    with pytest.raises(NotReady, match="not on offer any more"):
        passports.carry_over(next_time, document, by=eddie)


# --- the words that changed ----------------------------------------------------------------------------


def test_a_newer_version_shows_what_its_words_changed(client, document, eddie, stan):
    newer = actions.replace(document, by=eddie, file=file("Two nurses verify. Effective date: 03/15/2026."))
    checks.check_due()
    previews.make_due()
    address = reverse("applications:policy-changes", args=[newer.pk])
    client.force_login(eddie)

    page = client.get(address).content.decode()

    assert "<del>Two people verify.</del>" in page and "<ins>Two nurses verify.</ins>" in page
    assert client.get(reverse("applications:policy-changes", args=[document.pk])).status_code == 404
    client.force_login(stan)
    assert client.get(address).status_code == 404


def test_reading_shows_the_pages_beside_what_they_are_cited_for(client, application, eddie, stan):
    document = handed_in(application, eddie, file(content=paper.pdf("Rules", pages=25)), pages="22-23")
    client.force_login(eddie)
    address = reverse("applications:policy-read", args=[document.pk])
    assert "The pages are being drawn." in client.get(address).content.decode()
    previews.make_due()

    page = client.get(address, {"page": 22}).content.decode()

    assert f"/files/{document.file_id}/pages/22.png" in page and "/pages/2.png" not in page
    assert f"{address}?page=22#page-22" in page
    image = client.get(f"/files/{document.file_id}/pages/22.png")
    assert b"".join(image.streaming_content).startswith(b"\x89PNG")
    assert image["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.get(f"/files/{document.file_id}/pages/26.png").status_code == 404
    for nonsense in ("0", "-1", "999999999999", "a", "²"):
        assert client.get(address, {"page": nonsense}).status_code == 200
    client.force_login(stan)
    assert client.get(f"/files/{document.file_id}/pages/22.png").status_code == 404
    assert client.get(address).status_code == 404


# --- before paying ---------------------------------------------------------------------------------


def told(application):
    return {title: [remark.text for remark in found] for title, found in remarks(application)}


def test_the_look_before_paying_names_every_missing_standard(application):
    asked = gaps.needed(application)

    missing = told(application)["Missing evidence"]

    assert len(missing) == sum(len(standards) for standards in asked.values())
    assert missing[0].startswith("Standard ") and "asks for “" in missing[0]


@pytest.mark.parametrize(
    ("content", "heading", "words"),
    [
        (scanned(), "Scans without words", "is a scan: its page holds no words."),
        (paper.pdf("No day at all."), "Old or without a date", "gives no day on which it was approved or reviewed."),
        (paper.pdf("Approved on May 3, 2019."), "Old or without a date", "gives 3 May 2019 as its latest day"),
        (paper.pdf("MRN: 7654321"), "May name a patient", "may name a patient, and nobody can open it."),
        (b"<html></html>", "Refused, returned or waiting", "was refused by the check."),
    ],
    ids=["scan", "no day", "old", "patient", "refused"],
)
def test_the_look_before_paying_finds(application, eddie, content, heading, words):
    handed_in(application, eddie, file(content=content))

    found = told(application)[heading]

    assert len(found) == 1 and words in found[0]


def test_a_policy_with_a_recent_day_and_words_is_left_alone(client, application, document, eddie):
    assert {title for title, found in told(application).items() if found} == set()
    client.force_login(eddie)
    page = client.get(reverse("applications:preflight", args=[application.pk])).content.decode()
    assert "Nothing catches the eye." in page


def test_pages_that_the_file_does_not_have_are_named(application, eddie):
    handed_in(application, eddie, pages="40")

    assert "is cited on page 40, but has 1." in told(application)["Pages that do not fit"][0]
