"""What the roster asks of the office: papers that run out, connections in a surveyor's own words."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from qcp import clock
from qcp.accounts.models import OFFICE, Role
from qcp.deadlines.lengths import add_days
from qcp.web.queues import Line, Queue

from .models import Credential, SecondRating, StandingConflict, Surveyor

SOON = 60


def papers_to_see_to(user):
    """Surveyors whose papers run out within sixty days, or who reported one that nobody has checked."""
    surveyors = Surveyor.objects.visible_to(user).filter(user__is_active=True).for_list()
    lasting = surveyors.with_papers_until(add_days(clock.today(), SOON))
    reported = Credential.objects.filter(surveyor=OuterRef("pk"), to_check=True)
    return surveyors.filter(~Q(pk__in=lasting.values("pk")) | Exists(reported))


def connections_to_match(user):
    """Organisations that surveyors named in their own words, and that are matched to no practice yet."""
    return StandingConflict.objects.visible_to(user).filter(practice=None).select_related("surveyor__user")


def on_the_roster(surveyor) -> Line:
    ends = [each.expires_on for each in surveyor.standing_papers()]
    missing = [f"{name}: not valid" for name in surveyor.lacking(clock.today())]
    to_check = ["a reported paper to check"] if any(each.to_check for each in surveyor.credentials.all()) else []
    url = reverse("admin:surveys_surveyor_change", args=[surveyor.pk])
    return Line(str(surveyor), url, "; ".join([*missing, *to_check]), min(ends, default=None))


def as_declared(connection) -> Line:
    return Line(str(connection), reverse("admin:surveys_surveyor_change", args=[connection.surveyor_id]))


def second_ratings(user):
    return SecondRating.objects.visible_to(user).filter(rater=user).open().for_list()


PAPERS, CONNECTIONS = "Surveyors' papers to see to", "Surveyors' connections to match to a practice"
OF_THE_ROSTER = [
    Queue("surveys.papers", PAPERS, OFFICE, papers_to_see_to, on_the_roster, quiet=True),
    Queue("surveys.second-ratings", "Findings to rate a second time", Role.SURVEYOR, second_ratings, quiet=True),
    Queue("surveys.connections", CONNECTIONS, OFFICE, connections_to_match, as_declared, quiet=True),
]
