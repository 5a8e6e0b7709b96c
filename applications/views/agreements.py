"""Step 2: read and sign each agreement."""

from django.http import Http404, HttpResponse

from applications import policies
from applications.actions import filling
from applications.actions.letters import signed_words
from applications.forms.signing import SignForm
from applications.steps import BY_SLUG
from qcp.documents.downloads import SEALED
from qcp.documents.pdf import render_pdf
from qcp.web.forms import render_form
from qcp.web.pages import form_page, outcome, page

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
    form = SignForm(request.POST or None, initial=known_of(application, request.user) | {"shown": text.digest})
    signed_by_another = signature is not None and signature.signed_by_id != request.user.pk
    if request.method == "POST" and form.is_valid() and form.read(text) and not signed_by_another:
        return sign(request, application, text, form)
    context = about_step(application, STEP, request.user) | {
        "text": text,
        "signature": signature,
        "typed": form.data.get("typed_name", "") if request.method == "POST" and signed_by_another else "",
        "earlier": earlier_of(application, text),
        "heading": text.title,
        "may_sign": policies.may_sign(application, request.user),
    }
    return render_form(request, "applications/agreement.html", context, form)


def known_of(application, user) -> dict:
    """What this person typed under another agreement is not asked again."""
    last = application.signatures.filter(signed_by=user).order_by("-signed_at").first()
    return {"typed_name": last.typed_name, "title": last.title} if last else {"typed_name": user.name}


def earlier_of(application, text):
    """The signature under an earlier version of this text, when the text has changed since."""
    older = application.signatures.filter(text__slug=text.slug).exclude(text=text)
    return older.select_related("text").order_by("-signed_at").first()


@page
def signed(request, pk, topic):
    """A signed agreement on paper: the exact text, who signed it, when, and with what authority."""
    application = visible_application(request, pk)
    found = application.signatures.standing().filter(text__slug=topic).select_related("text", "signed_by")
    if version := request.GET.get("version"):
        found = found.filter(text__version=version)
    signature = found.order_by("-signed_at").first()
    if signature is None or not signature.is_whole:
        raise Http404
    title = f"{signature.text}, signed"
    content = render_pdf("signed-agreement", signed_words(application, signature), title)
    named = f'attachment; filename="{application.reference}-{topic}-signed.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers=SEALED | {"Content-Disposition": named})


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
