"""What waits for whom about practices and their scores."""

from qcp.accounts.models import Role
from qcp.web.queues import Line, Queue, Shelf

from . import policies
from .models import Practice, ScoreState, ScoreSubmission
from .panels import tracker_of

OFFICE = (Role.STAFF, Role.MANAGER)


def to_compare(user):
    return ScoreSubmission.objects.visible_to(user).waiting_for_staff().for_list().order_by("submitted_on")


def to_finish(user):
    """Drafts and returned figures of the person's own practices."""
    mine = ScoreSubmission.objects.visible_to(user).filter(
        practice__memberships__user=user,
        practice__memberships__ended_at=None,
        practice__memberships__role__in=(policies.SIGNATORY, policies.EDITOR),
        state__in=(ScoreState.DRAFT, ScoreState.RETURNED),
    )
    return mine.for_list()


def compare_line(submission) -> Line:
    return Line(str(submission), submission.get_absolute_url(), "Compare the figures with the attached report.")


def finish_line(submission) -> Line:
    detail = {
        ScoreState.DRAFT: "Finish the figures; a signatory sends them to QCP staff.",
        ScoreState.RETURNED: "QCP staff sent them back. Correct them and send them again.",
    }
    return Line(str(submission), submission.get_absolute_url(), detail[submission.state])


def own_practices(user):
    return Practice.objects.visible_to(user).for_list()


def cards(practices):
    """Each practice with where it stands."""
    return [{"practice": practice, "tracker": tracker_of(practice)} for practice in practices]


QUEUES = [
    Queue("practices.scores-to-compare", "QOPI scores to compare", OFFICE, to_compare, compare_line),
    Queue("practices.scores-to-finish", "QOPI scores to finish", Role.PRACTICE, to_finish, finish_line, quiet=True),
]
SHELVES = [
    Shelf(
        "practices.own",
        "Your practice",
        Role.PRACTICE,
        own_practices,
        lambda practice: Line(str(practice), practice.get_absolute_url(), f"{practice.number}, {practice.place}"),
        template="practices/_card.html",
        prepare=cards,
        empty="You belong to no practice yet. Ask a signatory of your practice to invite you.",
    ),
]
