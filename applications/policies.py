"""Who may do what with an application."""

from practices.states import MembershipRole

from .states import EDITABLE, OPEN, ExtensionState, PolicyState, State

SIGNATORY, EDITOR = MembershipRole.SIGNATORY, MembershipRole.EDITOR


def nobody(thing, user):
    """The move is the portal's own: it follows from a clock or from another act."""
    return False


def may_open(practice, user):
    """Whoever may fill an application in may open it: signatories and editors."""
    return practice.has_member(user, SIGNATORY, EDITOR)


def may_edit(application, user):
    """Signatories and editors, and only while the practice holds the pen."""
    return application.state in EDITABLE and application.practice.has_member(user, SIGNATORY, EDITOR)


def may_edit_step(application, user, step: str):
    """Whoever may edit, and a member to whom this one step was handed, until it is done."""
    if may_edit(application, user):
        return True
    if application.state not in EDITABLE or not application.practice.has_member(user):
        return False
    return application.assignments.filter(step=step, assignee=user, done_at=None, withdrawn_at=None).exists()


def may_sign(application, user):
    """Signing binds the practice: signatories only, while it holds the pen or another legal entity is asked anew."""
    return may_submit(application, user) and (application.state in EDITABLE or application.owes_consent)


def may_submit(application, user):
    """Submitting is signing: signatories only."""
    return application.practice.has_member(user, SIGNATORY)


def may_withdraw(application, user):
    """Giving an application up is the signatory's decision."""
    return application.practice.has_member(user, SIGNATORY)


def may_review(application, user):
    """The office checks that an application is complete, except for people who belong to the practice."""
    return user.is_staff and not application.practice.has_member(user)


def may_answer(application, user):
    """What the office asks beside an application is answered by those who fill it in."""
    return application.practice.has_member(user, SIGNATORY, EDITOR)


def may_read(application, user):
    """Everyone of the practice, and the office."""
    return user.is_staff or application.practice.has_member(user)


def may_run_invoices(invoice, user):
    """The office keeps the books, except for people who belong to the practice."""
    return user.is_staff and not invoice.practice.has_member(user)


def may_pay(invoice, user):
    """Signatories and editors pay by card, whatever the application's state."""
    return invoice.practice.has_member(user, SIGNATORY, EDITOR)


def may_settle_concern(concern, user):
    """The office looks into money that no rule decides about, except for people who belong to the practice."""
    return user.is_staff and (concern.invoice is None or may_run_invoices(concern.invoice, user))


def may_waive(invoice, user):
    """Giving a fee up is the manager's own decision."""
    return user.is_manager and may_run_invoices(invoice, user)


def may_confirm_refund(invoice, user):
    """Money goes back only when two people of the office agree: never the one who proposed it."""
    proposal = invoice.refund_proposal
    return may_run_invoices(invoice, user) and (proposal is None or proposal.proposed_by_id != user.pk)


def may_judge_policy(document, user):
    """The office accepts or returns policies while the application is open, never people of the practice itself."""
    return document.application.state in OPEN and may_review(document.application, user)


def may_remove(document, user):
    """Taking a file out, and putting it back, is for whoever fills the application in."""
    return may_edit(document.application, user)


def may_replace(document, user):
    """Whoever fills the application in; a returned or refused file also while the office has the application."""
    application = document.application
    sent_back = document.state in (PolicyState.RETURNED, PolicyState.REJECTED)
    while_reviewed = sent_back and application.state == State.SUBMITTED
    writes = application.practice.has_member(user, SIGNATORY, EDITOR)
    return writes and (application.state in EDITABLE or while_reviewed)


def may_request_extension(application, user):
    """Asking for more time costs the practice money: its signatories only."""
    return application.practice.has_member(user, SIGNATORY)


def may_record_extension(application, user):
    """A request that came in writing elsewhere is recorded by the office, never by people of the practice itself."""
    return may_review(application, user)


def may_add_extension_evidence(extension, user):
    """Whoever fills in for the practice, and the office for what came by letter, until it is decided."""
    application = extension.application
    writes = application.practice.has_member(user, SIGNATORY, EDITOR) or may_record_extension(application, user)
    return extension.state == ExtensionState.REQUESTED and writes


def may_withdraw_extension(extension, user):
    """What a signatory asks for, a signatory takes back."""
    return may_request_extension(extension.application, user)


def may_decide_extension(extension, user):
    """Granting and denying are at the manager's sole discretion, and not for people of the practice."""
    return user.is_manager and may_review(extension.application, user)
