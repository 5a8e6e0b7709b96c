"""The bank's messages, and what the office looks into."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from applications.actions import bank_messages, card_refunds, cards
from applications.actions.concerns import settle_concern
from applications.bank.signature import is_genuine
from applications.forms.bank import OtherwiseForm, ReturnMoneyForm, SettleForm
from applications.models import BankConcern, CardPayment, CardRefund
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome


@csrf_exempt
@login_not_required
@require_POST
def stripe(request):
    """Signed by the bank, or refused without a word on why. What it says is kept once and then asked about."""
    if not settings.STRIPE_WEBHOOK_SECRETS:
        raise Http404
    body = request.body
    if not is_genuine(body, request.headers.get("Stripe-Signature", "")):
        return HttpResponseBadRequest("No.", content_type="text/plain")
    try:
        event = json.loads(body)
        event["id"], event["type"], event["data"]["object"]["object"]
    except (ValueError, KeyError, TypeError):
        return HttpResponseBadRequest("No event.", content_type="text/plain")
    bank_messages.receive(event)
    return HttpResponse("Thank you.", content_type="text/plain")


@form_page
def concern(request, pk):
    """One thing to look into: what the portal found, what can be done, and the note that ends it."""
    concern = get_object_or_404(BankConcern.objects.visible_to(request.user).for_list(), pk=pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Noted. It has left the queue."):
            settle_concern(concern, by=request.user, note=form.cleaned_data["note"])
        return redirect(concern)
    payment = concern.payment
    context = {
        "concern": concern,
        "payment": payment,
        "entries": payment.entries.all() if payment else [],
        "refunds": payment.refunds.select_related("proposed_by", "confirmed_by") if payment else [],
        "may_return": payment and payment.is_surplus and payment.money > 0,
    }
    return render_form(request, "applications/bank_concern.html", context, form)


@form_page
def return_money(request, pk):
    """Propose to send back what nobody owed."""
    payment = get_object_or_404(CardPayment.objects.visible_to(request.user).for_list(), pk=pk)
    form = ReturnMoneyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="It is proposed. Somebody else of the office has to confirm it.") as done:
            cards.propose_return(payment, by=request.user, reason=form.cleaned_data["note"])
        if done:
            return redirect(first_concern(payment))
    return render_form(request, "applications/return_money.html", {"payment": payment}, form)


@form_page
def otherwise(request, pk):
    """The bank refused, and the office paid the money back by cheque or transfer."""
    refund = visible_refund(request, pk)
    form = OtherwiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="It is in the books.") as done:
            card_refunds.paid_otherwise(refund, by=request.user, **form.cleaned_data)
        if done:
            return redirect(first_concern(refund.payment))
    return render_form(request, "applications/paid_otherwise.html", {"refund": refund}, form)


@button
def act_on_refund(request, pk, act):
    """Confirm it, take it back, or ask the bank once more."""
    refund = visible_refund(request, pk)
    if act not in ACTS:
        raise Http404
    with outcome(request, success=ACTS[act][1]):
        ACTS[act][0](refund, by=request.user)
    return redirect(first_concern(refund.payment))


ACTS = {
    "confirm": (cards.confirm_return, "Confirmed. The bank is asked to send the money back."),
    "take-back": (cards.take_return_back, "Taken back. The money stays where it is."),
    "try-again": (cards.try_again, "The bank is asked once more."),
}


def visible_refund(request, pk) -> CardRefund:
    refunds = CardRefund.objects.filter(payment__in=CardPayment.objects.visible_to(request.user))
    return get_object_or_404(refunds.select_related("payment__invoice__application__practice"), pk=pk)


def first_concern(payment):
    """The page from which money is sent back; an invoice without one has its own."""
    return payment.concerns.order_by("settled_at", "-raised_at").first() or payment.invoice
