"""Step 4: what it costs, line by line, and the invoice."""

from django.shortcuts import render

from applications import policies
from applications.actions import invoices as actions
from applications.bank import takes_cards
from applications.gaps.payment import fees_of, standing, wish
from applications.steps import BY_SLUG
from qcp.web.pages import form_page, outcome
from qcp.workflow.refusals import NotReady

from .fetching import see_other, with_invoices
from .steps import about_step


@form_page
def payment(request, pk):
    """The quote; pressing the button writes the invoice, once."""
    application = with_invoices(request, pk)
    if request.method == "POST":
        with outcome(request, success="The invoice is written. Its letter is on its way.") as done:
            invoice = actions.issue_for_practice(application, by=request.user)
        return see_other(invoice) if done else see_other("applications:payment", pk)
    step = BY_SLUG["payment"]
    context = about_step(application, step, request.user) | {
        "invoices": fees_of(application),
        "standing": standing(application),
        "wish": wish(application),
        "waits_for": step.waits_for(application),
        "takes_cards": takes_cards(),
        "may_ask": policies.may_edit(application, request.user),
        **costs(application),
    }
    return render(request, "applications/steps/payment.html", context)


def costs(application) -> dict:
    """The quote, or why there is none yet."""
    try:
        return {"quote": actions.quote_for(application)}
    except NotReady as refusal:
        return {"quote_problems": refusal.problems}
