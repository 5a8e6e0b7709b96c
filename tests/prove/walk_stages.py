"""Where the walks begin: for each workflow some points of a case, made by the real actions; and its usual next acts."""

from datetime import timedelta

from django.conf import settings as chosen

from applications.actions import invoices
from applications.actions.fees import bring_in_what_is_delivered
from applications.models import PolicyDocument
from applications.states import InvoiceKind
from compliance.actions import assessment, decisions, items, plans, reports
from compliance.states import Outcome
from qcp import clock
from qcp.accounts.models import Role, User
from qcp.deadlines.lengths import add_days
from qcp.workflow import chain
from qcp.workflow.system import SYSTEM
from surveys.actions import survey as surveys
from tests.factories import compliance as made
from tests.factories.applications import ApplicationFactory, practice_of
from tests.factories.scores import handed_in
from tests.factories.surveys import arranged, enlist

ROLES = {
    "olivia": Role.PRACTICE, "eddie": Role.PRACTICE, "stan": Role.PRACTICE, "stella": Role.STAFF, "max": Role.MANAGER,
    "mona": Role.MANAGER, "rita": Role.REVIEWER, "ron": Role.REVIEWER, "sam": Role.SURVEYOR, "sue": Role.SURVEYOR,
    "carl": Role.COUNCIL,
}  # fmt: skip


def people() -> dict[str, User]:
    made_up = {
        name: User.objects.create_user(f"{name}@walk.example", None, name=name, role=ROLES[name]) for name in ROLES
    }
    bring_in_what_is_delivered()
    for name in ("sam", "sue"):
        enlist(made_up[name])
    return made_up


def charge(application):
    return invoices.issue(application, InvoiceKind.EXTENSION, by=SYSTEM)


def owed(who):
    return charge(made.pending_application(who["olivia"]))


def paid(who):
    return invoices.pay(owed(who), by=who["stella"], paid_by="ach", reference="T-1", received_on=clock.today())


def submitted_application(who):
    application = ApplicationFactory(submitted=True, practice=practice_of(who["olivia"], who["eddie"]))
    chain.begin(application, by=who["olivia"])
    return application


def document(who):
    application = submitted_application(who)
    document = PolicyDocument.objects.create(case=application.case, application=application, title="Our rules")
    chain.begin(document, by=who["olivia"])
    return document


def scheduled(who, surveyor="sam"):
    return arranged(who[surveyor], who["olivia"], who["stella"], on=add_days(clock.today(), 30))


def unassigned(who):
    return surveys.unassign(scheduled(who, "sue"), by=who["stella"], note="Anew.")


def of_reviewer(make, *more):
    return lambda who: make(who["rita"], who["olivia"], *more)


STAGES = {
    "score-submission": [lambda who: handed_in(who["olivia"])],
    "application": [submitted_application, lambda who: made.pending_application(who["olivia"])],
    "invoice": [owed, paid],
    "policy-document": [document],
    "survey": [scheduled, unassigned],
    "report": [lambda who: made.drafted(who["olivia"]), of_reviewer(made.in_review, (made.UNMET,))],
    "action-plan": [of_reviewer(made.open_plan), of_reviewer(made.proven_plan)],
    "decision": [of_reviewer(made.proposed_award), of_reviewer(made.proposed_denial)],
    "certification": [lambda who: made.certified(who["rita"], who["olivia"], who["mona"])],
}


def inputs(slug: str, move: str, record, who) -> dict:
    """What a move asks for beside a reason, given sensibly."""
    match slug, move:
        case "invoice", "pay":
            return {"paid_by": "ach", "reference": "T-2", "received_on": clock.today()}
        case "survey", "propose":
            return {"surveyor": who["sam"]}
        case "survey", "schedule" | "reschedule":
            days = sorted(record.application.offered_days()) if hasattr(record.application, "offered_days") else []
            day = next((each for each in days if each > clock.today()), add_days(clock.today(), 30))
            return {"plan": dict.fromkeys(record.application.sites(), day), "agreed": "By telephone."}
        case "survey", "submit_findings":
            return {"signature": "Sam"}
        case "application", "return":
            return {"steps": {"policies": "Hand in the missing one."}}
        case "application", "reopen":
            return {"final_deadline": add_days(clock.today(), 60)}
    return {}


# --- What usually comes next: (slug, state) -> act(record, who) -----------------------------------------------------


def fill_the_plan(plan, who):
    for item in plan.items.for_list():
        items.save_item(item, by=who["olivia"], **made.PLANNED)
    plans.submit_plan(plan, by=who["olivia"])


def accept_the_plan(plan, who):
    items.accept_the_rest(plan, by=who["rita"])
    plans.accept_plan(plan, by=who["rita"])


def prove_the_plan(plan, who):
    for item in plan.items.for_list():
        made.prove(item, who["olivia"])
    plans.submit_evidence(plan, by=who["olivia"])


def verify_the_plan(plan, who):
    items.accept_the_rest(plan, by=who["rita"])
    plans.verify(plan, by=who["rita"])


def send(report, who):
    made.hand_over(report, who["rita"])


def issue(report, who):
    assessment.confirm_the_rest(report, by=who["rita"])
    reports.issue(report, by=who["rita"])


def release(decision, who):
    decisions.release(decision, by=who["mona"])
    decisions.release_due(clock.now() + timedelta(seconds=chosen.UNDO_SECONDS))


def decide_anew(decision, who):
    reasons = "It is not shown." if decision.outcome == Outcome.DENIAL else ""
    decisions.propose(decision.application, by=who["rita"], outcome=decision.outcome, reasons=reasons)


NEXT = {
    ("action-plan", "open"): fill_the_plan,
    ("action-plan", "plan_submitted"): accept_the_plan,
    ("action-plan", "plan_accepted"): prove_the_plan,
    ("action-plan", "evidence_submitted"): verify_the_plan,
    ("report", "draft"): send,
    ("report", "in_review"): issue,
    ("decision", "proposed"): release,
    ("decision", "returned"): decide_anew,
    ("invoice", "paid"): lambda invoice, who: invoices.propose_refund(invoice, by=who["max"], note="Because."),
}
