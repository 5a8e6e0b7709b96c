"""What lets a practice apply at all: the one place that is asked, on opening and again on the day of submission."""

from practices.queries.scores import qualifying
from practices.queries.webinars import attended


def qualifying_score(practice, on):
    """The score that carries an application on that day, or None."""
    return qualifying(practice, on=on)


def problems(practice, on) -> list[str]:
    """Why the practice cannot apply on that day, each with what to do."""
    found = []
    if qualifying_score(practice, on) is None:
        found.append(
            "There is no qualifying QOPI score that is still valid. Send the scores of a new round, "
            "or wait until QCP staff have made your scores final."
        )
    if attended(practice, on=on) is None:
        found.append("Nobody of the practice attended the webinar in the last 12 months. Attend it, live or recorded.")
    return found
