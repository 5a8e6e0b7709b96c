"""A signature that was given on a tablet without a network, and arrives after the last change."""

from django.http import JsonResponse

from qcp.web.pages import button, outcome

from .. import policies
from ..actions import survey as actions
from ..forms.finding import SigningForm
from .surveyor import own_survey


@button
def signed(request, pk):
    """Once received it is said so as often as it is asked; a refusal comes with its reasons."""
    survey = own_survey(request, pk)
    if survey.signed_name:
        return JsonResponse({"received": True, "name": survey.signed_name})
    form = SigningForm(request.POST)
    if not policies.may_record(survey, request.user) or not form.is_valid():
        return JsonResponse({"problems": ["Write your name as it stands on your account."]}, status=422)
    with outcome(request, tell=False) as result:
        actions.submit_findings(survey, by=request.user, **form.cleaned_data)
    if not result:
        return JsonResponse({"problems": result.problems}, status=422)
    return JsonResponse({"received": True, "name": form.cleaned_data["signature"]})
