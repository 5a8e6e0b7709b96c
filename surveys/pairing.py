"""Who can survey what, and if not, why not: asked by the guard for one surveyor, by the matching screen for all."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from qcp import clock

from .states import UNDER_WAY


@dataclass(frozen=True)
class Facts:
    """What speaks against people, gathered once per survey."""

    practice_id: object
    off_the_case: frozenset
    came_before: frozenset
    others: object  # every other survey

    @classmethod
    def of(cls, survey) -> "Facts":
        earlier = type(survey).objects.of(survey.application_id).exclude(pk=survey.pk)
        return cls(
            practice_id=survey.practice_id,
            off_the_case=frozenset(survey.case.recusals.values_list("user_id", flat=True)),
            came_before=frozenset(earlier.values_list("surveyor_id", flat=True)),
            others=type(survey).objects.exclude(pk=survey.pk),
        )

    @cached_property
    def at_their_limit(self) -> frozenset:
        """Asked only when somebody set a limit."""
        return frozenset(at_their_limit(self.others))


def at_their_limit(surveys) -> list:
    """Surveyors who have as many surveys under way as they take at the same time."""
    going = surveys.filter(state__in=UNDER_WAY, surveyor__surveyor__most_at_once__isnull=False)
    counted = going.order_by().values("surveyor_id", "surveyor__surveyor__most_at_once").annotate(count=Count("pk"))
    return [row["surveyor_id"] for row in counted if row["count"] >= row["surveyor__surveyor__most_at_once"]]


def objections(user, facts: Facts) -> list[str]:
    """The sentences that rule this person out; none means they can be asked."""
    surveyor = getattr(user, "surveyor", None)
    if surveyor is None:
        return [f"{user} is not on the roster of surveyors: add their entry first."]
    reasons = [f"{name}: not valid today." for name in surveyor.lacking(clock.today())]
    if not user.is_active:
        reasons.append("The account is closed.")
    if surveyor.mentor_id:
        reasons.append("In training: not named until the training has ended.")
    if surveyor.most_at_once and user.pk in facts.at_their_limit:
        reasons.append(f"Has {surveyor.most_at_once} under way already, as many as they take at the same time.")
    if any(each.rules_out(facts.practice_id, clock.today()) for each in surveyor.standing_conflicts.all()):
        reasons.append("Standing conflict with this practice.")
    if user.pk in facts.off_the_case:
        reasons.append("Off this case: a pairing was declined, or a conflict declared.")
    if user.pk in facts.came_before:
        reasons.append("Surveyed this application before: a further survey needs somebody else.")
    return reasons
