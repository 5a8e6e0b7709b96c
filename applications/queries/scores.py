"""Which applications rest on a practice's scores."""

from applications.models import Application


def objects_to_correction(submission) -> list[str]:
    """A result that carries an open application is not corrected beneath it."""
    return [
        f"{application.reference} is open and rests on these scores. They can be corrected once it has ended."
        for application in Application.objects.open().filter(score_submission=submission.pk)
    ]
