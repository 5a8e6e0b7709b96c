"""What a practice can do next although nothing of it is under way: enter scores, or apply."""

from django.db.models import Exists, OuterRef

from applications.models import Application
from applications.states import OPEN
from compliance.models import Certification
from practices.models import MembershipRole, Practice, ScoreSubmission
from practices.queries.scores import supporting
from practices.states import ScoreState
from qcp import clock

WRITERS = (MembershipRole.SIGNATORY, MembershipRole.EDITOR)


def at_rest(user):
    """The person's own practices without an application under way or a certification in force."""
    own = Practice.objects.filter(
        memberships__user=user, memberships__ended_at=None, memberships__role__in=WRITERS
    ).for_list()
    busy = Application.objects.filter(practice=OuterRef("pk"), state__in=OPEN)
    certified = Certification.objects.in_force().filter(practice=OuterRef("pk"))
    return own.exclude(Exists(busy)).exclude(Exists(certified))


def to_begin(user):
    """`may_apply`: a result supports an application today. Without one, and none on its way, scores come first."""
    valid = supporting(clock.today()).filter(practice=OuterRef("pk"))
    mine = ScoreSubmission.objects.filter(practice=OuterRef("pk"))
    on_its_way = mine.exclude(state__in=(ScoreState.FINAL, ScoreState.WITHDRAWN))
    return at_rest(user).annotate(may_apply=Exists(valid)).exclude(Exists(on_its_way), may_apply=False)
