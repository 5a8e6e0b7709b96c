"""Who can survey what, and if not, why not: asked by the guard for one surveyor, by the matching screen for all."""

from dataclasses import dataclass

from qcp import clock


@dataclass(frozen=True)
class Facts:
    """What speaks against people, gathered once per survey."""

    practice_id: object
    off_the_case: frozenset
    came_before: frozenset

    @classmethod
    def of(cls, survey) -> "Facts":
        earlier = type(survey).objects.of(survey.application_id).exclude(pk=survey.pk)
        return cls(
            practice_id=survey.practice_id,
            off_the_case=frozenset(survey.case.recusals.values_list("user_id", flat=True)),
            came_before=frozenset(earlier.values_list("surveyor_id", flat=True)),
        )


def objections(user, facts: Facts) -> list[str]:
    """The sentences that rule this person out; none means they can be asked."""
    surveyor = getattr(user, "surveyor", None)
    if surveyor is None:
        return [f"{user} is not on the roster of surveyors: add their entry first."]
    reasons = [f"{name}: not valid today." for name in surveyor.lacking(clock.today())]
    if not user.is_active:
        reasons.append("The account is closed.")
    if any(each.practice_id == facts.practice_id for each in surveyor.standing_conflicts.all()):
        reasons.append("Standing conflict with this practice.")
    if user.pk in facts.off_the_case:
        reasons.append("Off this case: a pairing was declined, or a conflict declared.")
    if user.pk in facts.came_before:
        reasons.append("Surveyed this application before: a further survey needs somebody else.")
    return reasons
