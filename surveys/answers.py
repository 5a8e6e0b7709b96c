"""How far the two declarations about conflicts have come."""

from qcp.access.models import ConflictQuestion

NO_CONFLICT, AWAITED = "no conflict of interest declared", "answer awaited"


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


def said(survey) -> list[str]:
    """How far the two declarations are, in words that both sides may read."""
    answered = set(standing(survey).filter(answer=ConflictQuestion.Answer.NONE).values_list("capacity", flat=True))
    sides = (("practice", "The practice"), ("surveyor", "The surveyor"))
    asked = survey.surveyor_id is not None
    return [f"{name}: {NO_CONFLICT if side in answered else AWAITED}." for side, name in sides] if asked else []
