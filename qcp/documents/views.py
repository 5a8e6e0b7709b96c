"""Downloads: always as an attachment, only of clean files, only for those who may read the record."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from qcp.web.pages import page

from .downloads import SEALED
from .letters import pdf_response
from .models import Letter, StoredFile


@page
def file(request, pk):
    stored = get_object_or_404(StoredFile.objects.clean(), pk=pk)
    if not stored.readable_by(request.user):
        raise Http404
    return FileResponse(
        stored.file.open("rb"),
        as_attachment=True,
        filename=stored.label,
        content_type=stored.content_type,
        headers=SEALED,
    )


@page
def letter(request, pk):
    letter = get_object_or_404(Letter, pk=pk)
    if not letter.readable_by(request.user):
        raise Http404
    return pdf_response(letter)
