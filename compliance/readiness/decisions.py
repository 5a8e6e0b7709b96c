"""What is missing before a decision can be released, in words."""

from applications.queries.standards import applicable
from compliance.states import REVOCATION_OVER, Outcome, PlanState, RevocationState, Stage, Verdict
from qcp.access.models import ConflictQuestion
from qcp.workflow.guards import guard
from surveys.states import Rating

from .words import some

FULFILLED = (Rating.MET, Rating.NOT_APPLICABLE)
DECIDABLE = {
    Outcome.AWARD: ("in_survey", "in_compliance"),
    Outcome.DENIAL: ("submitted", "survey_ready", "in_survey", "in_compliance"),
}


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
        items__plan__state=PlanState.VERIFIED,
        items__verdicts__stage=Stage.EVIDENCE,
        items__verdicts__verdict=Verdict.ACCEPTED,
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
    return [
        f"Invoice {invoice.number} is not paid yet. Record the payment, or waive it."
        if invoice.state == "open"
        else f"The bank took the card payment of invoice {invoice.number} back. Settle that first."
        for invoice in decision.application.invoices.unsettled()
    ]


@guard
def no_case_open(decision):
    """An award waits for every confidential case; the sentence names none, because it is not everybody's to know."""
    settled = (*REVOCATION_OVER, RevocationState.RECEIVED)  # what was not screened yet concerns nobody so far
    if not decision.is_award or not decision.practice.revocations.exclude(state__in=settled).exists():
        return []
    return [
        "A matter of this practice is still open with the program office, so nothing is awarded yet. "
        "The manager who leads it says when it is settled; then release the decision."
    ]


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
