"""A practice of four sites sends its application in; staff accept it, arrange the survey, and check what was found."""

import pytest
from django.urls import reverse

from applications.actions import application as applications
from applications.actions import policies
from applications.models import Application
from qcp import clock
from qcp.access import conflicts
from qcp.access.models import ConflictQuestion
from qcp.deadlines.models import Deadline
from surveys.actions import findings
from surveys.actions import survey as surveys
from surveys.models import Survey
from surveys.sampling import sites_to_visit
from tests.factories.applications import catalogue, complete_application, practice_of, qualify
from tests.factories.surveys import enlist, midday


@pytest.fixture
def survey(olivia, stella):
    """The survey that the acceptance opened."""
    catalogue()
    practice = practice_of(olivia, sites=4, legal_name="Elm Street Oncology")
    qualify(practice)
    application = applications.submit(complete_application(practice, by=olivia), by=olivia)
    for document in application.policy_documents.all():
        policies.accept(document, by=stella)
    applications.accept(application, by=stella)
    return Survey.objects.get(application=application)


def test_the_whole_way_of_a_survey(client, survey, sam, olivia, stella):
    enlist(sam)
    survey = surveys.propose(survey, by=stella, surveyor=sam)
    for user in (sam, olivia):
        question = ConflictQuestion.objects.get(subject_id=survey.pk, asked_of=user)
        conflicts.answer(question, by=user, conflict=False)
    survey = Survey.objects.get(pk=survey.pk)
    day, sites = survey.application.offered_dates()[0], sites_to_visit(survey.application)
    assert len(sites) == 3

    survey = surveys.schedule(survey, by=stella, plan=dict.fromkeys(sites, day))
    client.force_login(sam)
    page = client.get(reverse("surveys:detail", args=[survey.pk])).content.decode()
    file = survey.application.policy_documents.get().file
    assert "Elm Street Oncology" in page
    policy = client.get(reverse("documents:file", args=[file.pk]))
    assert (policy.status_code, policy.getvalue()[:4]) == (200, b"%PDF")

    with clock.at(midday(day)):
        survey = surveys.begin(survey, by=sam)
        for visit in survey.visits.all():
            standards = [finding.standard for finding in visit.findings.select_related("standard")]
            findings.record(visit, dict.fromkeys(standards, "met"), by=sam)
        survey = surveys.submit_findings(survey, by=sam, signature=sam.name)
        survey = surveys.complete_report(survey, by=stella)

    assert Application.objects.get().state == "in_survey"
    assert Application.objects.get().reports.get().findings.count() == survey.findings().count()
    running = {deadline.kind for deadline in Deadline.objects.of_case(survey.case_id).running()}
    assert {"report-issued", "repeat-survey-notice", "final-deadline"} <= running
    assert not {"surveyor-named", "conflict-answers", "survey-held", "findings-submitted"} & running


def test_a_file_stays_closed_to_a_surveyor_who_has_not_yet_been_confirmed(client, survey, sam, stella):
    enlist(sam)
    surveys.propose(survey, by=stella, surveyor=sam)
    client.force_login(sam)

    file = survey.application.policy_documents.get().file
    assert client.get(reverse("documents:file", args=[file.pk])).status_code == 404
