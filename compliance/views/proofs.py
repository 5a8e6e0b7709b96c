"""The proof of an item as the practice hands it in: files added, cited by page, taken out."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from compliance import policies
from compliance.actions import proofs
from compliance.forms.proof import CiteAgainForm, CiteForm, EvidenceForm
from compliance.models import PlanItem
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome

from .plans import item_page


def item_to_prove(request, pk):
    """Whoever may not write finds nothing to write to."""
    item = get_object_or_404(PlanItem.objects.visible_to(request.user).for_list(), pk=pk)
    if not policies.may_write_plan(item.plan, request.user):
        raise Http404
    return item


def proof_of(request, pk, number):
    return get_object_or_404(item_to_prove(request, pk).proofs.standing().for_list(), pk=number)


@button
def add(request, pk):
    item = item_to_prove(request, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        with outcome(request, success="The file is here and is being checked.") as done:
            proofs.add(item, by=request.user, **form.cleaned_data)
        if done:
            return redirect(item)
    return item_page(request, item, evidence=form)


@button
def cite(request, pk):
    item = item_to_prove(request, pk)
    form = CiteForm(request.POST, files=proofs.files_of_the_case(item))
    if form.is_valid():
        with outcome(request, success="The file now proves this item, too.") as done:
            proofs.cite(item, by=request.user, **form.cleaned_data)
        if done:
            return redirect(item)
    return item_page(request, item, citing=form)


@form_page
def cite_again(request, pk, number):
    proof = proof_of(request, pk, number)
    form = CiteAgainForm(request.POST or None, initial={"pages": proof.pages, "shows": proof.shows})
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Saved. Nothing is sent yet.") as done:
            proofs.cite_again(proof, by=request.user, **form.cleaned_data)
        if done:
            return redirect(proof.item)
    return render_form(request, "compliance/proof.html", {"proof": proof, "item": proof.item}, form)


@button
def remove(request, pk, number):
    proof = proof_of(request, pk, number)
    with outcome(request, success=f"“{proof.file.label}” no longer proves this item. It stays on record."):
        proofs.remove(proof, by=request.user)
    return redirect(proof.item)
