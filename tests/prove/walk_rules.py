"""What always holds in a case, whoever did what: each yields sentences, none when all is well."""

from collections.abc import Iterator

from django.db.models import Sum

from applications.models import Application, Invoice
from compliance.models import Certification, Decision, Report
from compliance.readiness import uncovered, unfulfilled
from compliance.states import PUBLISHED
from qcp.access.models import Recusal
from qcp.notices.models import Message
from qcp.workflow.machines import history_of, models
from qcp.workflow.models import Case
from qcp.workflow.verify import chain_differences
from surveys.models import Survey


def lines_of(case_id) -> list:
    lines = [line for model in models() for line in history_of(model).objects.filter(case=case_id)]
    return sorted(lines, key=lambda line: line.seq)


def history_holds(case_id, who) -> Iterator[str]:
    yield from chain_differences(Case.objects.get(pk=case_id), lines_of(case_id))


def nobody_acts_after_stepping_off(case_id, who) -> Iterator[str]:
    off = dict(Recusal.objects.filter(case=case_id).values_list("user", "at"))
    for line in lines_of(case_id):
        if line.actor_id in off and line.at > off[line.actor_id]:
            yield f"{line.actor} made {line.move} after stepping off."


def money_is_what_the_books_say(case_id, who) -> Iterator[str]:
    for invoice in Invoice.objects.filter(case=case_id).annotate(owed=Sum("entries__cents")):
        if invoice.cents < 0 or (invoice.owed is not None and invoice.state == "paid" and invoice.owed != 0):
            yield f"{invoice} is paid, and {invoice.owed} is owed."


def one_certification_in_force(case_id, who) -> Iterator[str]:
    for application in Application.objects.filter(case=case_id):
        if Certification.objects.in_force().filter(practice=application.practice_id).count() > 1:
            yield "Two certifications of one practice are in force."


def no_certificate_without_every_standard(case_id, who) -> Iterator[str]:
    for decision in Decision.objects.filter(case=case_id, state="released", outcome="award"):
        yield from uncovered(decision.report)
        yield from unfulfilled(decision.report)
        if decision.application.invoices.unsettled().exists() and decision.application.state == "submitted":
            yield "Awarded while a fee was unpaid."


def no_decision_without_the_committee(case_id, who) -> Iterator[str]:
    for decision in Decision.objects.filter(case=case_id, state="released"):
        line = decision.history.get(move="release")
        if line.actor_id == decision.proposer_id or line.actor.role != "manager":
            yield "Released by its proposer, or by nobody who may."
        if decision.outcome == "award" and decision.report.reviewer_id != decision.proposer_id:
            yield "An award that the reviewer of its report did not propose."


def another_surveyor_each_time(case_id, who) -> Iterator[str]:
    done = Survey.objects.filter(case=case_id, state="report_completed").values_list("surveyor", flat=True)
    if len(done) != len(set(done)):
        yield "One surveyor surveyed twice."


def drafts_are_private(case_id, who) -> Iterator[str]:
    seen = Report.objects.visible_to(who["olivia"]).filter(case=case_id).exclude(state__in=PUBLISHED)
    proposals = Decision.objects.visible_to(who["olivia"]).filter(case=case_id).exclude(state="released")
    if seen.exists() or proposals.exists():
        yield "The practice sees a draft."


def strangers_see_nothing(case_id, who) -> Iterator[str]:
    for name in ("stan", "carl"):
        for model in (Application, Report, Decision, Certification):
            if model.objects.visible_to(who[name]).filter(case=case_id).exists():
                yield f"{name} sees {model.__name__}."


def letters_go_to_people_of_the_case(case_id, who) -> Iterator[str]:
    """Nobody who has nothing to do with the case is written to, and each letter once for its occasion."""
    strangers = {who["stan"].pk, who["carl"].pk, who["ron"].pk}
    for message in Message.objects.filter(case=case_id, recipient__in=strangers):
        yield f"{message.notice} went to {message.recipient}."


RULES = [
    history_holds,
    nobody_acts_after_stepping_off,
    money_is_what_the_books_say,
    one_certification_in_force,
    no_certificate_without_every_standard,
    no_decision_without_the_committee,
    another_surveyor_each_time,
    drafts_are_private,
    strangers_see_nothing,
    letters_go_to_people_of_the_case,
]
