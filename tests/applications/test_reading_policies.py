"""Who surveys a practice reads its policies: once both sides have declared no conflict, and only what is checked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.actions import application as application_actions
from applications.actions import policies as actions
from applications.models import PolicyDocument
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.documents import checks
from surveys.actions import survey as survey_actions
from tests.factories.surveys import enlist


@pytest.fixture
def survey(complete, olivia, sam, stella):
    """Of an application with one accepted file and one that the check refused."""
    page = SimpleUploadedFile("page.pdf", b"<html></html>")
    actions.upload(complete, by=olivia, file=page, citations=[])
    checks.check_due()
    application = application_actions.submit(complete, by=olivia)
    actions.accept(application.policy_documents.standing().get(), by=stella)
    application = application_actions.accept(application, by=stella)
    enlist(sam)
    return survey_actions.propose(application.surveys.get(), by=stella, surveyor=sam)


def answer(survey, person, conflict):
    question = ConflictQuestion.objects.get(subject_id=survey.pk, asked_of=person)
    conflicts.answer(question, by=person, conflict=conflict)


def pages(client, person, survey):
    """The answers to the list, and to the page and file of each document."""
    client.force_login(person)
    documents = PolicyDocument.objects.filter(application=survey.application)
    addresses = [reverse("applications:policies-reading", args=[survey.application_id])]
    addresses += [document.get_absolute_url() for document in documents]
    return [client.get(address).status_code for address in addresses]


def test_a_surveyor_reads_checked_policies_after_both_answers(client, survey, sam, olivia, sue):
    assert pages(client, sam, survey) == [404, 404, 404]
    answer(survey, sam, conflict=False)
    assert pages(client, sam, survey) == [404, 404, 404]
    answer(survey, olivia, conflict=False)

    assert pages(client, sam, survey) == [200, 200, 404]
    checked = PolicyDocument.objects.get(application=survey.application, state="accepted")
    assert b"".join(client.get(checked.file.get_absolute_url()).streaming_content).startswith(b"%PDF")
    assert "Replace the file" not in client.get(checked.get_absolute_url()).content.decode()
    assert pages(client, sue, survey) == [404, 404, 404]


def test_a_surveyor_with_a_conflict_reads_nothing(client, survey, sam):
    answer(survey, sam, conflict=True)

    assert pages(client, sam, survey) == [404, 404, 404]
