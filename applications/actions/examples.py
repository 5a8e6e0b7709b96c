"""Filling a whole application in with plausible answers, for the demonstration, the simulation and the tests.

Everything goes through the same acts as the pages.
"""

from applications.actions import filling, invoices, policies
from applications.catalogue.example_policy import example_policy
from applications.gaps.policies import needed
from applications.models import Application
from applications.questions.examples import example_answers
from applications.states import InvoiceState, PolicyState
from applications.steps import STEPS
from qcp import clock
from qcp.documents import checks
from qcp.workflow.system import SYSTEM


def fresh(application) -> Application:
    """The application as it is now, without what the old object remembers."""
    return Application.objects.get(pk=application.pk)


def fill_in(application, *, by, but=(), **chosen: str) -> Application:
    """Bring an application to where a signatory can submit it, except for the steps named in `but`.

    by: a signatory. chosen: answers by question.
    """
    for step in STEPS:
        if step.slug not in but:
            FILL.get(step.slug, answer)(fresh(application), step=step, by=by, chosen=chosen)
    return fresh(application)


def answer(application, *, step, by, chosen) -> None:
    for topic in application.topics(step.slug):
        filling.save_answers(application, topic, example_answers(topic, application.facts, **chosen), by=by)
        application = fresh(application)


def sign(application, *, step, by, chosen) -> None:
    for text, signature in application.agreements:
        if signature is None:
            filling.sign(application, text, by=by, typed_name=by.name, title="Medical Director", has_authority=True)


def settle(application, *, step, by, chosen) -> None:
    """Ask for the invoice; a cheque arrives the same day."""
    invoice = invoices.issue(application, by=by)
    if invoice.state == InvoiceState.OPEN:
        invoices.pay(invoice, by=SYSTEM, paid_by="cheque", reference="1001", received_on=clock.today())


def hand_in(application, *, step, by, chosen) -> None:
    """One file that holds every policy asked for, and its check."""
    asked = [{"policy_type": policy_type} for policy_type in needed(application)]
    document = policies.upload(application, by=by, file=example_policy(), citations=asked)
    checks.check(document.file)


def accept_policies(application, *, by) -> Application:
    """The office has read every document of a submitted application and accepts it."""
    for document in application.policy_documents.current().filter(state=PolicyState.CLEAN):
        policies.accept(document, by=by)
    return fresh(application)


FILL = {"policies": hand_in, "agreements": sign, "payment": settle}
