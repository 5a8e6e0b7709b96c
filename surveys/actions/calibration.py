"""Drawing findings for a second, blind rating, and taking it down."""

import hashlib
from collections import Counter

from django.conf import settings
from django.db import transaction

from qcp import clock
from qcp.workflow.refusals import NotAllowed, NotReady

from ..models import Finding, SecondRating, Surveyor
from ..states import GIVEN, State

MOST_AT_ONCE = 500


@transaction.atomic
def draw() -> list[SecondRating]:
    """The findings of completed surveys that fall into the sample, each to the surveyor who has fewest to rate.

    Which ones fall into it follows from the finding alone: nobody chooses, and drawing again changes nothing.
    """
    fresh = Finding.objects.filter(
        visit__survey__state=State.REPORT_COMPLETED, rating__in=GIVEN, second_rating=None
    ).select_related("visit__survey__application")
    sample = [finding for finding in fresh.order_by("pk") if in_the_sample(finding)][:MOST_AT_ONCE]
    roster = [each for each in Surveyor.objects.for_list().order_by("pk") if can_rate(each)]
    open_now = Counter(SecondRating.objects.open().values_list("rater_id", flat=True))
    drawn = []
    for finding in sample:
        fit = [each for each in roster if may_rate(each, finding)]
        if fit:
            rater = min(fit, key=lambda each: (open_now[each.pk], str(each.pk)))
            open_now[rater.pk] += 1
            drawn.append(SecondRating(finding=finding, rater=rater.user))
    return SecondRating.objects.bulk_create(drawn)


def in_the_sample(finding) -> bool:
    """As even as the digest of its key."""
    return int(hashlib.sha256(finding.pk.bytes).hexdigest()[:8], 16) % 10_000 < settings.CALIBRATION_PERCENT * 100


def can_rate(surveyor) -> bool:
    return surveyor.user.is_active and not surveyor.mentor_id and not surveyor.lacking(clock.today())


def may_rate(surveyor, finding) -> bool:
    """Never who surveyed it, nobody with a connection to the practice, nobody who stepped off the case."""
    survey, today = finding.visit.survey, clock.today()
    connected = any(each.rules_out(survey.practice_id, today) for each in surveyor.standing_conflicts.all())
    return (
        surveyor.pk != survey.surveyor_id
        and not connected
        and not survey.case.recusals.filter(user=surveyor.pk).exists()
    )


@transaction.atomic
def rate(second, *, by, rating: str) -> SecondRating:
    """Given once, without knowing the first rating or whose finding it is."""
    held = SecondRating.objects.select_for_update().get(pk=second.pk)
    if held.rater_id != by.pk:
        raise NotAllowed("Somebody else was asked for this rating.")
    if held.rating:
        raise NotReady("You have given this rating already.")
    held.rating, held.rated_at = rating, clock.now()
    held.save(update_fields=["rating", "rated_at"])
    return held
