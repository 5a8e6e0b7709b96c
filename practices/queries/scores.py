"""Questions that others ask about a practice's scores."""

from django.db.models import Q

from ..models import ScoreState, ScoreSubmission, WaiverState
from ..scoring import QCP_TRACK

WAIVED = Q(
    results__meets_percentage=False, waivers__state=WaiverState.GRANTED, waivers__percentage_only=True
)  # nothing but the percentage was missing, and the council set it aside


def supporting(on):
    """Submissions that can support an application on that day.

    The score reached the percentage, or a granted waiver sets the percentage aside (`submission.granted_waiver`).
    """
    return ScoreSubmission.objects.filter(
        Q(results__qualifies=True) | WAIVED,
        state=ScoreState.FINAL,
        round__track=QCP_TRACK,
        results__superseded_at=None,
        results__valid_until__gte=on,
    )


def qualifying(practice, on):
    """The submission that supports the practice's application on that day, the one valid longest; or None."""
    found = supporting(on).filter(practice=practice).select_related("round")
    return found.order_by("-round__report_on").first()
