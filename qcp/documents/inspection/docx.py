"""A Word document as an archive: whole, of sensible size, and with no macro, program or other file inside."""

import re
import zipfile
import zlib

from . import wordtext
from .finding import Unfit

TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OVERRIDE = re.compile(rb"<Override\b[^>]*>")
PART = re.compile(rb"""PartName\s*=\s*["']/([^"']+)["']""")
ENTRIES, TOTAL_BYTES, PIECE = 3_000, 200 * 1024 * 1024, 1024 * 1024
READ_PARTS = (".xml", ".rels")

BROKEN = "The Word document is damaged. Open it in Word, save it again as .docx, or save it as PDF."
UNPACKS = "The Word document unpacks to far more than a document needs. Save it as PDF and choose that file."
MACROS = (
    "The Word document holds macros, which could run on other people's computers. Save it without macros, or as PDF."
)
EMBEDDED = "The Word document holds another file or a control inside it. Take it out, or save the document as PDF."
LOCKED = "The Word document is locked with a password. Save it without one and choose the new file."


def looks_like_one(path: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return TYPES in names and any(name.startswith("word/") for name in names)


def check(path: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            sound_archive(archive.infolist())
            parts = unpack(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, LookupError):
        raise Unfit(BROKEN) from None
    nothing_runs(parts)
    for name, part in parts.items():
        if name.endswith(READ_PARTS):
            wordtext.check(name, part)


def words(path: str) -> str:
    """The text of a document that was checked."""
    with zipfile.ZipFile(path) as archive:
        return wordtext.words(archive.read(main_part(archive.read(TYPES))))


def main_part(types: bytes) -> str:
    """The name of the part with the text: "word/document.xml" almost always, but Word on the web likes others."""
    entry = next((each for each in OVERRIDE.findall(types) if MAIN in each), b"")
    name = PART.search(entry)
    return name[1].decode() if name else ""


def sound_archive(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > ENTRIES:
        raise Unfit(UNPACKS)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unfit(LOCKED)
    if any(unsafe(entry) for entry in entries) or len({entry.filename for entry in entries}) < len(entries):
        raise Unfit(BROKEN)
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:  # entries that share bytes unpack to more than was sent
            raise Unfit(UNPACKS)
        end = entry.header_offset + entry.compress_size


def unsafe(entry: zipfile.ZipInfo) -> bool:
    """Names that climb out of a folder, and links to elsewhere."""
    name = entry.orig_filename
    climbs = name.startswith("/") or ".." in name.split("/") or bool(re.search(r"[\\:\0]", name))
    link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    return climbs or link


def unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Every part read to its end, counted as it comes and not as its header says; of pictures nothing is kept."""
    parts, total = {}, 0
    for entry in archive.infolist():
        kept = []
        with archive.open(entry) as part:
            while piece := part.read(PIECE):
                total += len(piece)
                if total > TOTAL_BYTES:
                    raise Unfit(UNPACKS)
                if entry.filename.endswith(READ_PARTS):
                    kept.append(piece)
        parts[entry.filename] = b"".join(kept)
    return parts


def nothing_runs(parts: dict[str, bytes]) -> None:
    types = parts.get(TYPES, b"")
    names = [name.lower() for name in parts]
    if b"macroEnabled" in types or any("vbaproject" in name or "vbadata" in name for name in names):
        raise Unfit(MACROS)
    if main_part(types) not in parts or RELATIONS not in parts:
        raise Unfit(BROKEN)
    if any(
        name.startswith(("word/embeddings/", "word/activex/")) or name.endswith((".bin", ".exe", ".dll"))
        for name in names
    ):
        raise Unfit(EMBEDDED)
