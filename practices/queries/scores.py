"""Questions that others ask about a practice's scores."""

from django.db.models import Q

from ..models import ScoreState, ScoreSubmission, WaiverState
from ..scoring import QCP_TRACK

WAIVED = Q(
    results__meets_percentage=False, waivers__state=WaiverState.GRANTED, waivers__percentage_only=True
)  # nothing but the percentage was missing, and the council set it aside


def qualifying(practice, on):
    """The submission whose result can support an application on that day, the one valid longest; or None.

    Its score reached the percentage, or a granted waiver sets the percentage aside (`submission.granted_waiver`).
    """
    return (
        ScoreSubmission.objects.filter(
            Q(results__qualifies=True) | WAIVED,
            practice=practice,
            state=ScoreState.FINAL,
            round__track=QCP_TRACK,
            results__superseded_at=None,
            results__valid_until__gte=on,
        )
        .select_related("round")
        .order_by("-round__report_on")
        .first()
    )
