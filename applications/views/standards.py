"""What the practice is judged by, and what changed since it last applied."""

from django.shortcuts import render

from applications.queries.crosswalk import edition_before
from applications.queries.standards import sheet
from applications.views.fetching import crumbs, visible_application
from qcp.web.pages import page


@page
def standards(request, pk):
    application = visible_application(request, pk)
    found = sheet(application, since=edition_before(application))
    context = {"application": application, "sheet": found, "crumbs": crumbs(application), "known": "you applied"}
    return render(request, "applications/standards.html", context)
