"""A certification as its practice sees it: term, certificate, what is made public, and giving it back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from compliance import attesting, policies
from compliance.actions import certifications
from compliance.models import Certification
from qcp.deadlines.kinds import Kind
from qcp.deadlines.models import Deadline
from qcp.documents.models import Letter
from qcp.web.pages import button, form_page, outcome, page

SHOWN = (Kind.RECERTIFICATION_GRACE, Kind.ANNIVERSARY_ATTESTATION)
WISHES = ("listed", "celebrate")


def certification_for(request, pk):
    return get_object_or_404(Certification.objects.visible_to(request.user).for_list(), pk=pk)


@page
def certification(request, pk):
    certification = certification_for(request, pk)
    context = {
        "certification": certification,
        "sites": certification.sites.all(),
        "certificate": Letter.objects.of(certification).last(),
        "plaque": certification.plaques.standing().first(),
        "deadlines": Deadline.objects.of(certification).running().filter(kind__in=SHOWN),
        "attests": attesting.is_on(),
        "may_wish": certification.in_force and policies.may_sign_for(certification, request.user),
    }
    return render(request, "compliance/certification.html", context)


@button
def wish(request, pk):
    """One wish at a time: its name, and yes or no."""
    certification = certification_for(request, pk)
    if not policies.may_sign_for(certification, request.user):
        raise Http404
    asked = {name: request.POST.get("answer") == "yes" for name in WISHES if name == request.POST.get("wish")}
    with outcome(request, success="Saved."):
        certifications.wish(certification, by=request.user, **asked)
    return redirect(certification)


@form_page
def surrender(request, pk):
    certification = certification_for(request, pk)
    if not (certification.in_force and policies.may_sign_for(certification, request.user)):
        raise Http404
    if request.method == "POST":
        with outcome(request, success="The certification is given back."):
            certifications.surrender(certification, by=request.user)
        return redirect(certification)
    return render(request, "compliance/surrender.html", {"certification": certification})
