"""Which rounds can be entered now."""

from qcp import clock
from qcp.deadlines.actions import due_on
from qcp.deadlines.kinds import Kind

from ..models import Round


def on_offer() -> list[Round]:
    """Rounds that are open or just closed: begun, the latest that was reported of their track, and still of use."""
    today = clock.today()
    begun = list(Round.objects.for_list().filter(opens_on__lte=today))
    latest = {}
    for round in begun:
        if round.report_on <= today:
            latest[round.track] = max(round.report_on, latest.get(round.track, round.report_on))
    return [
        round
        for round in begun
        if round.report_on >= latest.get(round.track, round.report_on)
        and due_on(Kind.SCORE_VALIDITY, round.report_on) >= today
    ]
