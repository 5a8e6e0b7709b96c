"""The anniversary attestation: what a certified practice says once a year, and for which anniversary it is asked.

Nothing of it exists for anybody while the program has not switched it on.
"""

import datetime

from django.conf import settings

from qcp import clock
from qcp.deadlines.lengths import add_years

STATEMENTS = (
    "Each certified site still works as it did when it was surveyed, and meets the standards that apply to it.",
    "Every change of the organisation, its sites and its leadership was reported to the program, or there was none.",
    "The practice keeps to the Participation Agreement and its guide, and to the Logo Use Guidelines.",
)


def is_on() -> bool:
    return settings.ANNIVERSARY_ATTESTATION


def anniversaries(certification) -> list[datetime.date]:
    """The days within the term on which it is one year older; the day on which the term ends is none of them."""
    days, day = [], add_years(certification.starts_on, 1)
    while day < certification.expires_on:
        days.append(day)
        day = add_years(certification.starts_on, len(days) + 1)
    return days


def latest(certification) -> datetime.date | None:
    """The anniversary that was reached last: it alone is asked about."""
    reached = [day for day in anniversaries(certification) if day <= clock.today()]
    return reached[-1] if reached else None


def ahead(certification) -> datetime.date | None:
    coming = [day for day in anniversaries(certification) if day > clock.today()]
    return coming[0] if coming else None
