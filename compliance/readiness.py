"""What is missing before a report, a plan, a decision or a certification can move, in words."""

from django.conf import settings

from applications.queries.standards import applicable
from applications.states import PENDING
from compliance.policies import cleared_reviewer
from compliance.states import CertificationState, DecisionState, Outcome, PlanState, Stage, Verdict
from qcp import clock
from qcp.access.models import ConflictQuestion
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.workflow.guards import guard
from surveys.states import Rating

FULFILLED = (Rating.MET, Rating.NOT_APPLICABLE)
DECIDABLE = {
    Outcome.AWARD: ("in_survey", "in_compliance"),
    Outcome.DENIAL: ("submitted", "survey_ready", "in_survey", "in_compliance"),
}
AT_MOST = 3  # examples named in one sentence


def some(names) -> str:
    """'A, B, C and 9 more': enough to know where to look."""
    names = [str(name) for name in names]
    rest = len(names) - AT_MOST
    return ", ".join(names[:AT_MOST]) + (f" and {rest} more" if rest > 0 else "")


def first_few(sentences) -> list[str]:
    """The first sentences and how many more there are: the page below shows each at its item."""
    sentences = list(sentences)
    rest = len(sentences) - AT_MOST
    return sentences[:AT_MOST] + ([f"The same goes for {rest} more items."] if rest > 0 else [])


# --- The report ---------------------------------------------------------------------------------


@guard
def application_goes_on(report):
    """What was withdrawn, denied or has lapsed needs no report any more."""
    application = report.application
    if application.state in PENDING:
        return []
    return [f"The application is “{application.get_state_display()}”, so its report goes no further."]


@guard
def reviewer_assigned(report):
    """Somebody has to be asked first."""
    return [] if report.reviewer_id else ["No committee reviewer is assigned yet. Assign one first."]


@guard
def reviewer_without_conflict(report):
    """The reviewer answered, has no conflict, and did not survey this practice."""
    if not report.reviewer_id:
        return []
    if report.application.surveys.filter(surveyor=report.reviewer_id).exists():
        return ["The reviewer surveyed this practice, and nobody decides twice. Assign another reviewer."]
    if not cleared_reviewer(report, report.reviewer):
        return ["The reviewer has not yet answered that there is no conflict of interest. Wait, or assign another."]
    return []


@guard
def every_finding_assessed(report):
    """Each rating is confirmed or changed by the reviewer."""
    open_ones = list(report.findings.unassessed().for_list())
    if open_ones:
        return [f"{len(open_ones)} ratings are not assessed yet: {some(open_ones)}."]
    return [] if report.findings.exists() else ["The report has no findings, so there is nothing to issue."]


# --- The action plan ----------------------------------------------------------------------------


@guard
def every_item_planned(plan):
    """Cause, action, person, date and measure, for each requirement."""
    return first_few(
        f"{item.requirement.number}: still to say {', '.join(missing)}."
        for item in plan.listed_items()
        if (missing := item.unanswered())
    )


@guard
def every_item_judged(plan):
    """The reviewer says something of each item before the plan goes back."""
    open_ones = [item.requirement.number for item in plan.listed_items() if not item.verdict()]
    return [f"Accept or return each item first. Not judged yet: {some(open_ones)}."] if open_ones else []


@guard
def some_item_returned(plan):
    """A plan goes back because of something."""
    judged = [item.verdict() for item in plan.listed_items()]
    if any(found and found.verdict == Verdict.RETURNED for found in judged):
        return []
    return ["No item is returned. Return the items that do not convince, each with its reason."]


@guard
def every_item_accepted(plan):
    """All of it, item by item."""
    open_ones = [item.requirement.number for item in plan.listed_items() if not item.accepted()]
    return [f"Every item has to be accepted first. Missing: {some(open_ones)}."] if open_ones else []


@guard
def final_deadline_ahead(plan):
    """Evidence counts up to the final deadline, and not a day longer."""
    final = deadlines.running(plan.application, Kind.FINAL_DEADLINE)
    if final and clock.today() > final.due_on:
        return [
            f"The final deadline was {final.due_on:%B %-d, %Y}. Evidence can no longer be sent; write to the program."
        ]
    return []


@guard
def clean_evidence_for_every_item(plan):
    """At least one checked file per item, and none still being checked."""
    return first_few(sentence for item in plan.listed_items() if (sentence := evidence_gap(item)))


def evidence_gap(item) -> str:
    if item.accepted(Stage.EVIDENCE):
        return ""
    verdicts = [stored.verdict for stored in item.evidence()]
    if "" in verdicts:
        return f"{item.requirement.number}: a file is still being checked. Try again in a minute."
    return "" if "clean" in verdicts else f"{item.requirement.number}: add at least one file as evidence."


@guard
def verification_survey_met(plan):
    """When the committee wanted to see for itself, it must have seen that all is met."""
    problems = []
    for survey in plan.application.surveys.filter(kind="verification").exclude(state="cancelled"):
        report = plan.application.reports.filter(survey=survey).first()
        if report is None or not report.is_published:
            problems.append("A verification survey was ordered and its report is not issued yet. Wait for it.")
        elif report.findings.exclude(assessed__in=FULFILLED).exists():
            problems.append(f"The verification survey found unmet standards (report {report.number}).")
    return problems


