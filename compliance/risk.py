"""Where an unmet standard lies on the risk grid: how likely it is to harm, how far it reaches.

It orders the work of putting things right and never changes a decision. Until the reviewer says otherwise it is drawn
from the ratings.
"""

from compliance.states import Likelihood, Scope
from surveys.states import UNMET, Rating

FIRST_GUESS = {Rating.PARTIALLY_MET: Likelihood.LOW, Rating.NOT_MET: Likelihood.MODERATE}


def likelihood_of(rating: str) -> str:
    """A first suggestion, from how far the standard is met."""
    return FIRST_GUESS.get(rating, "")


def scope_of(ratings: list[str]) -> str:
    """A first suggestion, from the ratings of one standard at all sites."""
    unmet = sum(rating in UNMET for rating in ratings)
    if unmet == 0:
        return ""
    if unmet == 1:
        return Scope.LIMITED
    return Scope.WIDESPREAD if unmet == len(ratings) else Scope.PATTERN


def suggest(findings) -> None:
    """Place every unmet finding that has no place yet. Nothing is saved here."""
    at_sites: dict[int, list[str]] = {}
    for finding in findings:
        at_sites.setdefault(finding.standard_id, []).append(finding.assessed or finding.surveyed)
    for finding in findings:
        rating = finding.assessed or finding.surveyed
        if rating in UNMET:
            finding.likelihood = finding.likelihood or likelihood_of(rating)
            finding.scope = finding.scope or scope_of(at_sites[finding.standard_id])
