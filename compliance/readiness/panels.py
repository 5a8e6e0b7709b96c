"""What is missing before a panel can sit, in words. Appeals and revocations have the same kind of panel."""

from qcp.access.models import Named
from qcp.workflow.guards import guard

SEATS = 3
MAJORITY = 2


@guard
def panel_complete(record):
    """Three members without an earlier part, each of whom answered that there is no conflict."""
    seats = list(Named.objects.standing().filter(case=record.case_id, capacity="panel").select_related("user"))
    waiting = [
        f"{seat.user} has not answered about conflicts of interest yet." for seat in seats if not seat.cleared_at
    ]
    free = SEATS - len(seats)
    ask = [f"A panel has {SEATS} members: ask {free} more of the Oversight Council."] if free > 0 else []
    return [*waiting, *ask]
