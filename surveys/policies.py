"""Who may do what with a survey. (What is still missing first: readiness.py)"""

from practices.models import MembershipRole
from qcp.accounts.models import Role

from .states import OPEN_TO_SURVEYOR, State


def nobody(survey, user):
    """Only the portal itself makes this move."""
    return False


def may_arrange(survey, user):
    """The office names surveyors, sets dates and checks findings."""
    return user.is_staff


def may_order(application, user):
    """Requiring a further survey is at the program's sole discretion, so it is the manager's."""
    return user.is_manager


def may_decline(survey, user):
    """Either side can say no to the pairing: the surveyor who was named, or who signs for the practice."""
    return user.pk == survey.surveyor_id or signs_for_the_practice(survey, user)


def may_step_off(survey, user):
    """A conflict can be declared at any time before the visit begins, by either side."""
    return survey.state in (State.CONFIRMED, State.SCHEDULED) and may_decline(survey, user)


def may_tell_arrival(survey, user):
    """Who fills in for the practice says how to get in, from the day the date is set until the findings are in."""
    fills_in = survey.application.practice.has_member(user, MembershipRole.SIGNATORY, MembershipRole.EDITOR)
    return survey.state in (State.SCHEDULED, State.IN_PROGRESS) and fills_in


def may_survey(survey, user):
    """Findings are the named surveyor's alone, once both sides have declared that there is no conflict."""
    return user.role == Role.SURVEYOR and user.pk == survey.surveyor_id and survey.state in OPEN_TO_SURVEYOR


def may_record(survey, user):
    """Findings can be changed only while the survey is under way; submitting locks them."""
    return survey.state == State.IN_PROGRESS and may_survey(survey, user)


def may_hand_over(survey, user):
    """Whoever has surveyed there may have written what never arrived, also after the record was closed to them."""
    if user.role != Role.SURVEYOR:
        return False
    has_begun = survey.history.filter(actor=user, move="begin").exists()
    return has_begun or survey.surveyor_id == user.pk or survey.operations.filter(by=user).exists()


def signs_for_the_practice(survey, user):
    """Declaring conflicts for the practice is signing for it."""
    return survey.application.practice.has_member(user, MembershipRole.SIGNATORY)
