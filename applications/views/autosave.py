"""What a page sends while somebody types: kept at once, right or wrong."""

from django.contrib.auth.decorators import login_not_required
from django.template.loader import render_to_string

from applications.actions import filling
from applications.queries.standards import applying
from qcp.web.pages import button
from qcp.web.typed import content_of, kept, not_kept, signed_out
from qcp.workflow.refusals import Refused

from .fetching import step_of, topic_of, visible_application

LIVE = "questionnaire"


@login_not_required
@button
def autosave(request, pk, slug):
    """Answers 401 itself, so that the page keeps on the device what its own person typed, whoever is signed in now."""
    sent = content_of(request)
    if answer := signed_out(request, sent):
        return answer
    application, step = visible_application(request, pk), step_of(slug)
    topic = topic_of(application, step, sent["topic"])
    try:
        saved = filling.save_answers(
            application, topic, sent["values"], by=request.user, revision=sent["revision"], finished=False
        )
    except Refused as refusal:
        return not_kept(refusal)
    return kept(saved.revision, saved.clashes, **live(request, pk, slug))


def live(request, pk, slug) -> dict:
    """What the answers decide, as it stands after this save: which standards apply."""
    if slug != LIVE:
        return {}
    standards = applying(visible_application(request, pk))
    return {"live": render_to_string("applications/_live_standards.html", {"standards": standards})}
