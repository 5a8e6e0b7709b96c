"""What waits for whom about practices and their scores."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from qcp.accounts.models import Role
from qcp.web.queues import Line, Queue, Shelf

from . import policies
from .models import (
    AttendanceClaim,
    GrantProposal,
    Handover,
    OrganisationChange,
    PolicyRequest,
    Practice,
    ScoreState,
    ScoreSubmission,
    ScoreWaiver,
    SiteOutcome,
    WaiverState,
)
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


def to_assign(user):
    """Requests for which somebody of the council has still to be named, or that can be handed over."""
    rows = ScoreWaiver.objects.visible_to(user).for_list().order_by("requested_on")
    vacant = Q(state=WaiverState.IN_REVIEW) & (Q(council_member=None) | Q(second_member=None))
    return rows.filter(Q(state=WaiverState.REQUESTED) | vacant)


def assign_line(waiver) -> Line:
    url = reverse("admin:practices_scorewaiver_change", args=[waiver.pk])
    return Line(str(waiver), url, "Name the council members; hand it over once there is no conflict.")


def to_decide(user):
    """In review, and it is this member's turn: to decide, or to confirm what the other one proposed."""
    proposed = Exists(GrantProposal.objects.filter(waiver=OuterRef("pk"), ended_at=None))
    mine = Q(council_member=user) & ~proposed | Q(second_member=user) & proposed
    return ScoreWaiver.objects.visible_to(user).filter(mine, state=WaiverState.IN_REVIEW).for_list()


def decide_line(waiver) -> Line:
    return Line(str(waiver), waiver.get_absolute_url(), f"{waiver.practice.place}. Read the request and decide.")


def sat_on(user):
    """Every request that this council member sat on, decided or not."""
    return ScoreWaiver.objects.visible_to(user).for_list()


def sat_line(waiver) -> Line:
    return Line(str(waiver), waiver.get_absolute_url(), f"{waiver.practice.place}: {waiver.get_state_display()}.")


def own_practices(user):
    return Practice.objects.visible_to(user).for_list()


def cards(practices):
    """Each practice with where it stands."""
    return [{"practice": practice, "tracker": tracker_of(practice)} for practice in practices]


def changes_to_review(user):
    return OrganisationChange.objects.visible_to(user).open().for_list().order_by("happened_on")


def change_line(change) -> Line:
    detail = "Reported late. " if change.is_late else ""
    return Line(str(change), change.get_absolute_url(), f"{detail}{change.get_state_display()}")


def policies_to_send(user):
    return PolicyRequest.objects.visible_to(user).open().for_list()


def policy_line(request) -> Line:
    detail = ", ".join(request.titles) or "A question"
    return Line(str(request), request.get_absolute_url(), f"{detail}. Came on {request.received_on:%B %-d, %Y}.")


def webinars_to_confirm(user):
    return AttendanceClaim.objects.visible_to(user).open().for_list()


def claim_line(claim) -> Line:
    return Line(str(claim), claim.get_absolute_url(), "Took part live and was not recorded; look at the proof.")


def sites_to_survey(user):
    return SiteOutcome.objects.visible_to(user).to_survey().for_list()


def site_line(outcome) -> Line:
    return Line(f"{outcome.site} of {outcome.change.practice}", outcome.get_absolute_url(), "Needs a new survey")


def offers_to_sign(user):
    return Handover.objects.open().visible_to(user).filter(receiver__user=user).for_list()


def offer_line(handover) -> Line:
    words = f"{handover.giver.user} wants you to sign for {handover.practice}"
    return Line(words, handover.get_absolute_url(), "Accept or decline.")


QUEUES = [
    Queue("practices.offers-to-sign", "Asked to sign", Role.PRACTICE, offers_to_sign, offer_line, quiet=True),
    Queue("practices.scores-to-compare", "QOPI scores to compare", OFFICE, to_compare, compare_line),
    Queue("practices.scores-to-finish", "QOPI scores to finish", Role.PRACTICE, to_finish, finish_line, quiet=True),
    Queue("practices.waivers-to-assign", "Score waivers to hand to the council", OFFICE, to_assign, assign_line),
    Queue("practices.waivers-to-decide", "Score waivers to decide", Role.COUNCIL, to_decide, decide_line),
]
QUEUES += [
    Queue("practices.changes", "Changes of organisation", OFFICE, changes_to_review, change_line, quiet=True),
    Queue("practices.policy-requests", "Requests for policies", OFFICE, policies_to_send, policy_line, quiet=True),
    Queue(
        "practices.webinar-claims", "Webinar attendance to confirm", OFFICE, webinars_to_confirm, claim_line, quiet=True
    ),
    Queue("practices.sites-to-survey", "Sites that need a new survey", OFFICE, sites_to_survey, site_line, quiet=True),
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
    Shelf(
        "practices.waivers-sat-on",
        "Score waivers that you sit on",
        Role.COUNCIL,
        sat_on,
        sat_line,
        empty="You have not been named for a score waiver yet.",
    ),
]
