"""Letters: words frozen in the transaction that makes them true, a PDF made from them afterwards."""

import hashlib
import json
import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpResponse

from qcp import clock

from . import tasks
from .downloads import SEALED
from .models import Letter, random_key
from .papers import words_in_force
from .pdf import render_pdf, version_of

logger = logging.getLogger(__name__)


def freeze(subject, template: str, *, title: str, data: dict) -> Letter:
    """Write down a letter about a record, in the transaction of the act that it announces.

    template: `templates/pdf/<template>.html`, in the words in force today. data: plain texts, numbers and lists as they
    shall be printed (dates already in words); they become the template's variables. A demonstration says so for ever.
    """
    given = {**data, "demonstration": settings.DEMONSTRATION, **words_in_force(template)}
    words = json.loads(json.dumps(given, cls=DjangoJSONEncoder))
    with transaction.atomic():
        letter = Letter.objects.create(
            case=getattr(subject, "case", None),
            subject_label=subject._meta.label,
            subject_id=subject.pk,
            template=template,
            template_version=version_of(template),
            title=title,
            data=words,
        )
        tasks.wake(tasks.render_due)
    return letter


def pdf_bytes(letter: Letter) -> bytes:
    """The stored file, or the same bytes made from the frozen words."""
    if letter.file:
        with letter.file.open("rb") as stored:
            return stored.read()
    return render_pdf(letter.template, letter.data, letter.title)


def pdf_response(letter: Letter) -> HttpResponse:
    """As a download; a letter that the worker has not made yet is printed now and not stored (a GET never writes)."""
    named = {"Content-Disposition": f'attachment; filename="{filename(letter)}"'}
    return HttpResponse(pdf_bytes(letter), content_type="application/pdf", headers=SEALED | named)


def filename(letter: Letter) -> str:
    """From the title, in characters that every system takes."""
    words = "".join(
        character if character.isascii() and character.isalnum() else " " for character in letter.title
    ).split()
    return f"{'-'.join(words)[:80] or 'letter'}.pdf"


def render_due(limit: int = 50) -> int:
    """Make the PDFs that are still missing, oldest first; one that cannot be made does not stop the others."""
    made = 0
    for letter in Letter.objects.without_file().order_by("frozen_at")[:limit]:
        try:
            made += make(letter)
        except Exception:
            logger.exception("Letter %s could not be printed.", letter.pk)
    return made


def make(letter: Letter) -> bool:
    """Print and store one letter; when another worker was faster, its file stays and ours is dropped."""
    content = render_pdf(letter.template, letter.data, letter.title)
    storage = letter.file.storage
    key = storage.save(random_key("letters"), ContentFile(content))
    mine = Letter.objects.filter(pk=letter.pk, file="").update(
        file=key, sha256=hashlib.sha256(content).hexdigest(), size=len(content), made_at=clock.now()
    )
    if not mine:
        storage.delete(key)
    return bool(mine)
