"""The minute in which a button with consequences can be undone, over at once."""

import datetime

from django.conf import settings

from qcp import clock
from qcp.undo.holding import carry_out_due


def the_minute_passes() -> int:
    """What was pressed and held is done; how much it was."""
    return carry_out_due(clock.now() + datetime.timedelta(seconds=settings.UNDO_SECONDS))
