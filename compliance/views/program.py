"""The program's dashboard, for the office."""

from django.shortcuts import render

from compliance.queries import program
from qcp.web.pages import page


@page
def dashboard(request):
    """Every number leads to the list that it counts."""
    context = {
        "tallies": [tally(request.user) for tally in program.TALLIES],
        "cohorts": program.by_quarter(request.user),
    }
    return render(request, "compliance/program.html", context)
