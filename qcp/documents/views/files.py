"""Files and letters as they leave: downloads, always as attachments; and the pictures of their pages, for reading."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render

from qcp.web.pages import page

from .. import reading
from ..downloads import SEALED
from ..letters import pdf_response
from ..models import Letter, PageImage, StoredFile


def readable_file(request, pk) -> StoredFile:
    """A clean file of a record that this person may read, or 404."""
    stored = get_object_or_404(StoredFile.objects.clean(), pk=pk)
    if not stored.readable_by(request.user):
        raise Http404
    return stored


@page
def file(request, pk):
    stored = readable_file(request, pk)
    return FileResponse(
        stored.file.open("rb"),
        as_attachment=True,
        filename=stored.label,
        content_type=stored.content_type,
        headers=SEALED,
    )


@page
def page_image(request, pk, number):
    """The picture of one page, drawn by us; never anything of the file itself."""
    stored = readable_file(request, pk)
    image = get_object_or_404(PageImage.objects.exclude(image=""), stored=stored, number=number)
    return FileResponse(image.image.open("rb"), content_type="image/png", headers=SEALED)


@page
def read(request, pk):
    """The pages as pictures, and the words; for those without pages the words alone."""
    stored = readable_file(request, pk)
    context = {"stored": stored, "record": stored.subject, **reading.pages_around(stored, request.GET.get("page"))}
    return render(request, "documents/read.html", context)


@page
def letter(request, pk):
    letter = get_object_or_404(Letter, pk=pk)
    if not letter.readable_by(request.user):
        raise Http404
    return pdf_response(letter)
