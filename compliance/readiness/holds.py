"""What holds back the acts of others, in words."""

from compliance.states import DecisionState, Outcome, PlanState


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
