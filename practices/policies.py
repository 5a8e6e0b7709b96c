"""Who may do what with practices and their scores."""

from .states import PRACTICE_HOLDS_THE_PEN, MembershipRole

SIGNATORY, EDITOR = MembershipRole.SIGNATORY, MembershipRole.EDITOR


def may_edit_scores(submission, user):
    """Editors and signatories, and only while the practice holds the pen."""
    return submission.state in PRACTICE_HOLDS_THE_PEN and submission.practice.has_member(user, SIGNATORY, EDITOR)


def may_open_scores(practice, user):
    """Whoever fills in for the practice may begin a submission."""
    return practice.has_member(user, SIGNATORY, EDITOR)


def may_submit_scores(submission, user):
    """Handing in is signing: signatories only."""
    return submission.practice.has_member(user, SIGNATORY)


def may_withdraw_scores(submission, user):
    """What a signatory hands in, a signatory may take back."""
    return submission.practice.has_member(user, SIGNATORY)


def may_compare_scores(submission, user):
    """The office compares the figures with the report, and never somebody who belongs to the practice."""
    return user.is_staff and not submission.practice.has_member(user)


def may_run_members(practice, user):
    """Who belongs to a practice is for its signatories to say."""
    return practice.has_member(user, SIGNATORY)


def may_invite(practice, user):
    """Its signatories say who belongs to a practice; the office invites the first of them."""
    return user.is_staff or may_run_members(practice, user)


def may_release(practice, user):
    """What leaves about a practice, its signatories decide."""
    return practice.has_member(user, SIGNATORY)


def may_run_recipients(user):
    """The office knows who asks for the status of practices, and opens the way for them."""
    return user.is_staff


def may_attest_webinar(practice, user):
    """The member who watched says so; viewers only read."""
    return practice.has_member(user, SIGNATORY, EDITOR)


def may_record_webinar(user):
    """Attendance at a live webinar is recorded by the office, which held it."""
    return user.is_staff
