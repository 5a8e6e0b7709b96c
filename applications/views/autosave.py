"""What a page sends while somebody types: kept at once, right or wrong."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from applications.actions import filling
from applications.queries.standards import applying
from qcp import clock
from qcp.web.pages import button
from qcp.workflow.refusals import Refused

from .fetching import step_of, topic_of, visible_application

LIVE = "questionnaire"
SIGNED_OUT = "You were signed out; your answers are kept on this device until you sign in."


@login_not_required
@button
def autosave(request, pk, slug):
    """Answers 401 itself, so that the page keeps on the device what its own person typed, whoever is signed in now."""
    sent = content_of(request)
    if str(request.user.pk) != sent["user"]:
        return JsonResponse({"message": SIGNED_OUT}, status=401)
    application, step = visible_application(request, pk), step_of(slug)
    topic = topic_of(application, step, sent["topic"])
    try:
        saved = filling.save_answers(
            application, topic, sent["values"], by=request.user, revision=sent["revision"], finished=False
        )
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    at = timezone.localtime(clock.now())
    reply = {"saved": f"{at:%H:%M}", "revision": saved.revision, "clashes": list(saved.clashes)}
    return JsonResponse(reply | live(request, pk, slug))


def live(request, pk, slug) -> dict:
    """What the answers decide, as it stands after this save: which standards apply."""
    if slug != LIVE:
        return {}
    standards = applying(visible_application(request, pk))
    return {"live": render_to_string("applications/_live_standards.html", {"standards": standards})}


def content_of(request) -> dict:
    """Who typed, topic, revision, and the typed values by field; anything else is not ours."""
    try:
        sent = json.loads(request.body)
        values = {str(name): str(value) for name, value in sent["values"].items()}
        who, topic, revision = str(sent["user"]), str(sent["topic"]), int(sent["revision"])
        return {"user": who, "topic": topic, "revision": revision, "values": values}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Http404 from error
