"""The file of a confidential case for counsel: one archive, everything in order, with a list of SHA-256 hashes."""

import hashlib
import io
import zipfile

from django.conf import settings

from compliance.models import Appeal, CaseNote, RevocationResponse
from qcp.documents.letters import pdf_bytes
from qcp.documents.models import Letter, StoredFile
from qcp.notices.models import Message

ANY_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same case gives the same bytes
KEPT_APART = "Who complained is kept apart and is not part of this file."


def case_file(record) -> bytes:
    """The bytes of the archive: numbered in the order in which things are read."""
    parts = [(f"{number:03d}-{name}", content) for number, (name, content) in enumerate(contents(record), start=1)]
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in parts)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*parts, ("SHA256SUMS", sums.encode())]:
            archive.writestr(zipfile.ZipInfo(name, ANY_TIME), content)
    return kept.getvalue()


def contents(record):
    """Name and bytes of each part: facts, people, history, what was written, files, letters, notices."""
    yield "facts.txt", text(facts(record))
    yield "people.txt", text(people(record))
    yield "history.txt", text(history(record))
    yield "written.txt", text(written(record))
    for stored in files(record):
        yield f"file-{safe(stored.label)}", read(stored)
    for letter in Letter.objects.of(record).order_by("frozen_at"):
        yield f"letter-{safe(letter.title)}.pdf", pdf_bytes(letter)
    yield "notices.txt", text(notices(record))


def text(lines) -> bytes:
    return "\n".join([*lines, ""]).encode()


def safe(name: str) -> str:
    kept = "".join(character if character.isalnum() or character in ".-" else "-" for character in name)
    return kept.strip(".-")[-80:] or "unnamed"


def facts(record):
    yield f"{record}, {record.get_state_display()}"
    yield f"Practice: {record.about}"
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if not field.is_relation and value not in (None, ""):
            yield f"{field.verbose_name.capitalize()}: {value}"
    yield from (f"Ground: {ground}" for ground in getattr(record, "grounds", record.__class__.objects.none()).all())
    if not isinstance(record, Appeal):
        yield KEPT_APART


def people(record):
    for named in record.case.named.select_related("user", "named_by"):
        yield f"{named.named_at:%Y-%m-%d %H:%M} UTC: {named.user}, {named.capacity_in_words}. {named.standing}."


def history(record):
    for line in record.history.select_related("actor").order_by("version"):
        by = line.actor or "the portal"
        way = f"{line.source or 'new'} to {line.target}"
        yield f"{line.at:%Y-%m-%d %H:%M} UTC: {line.move}, {way}, by {by}. {line.note}"
        yield f"    {line.hash}"


def written(record):
    """Notes, the practice's response, proposals, votes: whatever this kind of case has."""
    for name in ("notes", "responses", "proposals", "votes"):
        for paper in getattr(record, name).all() if hasattr(record, name) else ():
            yield f"{paper}"
            yield getattr(paper, "text", "") or getattr(paper, "reasons", "")
            yield ""


def files(record):
    """Every sound file of the record and of its papers, oldest first."""
    papers = [record.pk]
    for model in (CaseNote, RevocationResponse):
        papers += model.objects.filter(revocation=record.pk).values_list("pk", flat=True)
    return StoredFile.objects.clean().filter(case=record.case_id, subject_id__in=papers).order_by("uploaded_at")


def read(stored) -> bytes:
    with stored.file.open("rb") as opened:
        return opened.read()


def notices(record):
    """What was written to whom, and whether it arrived; conflict questions are in the list of people."""
    yield f"From {settings.PROGRAM_MAILBOX}"
    for message in Message.objects.filter(case=record.case_id).order_by("created_at", "pk"):
        yield f"{message.created_at:%Y-%m-%d %H:%M} UTC to {message.address}: {message.subject}"
        sent = f", {message.sent_at:%Y-%m-%d %H:%M} UTC" if message.sent_at else ""
        yield f"    {message.get_delivery_display()}{sent}"
        yield message.body
