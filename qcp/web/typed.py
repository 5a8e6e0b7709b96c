"""What autosave.js sends while somebody types, and what it reads in the answer."""

from django.http import Http404, JsonResponse
from django.utils import timezone

from qcp import clock

from .bodies import body_of, json_of

SIGNED_OUT = "You were signed out; your answers are kept on this device until you sign in."


def content_of(request) -> dict:
    """Who typed, topic, revision, and the typed values by field; anything else is not ours."""
    sent = json_of(body_of(request))
    try:
        values = {str(name): str(value) for name, value in sent["values"].items()}
        who, topic, revision = str(sent["user"]), str(sent["topic"]), int(sent["revision"])
        return {"user": who, "topic": topic, "revision": revision, "values": values}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Http404 from error


def signed_out(request, sent) -> JsonResponse | None:
    """The page keeps on the device what its own person typed, whoever is signed in now."""
    return None if str(request.user.pk) == sent["user"] else JsonResponse({"message": SIGNED_OUT}, status=401)


def kept(revision: int, clashes=(), **more) -> JsonResponse:
    """It is saved, and when."""
    at = timezone.localtime(clock.now())
    return JsonResponse({"saved": f"{at:%H:%M}", "revision": revision, "clashes": list(clashes), **more})


def not_kept(refusal) -> JsonResponse:
    return JsonResponse({"message": str(refusal)}, status=409)
