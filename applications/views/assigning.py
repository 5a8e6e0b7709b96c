"""Who of the practice does which step, and until when."""

from django.shortcuts import get_object_or_404

from applications import policies
from applications.actions import assigning as actions
from applications.forms.assigning import AssignForm
from applications.models import StepAssignment
from applications.queries.assigning import handed_out
from practices.roles import RIGHTS
from qcp.web.forms import render_form
from qcp.web.pages import button, form_page, outcome

from .fetching import crumbs, see_other, visible_application


@form_page
def people(request, pk):
    """Everybody's part; those who fill in may hand a step to somebody."""
    application = visible_application(request, pk)
    may = policies.may_edit(application, request.user)
    form = AssignForm(request.POST if request.method == "POST" else None, practice=application.practice)
    if request.method == "POST" and form.is_valid():
        wishes = form.wishes()
        with outcome(request, success=f"{wishes['to']} gets a letter about it.") as done:
            actions.assign(application, wishes.pop("step"), by=request.user, **wishes)
        if done:
            return see_other("applications:people", application.pk)
    context = {"application": application, "crumbs": crumbs(application), "may_edit": may, "rights": RIGHTS}
    context["handed"] = handed_out(application)
    return render_form(request, "applications/people.html", context, form)


@button
def handed(request, pk):
    """The assignee is done, or somebody takes the step back."""
    found = get_object_or_404(StepAssignment.objects.visible_to(request.user).for_list(), pk=pk)
    done = request.POST.get("act") == "done"
    with outcome(request, success="Thank you: whoever handed it to you is told." if done else "Taken back."):
        (actions.finish if done else actions.take_back)(found, by=request.user)
    return see_other("applications:people", found.application_id)
