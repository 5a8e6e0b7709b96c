"""One invoice: what for, how to pay, how it stands; and the first half of a refund."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from applications import policies
from applications.actions import invoices as actions
from applications.bank import takes_cards
from applications.forms.invoices import RefundForm
from applications.models import Invoice
from qcp.documents.letters import pdf_response
from qcp.documents.models import Letter
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page


@page
def invoice(request, pk):
    invoice = get_object_or_404(Invoice.objects.visible_to(request.user).for_list(), pk=pk)
    office = request.user.is_staff
    context = {
        "invoice": invoice,
        "letters": [letter for letter in Letter.objects.of(invoice) if letter.template != "invoice"],
        "history": invoice.history.select_related("actor").order_by("-version"),
        "takes_cards": takes_cards(),
        "may_pay": policies.may_pay(invoice, request.user),
        "taken_back": invoice.card_payments.filter(is_short=True).exists(),
        "cards": invoice.card_payments.select_related("asked_by").prefetch_related("refunds") if office else [],
        "entries": invoice.entries.all() if office else [],
        "may_propose": policies.may_run_invoices(invoice, request.user) and invoice.state == Invoice.State.PAID,
    }
    return render(request, "applications/invoice.html", context)


@page
def invoice_pdf(request, pk):
    """The invoice as it was written, for ever the same."""
    invoice = get_object_or_404(Invoice.objects.visible_to(request.user), pk=pk)
    letter = Letter.objects.of(invoice).filter(template="invoice").first()
    if letter is None:
        raise Http404
    return pdf_response(letter)


@form_page
def propose_refund(request, pk):
    """Somebody of the office proposes; somebody else confirms at the desk."""
    invoice = get_object_or_404(Invoice.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_run_invoices(invoice, request.user):
        raise Http404
    form = RefundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="The refund is proposed. Somebody else of the office has to confirm it.") as done:
            actions.propose_refund(invoice, by=request.user, note=form.cleaned_data["note"])
        if done:
            return redirect(invoice)
    return render_form(request, "applications/refund.html", {"invoice": invoice}, form)
