"""A finding to rate a second time: what was written, not by whom, not where, and not how it was rated."""

import re

from django.shortcuts import get_object_or_404, redirect, resolve_url

from applications.models import Evidence
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from ..actions import calibration as actions
from ..forms.calibration import SecondRatingForm
from ..models import SecondRating


@form_page
def second_rating(request, pk):
    second = get_object_or_404(
        SecondRating.objects.visible_to(request.user).filter(rater=request.user).for_list(), pk=pk
    )
    form = SecondRatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with outcome(request, success="Kept. It changes nothing for the practice.") as done:
            actions.rate(second, by=request.user, rating=form.cleaned_data["rating"])
        if done:
            return redirect("web:home")
    finding = second.finding
    context = {
        "second": second,
        "standard": finding.standard,
        "methods": [Evidence(method).label for method in finding.methods],
        "notes": blinded("\n".join((finding.notes, finding.reason)).strip(), finding.visit.survey),
        "crumbs": [("Home", resolve_url("web:home"))],
    }
    return render_form(request, "surveys/second_rating.html", context, form)


def blinded(text: str, survey) -> str:
    """Without the names of the practice, of its sites and cities, and of who wrote it."""
    practice = survey.application.practice
    sites = practice.sites.values_list("name", "city")
    names = {practice.legal_name, practice.city, str(survey.surveyor), *(each for row in sites for each in row)}
    known = sorted((name for name in names if name), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, known)), "[name]", text, flags=re.IGNORECASE) if known else text
