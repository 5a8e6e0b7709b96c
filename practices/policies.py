"""Who may do what with practices and their scores."""

from qcp.access import conflicts
from qcp.accounts.models import Role

from .states import OPEN_CHANGE, OPEN_WAIVER, PRACTICE_HOLDS_THE_PEN, MembershipRole

SIGNATORY, EDITOR = MembershipRole.SIGNATORY, MembershipRole.EDITOR


def may_edit_scores(submission, user):
    """Editors and signatories, and only while the practice holds the pen."""
    return submission.state in PRACTICE_HOLDS_THE_PEN and submission.practice.has_member(user, SIGNATORY, EDITOR)


def may_open_scores(practice, user):
    """Whoever fills in for the practice may begin a submission."""
    return practice.has_member(user, SIGNATORY, EDITOR)


def may_import_scores(practice, user):
    """The office brings in files for any practice, and never somebody who belongs to it."""
    return user.is_staff and not practice.has_member(user)


def may_submit_scores(submission, user):
    """Handing in is signing: signatories only."""
    return submission.practice.has_member(user, SIGNATORY)


def may_withdraw_scores(submission, user):
    """What a signatory hands in, a signatory may take back."""
    return submission.practice.has_member(user, SIGNATORY)


def may_compare_scores(submission, user):
    """The office compares the figures with the report, and never somebody who belongs to the practice."""
    return user.is_staff and not submission.practice.has_member(user)


def may_request_waiver(submission, user):
    """Asking the Oversight Council is the signatory's act."""
    return submission.practice.has_member(user, SIGNATORY)


def may_record_waiver(submission, user):
    """A request that came in writing elsewhere is recorded by the office, never by people of the practice itself."""
    return may_compare_scores(submission, user)


def may_withdraw_waiver(waiver, user):
    """What a signatory asked for, a signatory may take back."""
    return waiver.practice.has_member(user, SIGNATORY)


def may_add_evidence(waiver, user):
    """Editors and signatories add evidence until the council has decided."""
    return waiver.state in OPEN_WAIVER and waiver.practice.has_member(user, SIGNATORY, EDITOR)


def may_run_waivers(waiver, user):
    """The office names the council members, and never somebody who belongs to the practice."""
    return user.is_staff and not waiver.practice.has_member(user)


def may_decide_waiver(waiver, user):
    """The council member who was named for it, after answering that there is no conflict."""
    named = user.role == Role.COUNCIL and waiver.council_member_id == user.pk
    return named and conflicts.cleared(waiver, user, "council")


def may_confirm_waiver(waiver, user):
    """A second council member, likewise without conflict: nobody grants a waiver alone."""
    named = user.role == Role.COUNCIL and waiver.second_member_id == user.pk
    return named and waiver.council_member_id != user.pk and conflicts.cleared(waiver, user, "council-second")


def may_leave_waiver(waiver, user):
    """Either council member may step off at any time before the decision."""
    return waiver.state in OPEN_WAIVER and user.pk in (waiver.council_member_id, waiver.second_member_id)


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


def may_report_change(practice, user):
    """A report speaks for the practice: its signatories."""
    return practice.has_member(user, SIGNATORY)


def may_open_change(practice, user):
    """The office takes up a change that nobody reported, but never for a practice of one's own."""
    return user.is_staff and not practice.has_member(user)


def may_review_change(change, user):
    """The office reviews and determines, but never for a practice of one's own."""
    return may_open_change(change.practice, user)


def may_add_change_evidence(change, user):
    """Whoever fills in for the practice, and the office for what came by letter, until it is determined."""
    writes = change.practice.has_member(user, SIGNATORY, EDITOR) or may_review_change(change, user)
    return change.state in OPEN_CHANGE and writes


def may_withdraw_change(change, user):
    """What a signatory reports, a signatory takes back."""
    return may_report_change(change.practice, user)


def may_record_requests(user):
    """Requests for policies come to the office, which keeps and answers them."""
    return user.is_staff


def may_claim_webinar(practice, user):
    """Whoever took part says so: a member who may fill in for the practice."""
    return may_attest_webinar(practice, user)


def may_answer_claim(claim, user):
    """The office knows who was there; never for a practice of one's own."""
    return may_record_webinar(user) and not claim.practice.has_member(user)
