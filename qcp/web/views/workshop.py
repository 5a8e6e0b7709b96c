"""The gallery: every component in every variant on one page, to look at and to test."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from qcp.web.gallery import samples
from qcp.web.pages import page


@page
def gallery(request):
    if not (getattr(settings, "EMBEDDED", False) or request.user.is_staff):
        raise Http404
    return render(request, "web/gallery.html", samples())
