"""The document that shows what the answers about eligibility say."""

from applications.actions import filling
from applications.forms.proof import ProofForm
from applications.steps import BY_SLUG
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome

from .fetching import see_other, visible_application
from .steps import about_proof, about_step

STEP = BY_SLUG["eligibility"]
TAKEN = "The document was handed in. It is being checked; you need not wait for that."


@form_page
def proof(request, pk):
    """What was handed in, and a place for more."""
    application = visible_application(request, pk)
    topic = application.topics(STEP.slug)[0]
    about = about_proof(application, topic)
    if request.method == "POST" and not about:
        return see_other("applications:step", pk, STEP.slug)
    form = ProofForm(topic.proof, request.POST, request.FILES) if request.method == "POST" else about.get("proof_form")
    if request.method == "POST" and form.is_valid():
        with outcome(request, success=TAKEN):
            filling.hand_in_proof(application, topic, by=request.user, file=form.cleaned_data["file"])
        return see_other("applications:step", pk, STEP.slug)
    context = about_step(application, STEP, request.user) | about | {"proof_form": form}
    return render_form(request, "applications/proof.html", context)
