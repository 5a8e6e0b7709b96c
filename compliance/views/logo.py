"""The logo kit of a certified practice: there while it is certified, gone in the minute in which it is not."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from compliance.models import Certification
from compliance.queries.logo_kit import MARKS, WHOLE, WORDS, content, rules, type_of
from qcp.documents.downloads import SEALED
from qcp.web.pages import page

GONE = 410


def certification_for(request, pk):
    return get_object_or_404(Certification.objects.visible_to(request.user).for_list(), pk=pk)


@page
def logo(request, pk):
    return kit_page(request, certification_for(request, pk))


@page
def logo_file(request, pk, name):
    """Asked anew for every file, so that an old link is worth nothing once the certification is over."""
    certification = certification_for(request, pk)
    if not certification.in_force:
        return kit_page(request, certification, status=GONE)
    found = content(certification, name)
    if found is None:
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="{certification.number}-{name}"'}
    return HttpResponse(found, content_type=type_of(name), headers=SEALED | named)


def kit_page(request, certification, status=200):
    successor = Certification.objects.visible_to(request.user).filter(renews=certification).first()
    kit = {"marks": MARKS, "rules": rules(certification), "words": WORDS, "whole": WHOLE}
    context = {"certification": certification, "successor": successor, **kit}
    return render(request, "compliance/logo.html", context, status=status)
