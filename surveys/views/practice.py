"""What the practice sees of its survey: who comes, when, what to prepare. Never a finding: those come in the report."""

from django.shortcuts import render
from django.urls import reverse

from qcp.documents.models import Letter

from .. import policies
from ..answers import open_question, said
from ..queries.clocks import running_clocks
from ..sampling import sites_to_visit
from ..standing import standing_of
from ..states import BEFORE_THE_VISIT


def survey_page(request, survey):
    context = {
        "survey": survey,
        "standing": standing_of(survey),
        "visits": survey.visits.select_related("site"),
        "sites": sites_to_visit(survey.application),
        "offered": survey.application.offered_dates(),
        "question": open_question(survey.pk, request.user),
        "clocks": running_clocks(survey, "asked"),
        "is_to_prepare": survey.state in BEFORE_THE_VISIT,
        "crumbs": [("Home", reverse("web:home")), (survey.application, survey.application.get_absolute_url())],
        "answers": said(survey),
        "can_tell_arrival": policies.may_tell_arrival(survey, request.user),
        "letters": Letter.objects.of(survey),
        "can_step_off": policies.may_step_off(survey, request.user),
    }
    return render(request, "surveys/practice.html", context)
