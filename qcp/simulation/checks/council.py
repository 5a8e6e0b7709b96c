"""What the Oversight Council does: waivers by two of it, appeals by three without an earlier part."""

from collections import Counter

from compliance.models import Appeal
from compliance.states import AppealState, AppealVerdict
from practices import scoring
from practices.models import ScoreWaiver
from qcp.access.models import ConflictQuestion
from qcp.workflow.machines import history_of, models

DECISIVE = {AppealState.UPHELD: AppealVerdict.UPHOLD, AppealState.OVERTURNED: AppealVerdict.OVERTURN}
UNHEARD = (AppealState.FILED, AppealState.REFUSED_LATE, AppealState.WITHDRAWN)
SEATS = 3


def waivers_by_two():
    """Proposed by one, confirmed by another, both of them clear of conflicts; and nothing but the percentage waived."""
    for waiver in ScoreWaiver.objects.granted().select_related("practice", "round", "result"):
        confirmed = waiver.history.get(move="grant").actor_id
        proposed = waiver.proposals.first().proposed_by_id
        if confirmed == proposed:
            yield f"{waiver} was granted by one person."
        if not {confirmed, proposed} <= clear(waiver):
            yield f"{waiver} was granted by somebody who had not answered about conflicts."
        judged = scoring.judge(scoring.Figures.from_json(waiver.result.inputs))
        if judged.beside_percentage and waiver.submission.applications.exclude(submitted_on=None).exists():
            yield f"{waiver}: an application rests on scores that lack more than the percentage."


def clear(record) -> set:
    answered = ConflictQuestion.objects.filter(subject_id=record.pk, answer="none")
    return set(answered.values_list("asked_of", flat=True))


def appeals_heard_in_time():
    for appeal in Appeal.objects.exclude(last_day=None).select_related("application__practice"):
        late = appeal.filed_on > appeal.last_day
        if late and appeal.state not in UNHEARD:
            yield f"{appeal} was filed too late, and heard."
        if not late and appeal.state == AppealState.REFUSED_LATE:
            yield f"{appeal} was filed in time, and refused as late."


def panels_decide():
    """Three votes, the majority's verdict, and nobody who had acted in the application's case before."""
    for appeal in Appeal.objects.filter(state__in=DECISIVE).select_related("application__practice"):
        votes = list(appeal.votes.all())
        verdict, count = Counter(vote.verdict for vote in votes).most_common(1)[0]
        if len(votes) != SEATS or count < 2 or verdict != DECISIVE[AppealState(appeal.state)]:
            yield f"{appeal} was not decided as the majority of its panel wanted."
        if {vote.member_id for vote in votes} & acted_in(appeal.application.case_id):
            yield f"{appeal}: a member of the panel had acted in the case before."


def acted_in(case_id) -> set:
    lines = (history_of(model)._base_manager.filter(case=case_id) for model in models())
    return {actor for each in lines for actor in each.values_list("actor", flat=True)} - {None}
