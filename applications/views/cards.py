"""Paying by card: what and how much, then the bank's own page, then waiting for the bank's word."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render

from applications import policies
from applications.actions import card_tending, cards
from applications.bank import takes_cards
from applications.bank.patience import Impatience
from applications.models import Invoice
from applications.states import CardStage, InvoiceState
from qcp.web.pages import form_page, outcome

from .fetching import see_other

POLLS = 40  # the page asks by itself for two minutes; then the person does


def visible_invoice(request, pk) -> Invoice:
    return get_object_or_404(Invoice.objects.visible_to(request.user).for_list(), pk=pk)


@form_page
def pay(request, pk):
    """Amount, what for, and what becomes of the money; the button leads to the bank's page.

    The form carries no one-shot key: the bank is asked with no transaction open, and one session stands at a time.
    """
    invoice = visible_invoice(request, pk)
    if request.method == "POST":
        return to_the_bank(request, invoice)
    if invoice.state != InvoiceState.OPEN:
        return see_other(invoice)
    context = {
        "invoice": invoice,
        "takes_cards": takes_cards(),
        "may_pay": policies.may_pay(invoice, request.user),
        "standing": invoice.card_payments.live().first(),
    }
    return render(request, "applications/pay.html", context)


def to_the_bank(request, invoice):
    with outcome(request) as done:
        payment = cards.start(invoice, by=request.user)
    if not done:
        return see_other(invoice)
    if payment.stage == CardStage.ASKED:
        payment = card_tending.tend(payment, Impatience())
    if payment.stage == CardStage.OPEN:
        return see_other(payment.url)
    return see_other("applications:waiting", invoice.pk)


@form_page
def waiting(request, pk):
    """Where the bank sends people back to. What stands in its address is not believed; only the bank itself is."""
    invoice = visible_invoice(request, pk)
    payment = invoice.card_payments.first()
    if payment is None or (request.method == "GET" and invoice.state != InvoiceState.OPEN):
        return see_other(invoice)
    if request.method == "POST":
        with outcome(request) as done:
            cards.look_now(invoice, by=request.user)
        if done:
            card_tending.tend(payment, Impatience())
            messages.info(request, "The bank was asked. This is how it stands now.")
        return see_other("applications:waiting", pk)
    context = {
        "invoice": invoice,
        "payment": payment,
        "may_pay": policies.may_pay(invoice, request.user),
        "polls": POLLS,
    }
    return render(request, "applications/waiting.html", context)
