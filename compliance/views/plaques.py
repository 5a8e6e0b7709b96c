"""The plaque of a certification: its order, how far it is, and taking the order back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from compliance import policies
from compliance.actions import plaques
from compliance.forms.plaque import PlaqueForm, beginning
from compliance.models import Certification, PlaqueOrder
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome

SENT = "Received. The plaque is ordered as you see it below."


def certification_for(request, pk):
    return get_object_or_404(Certification.objects.visible_to(request.user).for_list(), pk=pk)


@form_page
def plaque(request, pk):
    """Before the order a form; then how far it is; the form again while it can still be changed."""
    certification = certification_for(request, pk)
    order = certification.plaques.standing().first()
    may = policies.may_order_plaque(certification, request.user)
    if request.method == "POST" and not may:
        raise Http404
    is_open = may and certification.in_force and (order is None or order.can_change)
    given = {"instance": order} if order else {"initial": beginning(certification)}
    form = PlaqueForm(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=SENT):
            plaques.order(certification, by=request.user, **form.words())
        return redirect("compliance:plaque", certification.pk)
    cancelled = certification.plaques.exclude(cancelled_on=None).last()
    order = PlaqueOrder.objects.for_list().filter(pk=order.pk).first() if order else None
    context = {"certification": certification, "order": order, "is_open": is_open, "cancelled": cancelled}
    return render_form(request, "compliance/plaque.html", context, form)


@button
def cancel(request, pk):
    certification = certification_for(request, pk)
    if not policies.may_order_plaque(certification, request.user):
        raise Http404
    order = get_object_or_404(certification.plaques.standing())
    with outcome(request, success="Received. The order is cancelled."):
        plaques.cancel(order, by=request.user)
    return redirect("compliance:plaque", certification.pk)