# --- The decision -------------------------------------------------------------------------------


@guard
def every_standard_met(decision):
    """No award while one applicable standard is unmet at one site."""
    if not decision.is_award:
        return []
    report = decision.application.reports.in_force().first()
    if report is None:
        return ["There is no report in force for this application. An award rests on one."]
    return [*uncovered(report), *unfulfilled(report)]


def uncovered(report) -> list[str]:
    """Standards that apply and were not rated at a visited site."""
    rated = set(report.findings.values_list("standard_id", "site_id"))
    sites = {site for _, site in rated}
    missing = [s.code for s in applicable(report.application) for site in sites if (s.pk, site) not in rated]
    return [f"Not rated at every site: standards {some(missing)}."] if missing else []


def unfulfilled(report) -> list[str]:
    """Findings neither met in the report nor verified through the action plan."""
    verified = report.requirements.filter(
        item__plan__state=PlanState.VERIFIED,
        item__verdicts__stage=Stage.EVIDENCE,
        item__verdicts__verdict=Verdict.ACCEPTED,
    )
    unmet = report.findings.exclude(assessed__in=FULFILLED).exclude(pk__in=verified.values("finding")).for_list()
    return [f"Not met: {some(unmet)}. Every standard has to be met at every site."] if unmet else []


@guard
def no_release_under_way(decision):
    """A release is pressed once."""
    if decision.intents.pending().exists():
        return ["The release is under way already. It happens within a minute, unless it is undone."]
    return []


@guard
def no_fee_unpaid(decision):
    """An award waits for every fee."""
    if not decision.is_award:
        return []
    owed = decision.application.invoices.filter(state="open")
    return [f"Invoice {invoice.number} is not paid yet. Record the payment, or waive it." for invoice in owed]


@guard
def no_conflict_open(decision):
    """Nobody who decided has a conflict, and nobody still owes an answer."""
    questions = ConflictQuestion.objects.filter(case=decision.case_id, withdrawn_at=None, answer="")
    problems = [
        f"{question.asked_of} has not answered the question about conflicts of interest." for question in questions
    ]
    if decision.case.closed_to(decision.proposer):
        problems.append(
            "The reviewer who proposed this stepped off the case. Send it back and assign another reviewer."
        )
    return problems


@guard
def application_undecided(decision):
    """What has ended cannot be decided any more."""
    application = decision.application
    if application.state in DECIDABLE[decision.outcome]:
        return []
    return [f"The application is “{application.get_state_display()}”, so there is nothing to release. Send it back."]


# --- The certification --------------------------------------------------------------------------


@guard
def term_over(certification):
    """Three years are three years."""
    if clock.today() > certification.expires_on:
        return []
    return [f"The certification is valid through {certification.expires_on:%B %-d, %Y}."]


@guard
def recertification_pending(certification):
    """The grace period is for practices that asked for recertification in time."""
    if settings.RECERTIFICATION_GRACE and pending_recertification(certification):
        return []
    return ["No recertification is pending."]


@guard
def no_grace_left(certification):
    """A pending recertification first uses its grace period."""
    if not (settings.RECERTIFICATION_GRACE and pending_recertification(certification)):
        return []
    if certification.state == CertificationState.ACTIVE:
        return ["A recertification is pending: the grace period comes first."]
    grace = deadlines.running(certification, Kind.RECERTIFICATION_GRACE)
    if grace and clock.today() <= grace.due_on:
        return [f"The grace period runs through {grace.due_on:%B %-d, %Y}."]
    return []


def grace_applies(certification) -> bool:
    """The term is over, and a recertification asked for in time is still undecided."""
    over = clock.today() > certification.expires_on
    return over and settings.RECERTIFICATION_GRACE and pending_recertification(certification)


def pending_recertification(certification) -> bool:
    """A recertification application that was sent in and has not ended."""
    return certification.practice.applications.filter(
        kind="recertification", state__in=("submitted", "returned", "survey_ready", "in_survey", "in_compliance")
    ).exists()


@guard
def no_site_retained(certification):
    """Only a change of organisation that leaves no certified site ends a certification."""
    kept = certification.sites.filter(until_on=None)
    return [f"Still certified: {some(kept)}. First determine the change of organisation."] if kept else []


# --- What others ask ----------------------------------------------------------------------------


def holds_the_lapse(application) -> list[str]:
    """Complete evidence sent in time is under review, or was found good and awaits the decision."""
    if application.action_plans.filter(state=PlanState.EVIDENCE_SUBMITTED).exists():
        return ["Complete evidence was sent in time and is under review."]
    if application.decisions.filter(state=DecisionState.PROPOSED, outcome=Outcome.AWARD).exists():
        return ["Every requirement was fulfilled in time and the award awaits its release."]
    return []


def holds_the_withdrawal(application) -> list[str]:
    """Who misrepresented facts cannot slip away."""
    if application.reports.filter(misrepresentation=True).exists():
        return ["The findings show facts that were misrepresented, so the application can no longer be withdrawn."]
    return []
