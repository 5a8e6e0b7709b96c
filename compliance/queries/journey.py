"""Where a practice with an application stands on its way: at which milestone, who acts next, and by when."""

from django.urls import reverse

from applications.models import Application
from applications.readiness import six_steps_complete
from applications.states import State
from compliance import readiness
from compliance.models import ActionPlan, Certification, Decision, Report
from compliance.states import DecisionState, PlanState, ReportState
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.workflow import stays
from surveys.answers import practice_cleared
from surveys.models import Survey
from surveys.states import State as SurveyState

PRACTICE, OFFICE, REVIEWER, SURVEYOR = "the practice", "QCP staff", "the committee reviewer", "the surveyor"
NAMING = ("Certification Pending. A surveyor is to be named.", OFFICE, Kind.SURVEYOR_NAMED)
QUEUED = (OFFICE, REVIEWER)
TOO_FEW = "How long this stage takes is not said yet: fewer than five practices have left it."
DECIDING = ("Everything asked for is met. The decision is being made.", OFFICE, Kind.FINAL_DEADLINE)

# state -> (what is going on, who acts next, the clock that says by when)
APPLYING = {
    State.DRAFT: ("The application is being filled in.", PRACTICE, None),
    State.RETURNED: ("Something was returned for an answer.", PRACTICE, None),
    State.SUBMITTED: ("The application is checked for completeness.", OFFICE, Kind.COMPLETENESS_REVIEW),
}
SURVEYING = {
    SurveyState.UNASSIGNED: NAMING,
    SurveyState.PROPOSED: (
        "A surveyor is named. Both sides answer about conflicts of interest.",
        SURVEYOR,
        Kind.CONFLICT_ANSWERS,
    ),
    SurveyState.CONFIRMED: ("The surveyor is confirmed. The date is to be set.", OFFICE, Kind.SURVEY_HELD),
    SurveyState.SCHEDULED: ("The date of the survey is set.", SURVEYOR, Kind.SURVEY_HELD),
    SurveyState.IN_PROGRESS: ("The survey is under way.", SURVEYOR, Kind.FINDINGS_SUBMITTED),
}
REPORTING = {
    None: ("The findings are with the program office.", OFFICE, Kind.REPORT_ISSUED),
    ReportState.DRAFT: ("The report is being prepared.", OFFICE, Kind.REPORT_ISSUED),
    ReportState.IN_REVIEW: ("A committee reviewer assesses the findings.", REVIEWER, Kind.REPORT_ISSUED),
}
PLANNING = {
    PlanState.OPEN: ("The report asks for an action plan.", PRACTICE, Kind.ACTION_PLAN),
    PlanState.PLAN_SUBMITTED: ("The action plan is being assessed.", REVIEWER, Kind.COMMITTEE_REVIEW),
    PlanState.PLAN_ACCEPTED: ("The plan is accepted. Its proof is awaited.", PRACTICE, Kind.LAST_EVIDENCE),
    PlanState.EVIDENCE_SUBMITTED: ("The proof is being assessed.", REVIEWER, Kind.COMMITTEE_REVIEW),
}
MISSING = {
    State.DRAFT: six_steps_complete,
    State.RETURNED: six_steps_complete,
    PlanState.OPEN: readiness.every_item_planned,
    PlanState.PLAN_ACCEPTED: readiness.clean_evidence_for_every_item,
}
ENDED = {
    State.DENIED: ("decision", "Certification was denied. The letter tells of the right to appeal."),
    State.LAPSED: ("report", "The final deadline passed. The letter tells of the right to appeal."),
}


def stage(practice) -> dict | None:
    """The words of the tracker for the practice's latest application; None while there is none that counts."""
    application = Application.objects.filter(practice=practice).exclude(state=State.WITHDRAWN).first()
    if application is None:
        return None
    if application.state == State.CERTIFIED:
        return certified(application)
    survey = Survey.objects.filter(application=application).exclude(state=SurveyState.CANCELLED).last()
    report = standing_report(survey) if survey else None
    days = {
        "application": application.submitted_on,
        "survey": survey and survey.findings_on,
        "report": report and report.issued_on,
    }
    if application.state in ENDED:
        slug, note = ENDED[application.state]
        return {"slug": slug, "days": days, "stopped": True, "note": note}
    slug, (note, who, clock), record = standing(application, survey, report)
    return {"slug": slug, "days": days, "note": note, "who": who, **due(application, clock), **outlook(record, who)}


def standing_report(survey):
    """What was issued counts until its correction is issued, too."""
    reports = Report.objects.filter(survey=survey)
    return reports.filter(state=ReportState.ISSUED).first() or reports.first()


def standing(application, survey, report):
    """The milestone, its row of the tables above, and the record that stands there (None: several together)."""
    if application.state in APPLYING:
        return "application", APPLYING[application.state], application
    if survey is None or survey.state in SURVEYING:
        return "survey", surveying(survey) if survey else NAMING, survey
    if report is None or report.state in REPORTING:
        return "report", REPORTING[report.state if report else None], report or survey
    plan = ActionPlan.objects.filter(report=report, state__in=PLANNING).first()
    return ("report", PLANNING[plan.state], plan) if plan else ("decision", DECIDING, None)


def surveying(survey):
    """Both sides are asked about conflicts at once; it is said to wait for one of them, the practice first."""
    note, who, clock = SURVEYING[survey.state]
    waits_for_both = survey.state == SurveyState.PROPOSED and not practice_cleared(survey)
    return note, PRACTICE if waits_for_both else who, clock


def outlook(record, who) -> dict:
    """How long it took others, and the place in the queue where somebody else acts; nothing where nothing is known."""
    if record is None:
        return {}
    found = {"forecast": stays.outlook(record) or TOO_FEW, **lacking(record)}
    if who in QUEUED:
        found["place"] = in_the_queue(stays.place_of(record), who)
    return found


def in_the_queue(place: tuple[int, int] | None, who: str) -> str:
    if place is None:
        return f"More than {stays.COUNTED} wait for {who}."
    return f"Number {place[0]} of {place[1]} that wait for {who}."


def certified(application) -> dict | None:
    """All done, as long as the certification is in force; then the way begins again."""
    if not Certification.objects.in_force().filter(practice=application.practice_id).exists():
        return None
    released = Decision.objects.filter(application=application, state=DecisionState.RELEASED)
    return {"slug": "", "days": {"application": application.submitted_on, "decision": released.first().released_on}}


def lacking(record) -> dict:
    """What the practice has still to do before it can hand the pen on, and where."""
    asks = MISSING.get(record.state) if type(record) in (Application, ActionPlan) else None
    missing = asks.missing(record, {}) if asks else []
    place = reverse("applications:check", args=[record.pk]) if asks is six_steps_complete else record.get_absolute_url()
    return {"missing": tuple(missing), "missing_at": place} if missing else {}


def due(application, kind) -> dict:
    """The last day of the clock that runs for this stage, if one does, and the page that says why that day."""
    clock = Deadline.objects.running().filter(case=application.case_id, kind=kind or "").first() if kind else None
    return {"by": clock.due_on, "why": reverse("deadlines:why", args=[clock.pk])} if clock else {"by": None}
