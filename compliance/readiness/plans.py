"""What is missing before an action plan can move, in words."""

from compliance.rounds import pages_beyond
from compliance.states import Stage, Verdict
from qcp import clock
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.workflow.guards import guard

from .decisions import FULFILLED
from .words import first_few, some


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
    cited = item.evidence()
    verdicts = [proof.file.verdict for proof in cited]
    if "" in verdicts:
        return f"{item.requirement.number}: a file is still being checked. Try again in a minute."
    if "held" in verdicts:
        return f"{item.requirement.number}: a file may name a patient. Say on its page whether it does."
    if beyond := [gap for proof in cited if (gap := pages_beyond(proof.file, proof.pages))]:
        return f"{item.requirement.number}: {beyond[0]}"
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
