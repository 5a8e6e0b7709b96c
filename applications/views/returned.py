"""What came back, on the practice's side: each thing is answered in words."""

from django.http import Http404

from applications import policies
from applications.actions import filling
from applications.forms.signing import ReplyForm
from qcp.web.forms import render_form
from qcp.web.pages import button, outcome

from .fetching import see_other, step_of, visible_application
from .steps import about_step

KEPT = "Your answer is kept. It is sent with the application."


@button
def reply(request, pk, slug):
    """The practice answers one thing that came back; a colleague's answer is shown beside, never overwritten."""
    application, step = visible_application(request, pk), step_of(slug)
    asked = asked_in(application, slug, request.POST)
    form = ReplyForm.about(asked, request.POST)
    if not form.is_valid():
        return again(request, application, step, asked, form)
    may = policies.may_edit(application, request.user)
    with outcome(request, success=KEPT, tell=not may) as result:
        filling.reply_to_return(application, slug, by=request.user, **form.cleaned_data)
    if result or not may:
        return see_other("applications:step", pk, slug)
    asked.refresh_from_db()
    return again(request, application, step, asked, form.on_top_of(asked.reply), other=asked)


def asked_in(application, slug: str, sent):
    """The thing that came back under which this form stood."""
    for asked in application.returned_last.filter(step=slug).select_related("returned_by", "replied_by"):
        if f"answer-{asked.pk}-reply" in sent:
            return asked
    raise Http404


def again(request, application, step, asked, form, other=None):
    """The same form, with what was typed; and with the colleague's answer, where there is one."""
    context = about_step(application, step, request.user)
    context |= {"asked": asked, "reply_form": form, "other": other, "threads": [], "heading": "Answer to QCP staff"}
    return render_form(request, "applications/reply.html", context, failed=True)
