"""The anniversary attestation: asked of the signatory, read by everybody who sees the certification."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from compliance import attesting, policies
from compliance.actions import attestations
from compliance.forms.attestation import AttestationForm
from compliance.models import Certification
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.models import Letter
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome


def certification_for(request, pk):
    """Where the program does not ask for it, there is no such page."""
    if not attesting.is_on():
        raise Http404
    return get_object_or_404(Certification.objects.visible_to(request.user).for_list(), pk=pk)


@form_page
def attestation(request, pk):
    """What is said, what was said before, and for the signatory the form while it is asked."""
    certification = certification_for(request, pk)
    may = policies.may_sign_for(certification, request.user)
    if request.method == "POST" and not may:
        raise Http404
    clock = deadlines.running(certification, Kind.ANNIVERSARY_ATTESTATION)
    form = AttestationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Received. The attestation is signed."):
            attestations.attest(certification, by=request.user, **form.words())
        return redirect("compliance:attestation", pk)
    context = {
        "certification": certification,
        "sites": certification.sites.filter(until_on=None),
        "statements": attesting.STATEMENTS,
        "clock": clock,
        "ahead": attesting.ahead(certification) if certification.in_force else None,
        "may_sign": may and clock is not None,
        "signed": with_letters(certification),
    }
    return render_form(request, "compliance/attestation.html", context, form)


def with_letters(certification) -> list:
    signed = list(certification.attestations.for_list())
    frozen = Letter.objects.filter(subject_id__in=[each.pk for each in signed])
    letters = {letter.subject_id: letter for letter in frozen}
    return [(each, letters.get(each.pk)) for each in signed]


@button
def read(request, pk):
    """The office has looked at what differs."""
    certification = certification_for(request, pk)
    if not policies.may_run(certification, request.user):
        raise Http404
    attestation = get_object_or_404(certification.attestations.to_read().for_list())
    with outcome(request, success="Noted as read."):
        attestations.read(attestation, by=request.user)
    return redirect("compliance:attestation", pk)
