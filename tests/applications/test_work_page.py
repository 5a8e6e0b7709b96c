"""The office's work page: claim and document side by side, what changed, and the buttons beside what they are about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.actions import application as actions
from applications.actions import filling
from applications.actions import policies as policy_actions
from applications.gaps import policies as gaps
from applications.models import Application, PolicyDocument, StepReturn
from applications.queries import submissions
from applications.states import PolicyState
from qcp.documents import checks, previews
from tests.qcp.documents import paper

pytestmark = pytest.mark.django_db


def again(application):
    return Application.objects.get(pk=application.pk)


def page_of(client, application, query=""):
    return client.get(reverse("applications:work", args=[application.pk]) + query)


def with_a_policy(complete, eddie):
    """One file of three pages, cited from page 2 on for everything that is needed, checked and drawn."""
    upload = SimpleUploadedFile("verification.pdf", paper.pdf("Two people verify.", pages=3))
    rows = [{"policy_type": each, "pages": "2-3"} for each in gaps.needed(complete)]
    document = policy_actions.upload(complete, by=eddie, file=upload, citations=rows, title="Verification of doses")
    checks.check_due()
    previews.make_due()
    return PolicyDocument.objects.for_list().get(pk=document.pk)


def test_claim_and_cited_page_stand_side_by_side(client, complete, eddie, olivia, stella):
    document = with_a_policy(complete, eddie)
    actions.submit(again(complete), by=olivia)
    client.force_login(stella)

    whole = page_of(client, complete).content.decode()
    cited = page_of(client, complete, f"?paper={document.file.pk}&page=2")
    text = cited.content.decode()

    assert f'href="?paper={document.file.pk}&amp;page=2#page-2"' in whole and "pages 2-3" in whole
    assert f"/files/{document.file.pk}/pages/2.png" in text
    assert "How many nurses give treatment?" in text and "<dd>11</dd>" in text
    assert "Accept: Certification Pending" in text and "not possible yet" in text


def test_only_what_is_cited_here_is_shown_whatever_the_address_says(client, submitted, stella):
    client.force_login(stella)
    stranger = "00000000-0000-0000-0000-000000000001"

    text = page_of(client, submitted, f"?paper={stranger}&page=9999999")

    assert text.status_code == 200 and f"/files/{stranger}" not in text.content.decode()


def test_a_document_is_accepted_from_the_page_and_one_is_back_on_it(client, complete, eddie, olivia, stella):
    document = with_a_policy(complete, eddie)
    actions.submit(again(complete), by=olivia)
    client.force_login(stella)
    here = reverse("applications:work", args=[complete.pk]) + f"?paper={document.file.pk}&page=2"
    move = reverse("web:move", args=["policy-document", document.pk, "accept"])

    done = client.post(move, {"back": here})
    elsewhere = client.post(move, {"back": "https://elsewhere.example/"})

    assert (done.status_code, done.url) == (302, here)
    assert PolicyDocument.objects.get(pk=document.pk).state == PolicyState.ACCEPTED
    assert "elsewhere.example" not in elsewhere.content.decode()


def test_the_next_submission_is_compared_with_the_one_before_field_by_field(client, submitted, eddie, olivia, stella):
    client.force_login(stella)
    assert "Changed since the submission before" not in page_of(client, submitted).content.decode()
    returned = actions.return_(submitted, by=stella, questions={"nurses": "The last page says seven."})
    people = next(topic for topic in returned.topics("questionnaire") if topic.slug == "people")
    filling.save_answers(returned, people, {"nurses": "7"}, by=eddie)
    assert submissions.differences(again(returned)) == []  # not sent yet: the office has one submission only
    asked = StepReturn.objects.get()
    filling.reply_to_return(returned, asked.step, question=asked.question, by=eddie, reply="Counted anew.")
    actions.submit(again(returned), by=olivia)

    (difference,) = submissions.differences(again(returned))
    text = page_of(client, returned).content.decode()

    assert (difference.label, difference.before, difference.after) == ("How many nurses give treatment?", "11", "7")
    assert "Changed since the submission before" in text and "one answer changed since you last looked." in text


def test_the_page_is_the_offices_own_and_its_questions_do_not_grow(
    client, submitted, olivia, stella, django_assert_max_num_queries
):
    client.force_login(olivia)
    assert page_of(client, submitted).status_code == 404
    client.force_login(stella)
    with django_assert_max_num_queries(45):
        assert page_of(client, submitted).status_code == 200
