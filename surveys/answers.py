"""How far the two declarations about conflicts have come."""

from qcp.access.models import ConflictQuestion


def standing(survey):
    """The questions that count now: those of the surveyor who is named."""
    return ConflictQuestion.objects.filter(subject_id=survey.pk, withdrawn_at=None)


def practice_cleared(survey) -> bool:
    """Did somebody who signs for the practice declare that there is no conflict?"""
    return standing(survey).filter(capacity="practice", answer=ConflictQuestion.Answer.NONE).exists()


def open_question(survey_id, user):
    """The question that this person still owes an answer to, or None. The survey itself may be closed to them."""
    return ConflictQuestion.objects.filter(
        subject_id=survey_id, asked_of_id=user.pk, withdrawn_at=None, answer=""
    ).first()
