"""Questions that others ask about a practice's scores."""

from ..models import ScoreState, ScoreSubmission
from ..scoring import QCP_TRACK


def qualifying(practice, on):
    """The submission whose result can support an application on that day, the one valid longest; or None."""
    return (
        ScoreSubmission.objects.filter(
            practice=practice,
            state=ScoreState.FINAL,
            round__track=QCP_TRACK,
            results__superseded_at=None,
            results__qualifies=True,
            results__valid_until__gte=on,
        )
        .select_related("round")
        .order_by("-round__report_on")
        .first()
    )
