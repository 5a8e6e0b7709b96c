"""Two rounds of QOPI a year, with the measures of the delivered set."""

import datetime

from practices.models import MeasureSet, Round
from practices.scoring import QCP_TRACK

SEASONS = {
    "spring": ((3, 16), (5, 11), (5, 29)),  # opens, closes, final report
    "fall": ((9, 14), (11, 9), (11, 27)),
}


def announce(first: int, last: int) -> None:
    """The rounds of these years that are not there yet."""
    latest = MeasureSet.objects.filter(track=QCP_TRACK).order_by("-code", "-version").first()
    for year in range(first, last + 1):
        for season, days in SEASONS.items():
            opens, closes, report = (datetime.date(year, *day) for day in days)
            dates = {"opens_on": opens, "closes_on": closes, "report_on": report, "measure_set": latest}
            Round.objects.get_or_create(code=f"{year}-{season}", track=QCP_TRACK, defaults=dates)
