"""Which applications rest on a practice's scores."""

from applications.models import Application
from practices.queries.scores import qualifying
from qcp import clock


def objects_to_correction(submission) -> list[str]:
    """A result that carries an open application is not corrected beneath it."""
    return [
        f"{application.reference} is open and rests on these scores. They can be corrected once it has ended."
        for application in Application.objects.open().filter(practice=submission.practice_id)
        if qualifying(submission.practice, on=application.submitted_on or clock.today()) == submission
    ]
