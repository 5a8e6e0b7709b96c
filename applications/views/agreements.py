"""Step 2: read and sign each agreement."""

from django.http import Http404

from applications import policies
from applications.actions import filling
from applications.forms.signing import SignForm
from applications.steps import BY_SLUG
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .fetching import see_other, visible_application
from .steps import about_step

STEP = BY_SLUG["agreements"]


@form_page
def agreement(request, pk, topic):
    """One agreement: its exact text, and a place to sign."""
    application = visible_application(request, pk)
    text, signature = next((pair for pair in application.agreements if pair[0].slug == topic), (None, None))
    if text is None:
        raise Http404
    form = SignForm(request.POST or None, initial={"typed_name": request.user.name})
    if request.method == "POST" and form.is_valid():
        return sign(request, application, text, form)
    context = about_step(application, STEP, request.user) | {
        "text": text,
        "signature": signature,
        "heading": text.title,
        "may_sign": policies.may_sign(application, request.user),
    }
    return render_form(request, "applications/agreement.html", context, form)


def sign(request, application, text, form):
    """Sign, then on to the next agreement that is not signed yet."""
    with outcome(request, success=f"{text.title}: signed.") as result:
        filling.sign(
            application, text, by=request.user, ip_address=request.META.get("REMOTE_ADDR"), **form.cleaned_data
        )
    unsigned = [each for each, signature in application.agreements if signature is None and each != text]
    if result and unsigned:
        return see_other("applications:topic", application.pk, STEP.slug, unsigned[0].slug)
    return see_other("applications:step", application.pk, STEP.slug)
