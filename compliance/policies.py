"""Who may do what with reports, plans, decisions and certifications."""

from qcp.access import confidential, conflicts
from qcp.accounts.models import OFFICE, Role


def nobody(thing, user):
    """The portal's own move."""
    return False


def may_run(thing, user):
    """The program office runs the procedure."""
    return user.role in OFFICE


def cleared_reviewer(report, user):
    """Asked for this report, and answered that no conflict exists."""
    return conflicts.cleared(report, user, "reviewer")


def may_assess(report, user):
    """The one reviewer of the report, once cleared of conflicts."""
    return report.reviewer_id == user.pk and user.role == Role.REVIEWER and cleared_reviewer(report, user)


def may_assess_plan(plan, user):
    """A plan is assessed by whoever reviews its report."""
    return may_assess(plan.report, user)


def may_propose(application, user):
    """A decision is proposed by the reviewer of the report in force; a denial before any report by the office."""
    report = application.reports.in_force().first()
    return may_assess(report, user) if report else may_run(application, user)


def may_write_plan(plan, user):
    """Editors and signatories fill in the plan."""
    return plan.practice.has_member(user, "editor", "signatory")


def may_submit_plan(plan, user):
    """Sending a plan or its evidence is the signatory's act."""
    return plan.practice.has_member(user, "signatory")


def may_release(decision, user):
    """A manager, and never the person who proposed the decision."""
    return user.role == Role.MANAGER and decision.proposer_id != user.pk


def may_send_back(decision, user):
    """A manager may ask the reviewer to decide anew."""
    return user.role == Role.MANAGER


def may_sign_for(certification, user):
    """What a practice wants of its certification, its signatory says."""
    return certification.practice.has_member(user, "signatory")


def may_order_plaque(certification, user):
    """Editors and signatories order the plaque; the office records an order that reached it in writing."""
    return user.role in OFFICE or certification.practice.has_member(user, "editor", "signatory")


def may_appeal(application, user):
    """Appealing is the signatory's act, as everything that a practice declares."""
    return application.practice.has_member(user, "signatory")


def may_act_on_appeal(appeal, user):
    """What a practice does with its appeal, its signatory does."""
    return may_appeal(appeal.application, user)


def may_run_case(record, user):
    """The people of the office named on a confidential case, once they answered about conflicts."""
    named = user.role in OFFICE and confidential.is_named(record.case_id, user, *confidential.OFFICE_CAPACITIES)
    return named and not record.closed_elsewhere(user)


def may_sit(record, user):
    """A member of the panel, once cleared of conflicts."""
    return user.role == Role.COUNCIL and confidential.is_named(record.case_id, user, "panel")


def may_manage_case(record, user):
    """What a revocation needs is decided by a QCP manager who is named on the case."""
    return user.role == Role.MANAGER and may_run_case(record, user)


def may_answer_notice(revocation, user):
    """Responding to a notice, and asking for a hearing, is the signatory's act, once the notice was served."""
    practice = revocation.practice if revocation.served_on else None
    return practice is not None and practice.has_member(user, "signatory")


def leads_the_case(record, user):
    """The one person who may read who complained."""
    return may_run_case(record, user) and confidential.is_named(record.case_id, user, "lead")
