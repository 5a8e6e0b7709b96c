"""The office's desk: a reviewer named, a report sent, a decision rehearsed, released and sent back."""

from django.urls import reverse

from compliance.actions import certifications
from compliance.models import Certification, Decision, Report
from qcp.access.models import ConflictQuestion
from tests.factories import compliance as made


def words(answer) -> str:
    return answer.content.decode()


def test_staff_name_a_reviewer_who_is_asked_first(client, olivia, stella, rita, ron):
    report = made.drafted(olivia)
    client.force_login(stella)
    record = reverse("admin:compliance_report_change", args=[report.pk])
    assert "Assign a reviewer" in words(client.get(record))
    url = reverse("admin:compliance_report_reviewer", args=[report.pk])
    assert "Rita, 0 in review" in words(client.get(url))

    assert client.post(url, {"reviewer": ""}).status_code == 422
    assert client.post(url, {"reviewer": rita.pk}).status_code == 302

    assert Report.objects.get().reviewer == rita
    assert ConflictQuestion.objects.get().asked_of == rita


def test_surveyors_of_the_practice_and_recused_people_are_not_offered(client, olivia, stella, rita, ron):
    survey = made.completed_survey(made.pending_application(olivia), surveyor=ron)
    report = made.reports.draft_from_survey(survey)
    made.conflicts.recuse(report.case, rita)
    client.force_login(stella)
    url = reverse("admin:compliance_report_reviewer", args=[report.pk])

    assert "Rita" not in words(client.get(url)) and "Ron" not in words(client.get(url))
    assert client.post(url, {"reviewer": ron.pk}).status_code == 422


def test_a_report_is_sent_from_the_desk(client, olivia, stella, rita):
    report = made.reports.assign_reviewer(made.drafted(olivia), by=stella, reviewer=rita)
    made.conflicts.answer(ConflictQuestion.objects.get(), by=rita, conflict=False)
    client.force_login(stella)
    client.post(reverse("admin:compliance_report_move", args=[report.pk, "send_to_committee"]), {"make": "1"})

    assert Report.objects.get().state == "in_review"


def test_the_preview_of_a_release_shows_what_comes_after_the_minute(client, olivia, rita, mona):
    decision = made.proposed_award(rita, olivia)
    client.force_login(mona)
    url = reverse("admin:compliance_decision_move", args=[decision.pk, "release"])

    assert "is certified" in words(client.post(url, {"preview": "1"}))
    assert Decision.objects.get().intents.count() == 0
    client.post(url, {"make": "1"})
    assert Decision.objects.get().state == "proposed"
    assert Decision.objects.get().intents.pending().count() == 1


def test_staff_cannot_release_even_by_a_forged_post(client, olivia, rita, stella):
    decision = made.proposed_award(rita, olivia)
    client.force_login(stella)
    answer = client.post(reverse("admin:compliance_decision_move", args=[decision.pk, "release"]), {"make": "1"})

    assert answer.status_code == 422
    assert Decision.objects.get().intents.count() == 0


def test_the_office_notes_a_celebration(client, olivia, rita, mona, stella):
    certification = made.certified(rita, olivia, mona)
    certifications.wish(certification, by=olivia, celebrate=True)
    client.force_login(stella)
    assert "It was celebrated" in words(
        client.get(reverse("admin:compliance_certification_change", args=[certification.pk]))
    )
    client.post(reverse("admin:compliance_certification_celebrated", args=[certification.pk]))

    assert Certification.objects.get().celebrated_on is not None


def test_a_recused_member_of_staff_finds_nothing(client, olivia, rita, stella):
    report = made.issued(rita, olivia)
    made.conflicts.recuse(report.case, stella)
    client.force_login(stella)

    for model in ("report", "decision"):
        assert str(report.practice) not in words(client.get(reverse(f"admin:compliance_{model}_changelist")))
