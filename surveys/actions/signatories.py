"""The right to sign for a practice changes hands while it is being asked about conflicts of interest."""

from qcp import clock
from qcp.access.models import ConflictQuestion

from .. import notices
from ..answers import practice_cleared
from ..models import Survey
from ..states import State
from . import pairing


def signatories_changed(practice, *, person, signs: bool) -> None:
    """Who may sign now is asked what is still open; who may no longer is not asked any more. Answers given stay."""
    for survey in Survey.objects.filter(application__practice=practice, state=State.PROPOSED):
        if signs and not practice_cleared(survey):
            about = f"{survey.surveyor} of {survey.surveyor.surveyor.place}, as your surveyor"
            pairing.ask(survey, person, notices.PRACTICE_ASKED, "practice", about=about)
        if not signs:
            open_question = ConflictQuestion.objects.filter(subject_id=survey.pk, asked_of=person, capacity="practice")
            open_question.filter(answer="", withdrawn_at=None).update(withdrawn_at=clock.now())
