"""What a rating of a further survey says of what the survey before had found unmet."""

from .states import UNMET, Closure, Rating


def closure_of(finding, rating) -> str:
    """What a rating says by itself of the earlier finding: met is closed, unmet is open."""
    if not finding.follows_id or rating not in (Rating.MET, *UNMET):
        return finding.closure
    return Closure.CLOSED if rating == Rating.MET else Closure.OPEN
