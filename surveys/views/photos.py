"""Photos from the tablet: named here, their bytes sent in pieces to /uploads/, then put together here."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qcp.documents import pieces
from qcp.documents.models import Upload
from qcp.web.bodies import body_of
from qcp.web.pages import button, form_page
from qcp.workflow.refusals import Refused

from ..actions import photos as actions
from ..forms import photos as forms
from ..models import Photo
from .surveyor import own_survey


@form_page
def photos(request, pk):
    """Which photos there are and how each stands; naming new ones."""
    survey = own_survey(request, pk)
    receipts: list = []
    if request.method == "POST":
        try:
            device, named, receipts = forms.read(body_of(request))
        except ValidationError as error:
            return JsonResponse({"problem": " ".join(error.messages)}, status=422)
        receipts = [*actions.name(survey, named, by=request.user, device=device), *receipts]
    known = [told(each) for each in survey.photos.kept().for_list()]
    return JsonResponse({"receipts": [asdict(each) for each in receipts], "photos": known})


@button
def whole(request, pk, photo):
    """All pieces of a photo are here: put them together and compare the whole with the hash that was named."""
    survey = own_survey(request, pk)
    photo = get_object_or_404(survey.photos.kept(), pk=photo)
    try:
        if not photo.is_whole:
            sent = {"place": reverse("surveys:photos", args=[pk]), "by": request.user, "sha256": photo.sha256}
            upload = get_object_or_404(Upload.objects.under_way(), **sent)
            photo = actions.complete(photo, pieces.whole(upload), by=request.user)
    except Refused as refusal:
        return JsonResponse({"problem": " ".join(refusal.problems)}, status=422)
    return JsonResponse(told(photo))


@button
def remove(request, pk, photo):
    """The surveyor does not want it any more."""
    survey = own_survey(request, pk)
    photo = get_object_or_404(survey.photos.kept(), pk=photo)
    try:
        actions.remove(photo, by=request.user)
    except Refused as refusal:
        return JsonResponse({"problem": " ".join(refusal.problems)}, status=422)
    return JsonResponse({"removed": str(photo.pk)})


def told(photo: Photo) -> dict:
    return {
        "id": str(photo.pk),
        "op_id": str(photo.op_id),
        "finding": str(photo.finding_id),
        "sha256": photo.sha256,
        "is_whole": photo.is_whole,
        "standing": photo.standing,
        "url": f"/files/{photo.stored_id}/read/" if photo.stored and photo.stored.is_clean else "",
    }
