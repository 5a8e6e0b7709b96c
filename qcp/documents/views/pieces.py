"""A file in pieces: four addresses for the page's own script. Without it, the form carries the file as ever."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from qcp.web.bodies import body_of, json_of
from qcp.web.pages import button, form_page, page
from qcp.workflow.refusals import Refused

from .. import pieces
from ..models import Upload

REFUSED = 422


def own_upload(request, pk) -> Upload:
    """What this person sends; anybody else's does not exist."""
    return get_object_or_404(Upload.objects.filter(by=request.user), pk=pk)


def told(upload: Upload, status: int = 200, problem: str = "") -> JsonResponse:
    return JsonResponse(facts(upload) | ({"problem": problem} if problem else {}), status=status)


def facts(upload: Upload) -> dict:
    return {
        "id": str(upload.pk),
        "name": upload.label,
        "size": upload.size,
        "part_size": upload.part_size,
        "count": upload.count,
        "arrived": upload.arrived,
        "percent": upload.percent,
        "state": "Uploading" if upload.taken_at is None else "Taken",
    }


@form_page
def begin(request):
    """Say what will come; told is what has arrived of it already. Asked about a page: what is on its way from there."""
    if request.method == "GET":
        rows = pieces.under_way(request.GET.get("place", ""), request.user)
        return JsonResponse({"uploads": [facts(upload) for upload in rows]})
    given = asked(request)
    try:
        upload = pieces.begin(by=request.user, **given)
    except Refused as refusal:
        return JsonResponse({"problem": " ".join(refusal.problems)}, status=REFUSED)
    return told(upload)


def asked(request) -> dict:
    """The four words of a beginning; whatever is missing or of another kind is empty, and refused in words."""
    given = json_of(body_of(request))
    given = given if isinstance(given, dict) else {}
    texts = {name: str(given.get(name) or "") for name in ("place", "name", "sha256")}
    size = given.get("size")
    return {**texts, "size": size if isinstance(size, int) and 0 <= size < 2**31 else 0}


@page
def standing(request, pk):
    """What has arrived so far."""
    return told(own_upload(request, pk))


@button
def part(request, pk, number):
    """One piece, with its hash beside it."""
    upload = own_upload(request, pk)
    if int(request.headers.get("Content-Length") or 0) > upload.part_size:
        return told(upload, REFUSED, "A piece of the file arrived too long. It is sent again.")
    try:
        pieces.take(upload, number, body_of(request), request.headers.get("X-Content-SHA256", ""))
    except Refused as refusal:
        return told(upload, REFUSED, " ".join(refusal.problems))
    return told(upload)


@button
def give_up(request, pk):
    """The sender does not want it any more: its pieces are deleted."""
    pieces.forget(own_upload(request, pk))
    return JsonResponse({"state": "Given up"})
