"""A PDF: whole, open, of sensible size, and with nothing in it that acts, plays, loads or carries another file."""

import logging
import re
import zlib
from collections.abc import Iterator

import pikepdf

from .finding import Unfit

PAGES, OBJECTS, PIXELS = 500, 200_000, 200_000_000
STREAM_BYTES, TOTAL_BYTES = 64 * 1024 * 1024, 256 * 1024 * 1024
FILTERS, DEPTH = 3, 200

BROKEN = "The PDF is damaged or incomplete. Open it, check that every page is there, and save or print it to a new PDF."
LOCKED = "The PDF is locked with a password or protected. Save it without protection and choose the new file."
EMPTY = "The PDF has no pages. Check what you saved and choose the right file."
UNPACKS = "The PDF unpacks to far more than a document needs. Print it to a new PDF and choose that file."
SCRIPT = "The PDF holds a script, which could run on other people's computers. Print it to a new PDF without scripts."
STARTS = "The PDF starts a program or opens another file. Print it to a new PDF and choose that file."
SENDS = "The PDF sends or fetches form entries. Print the filled form to a new PDF and choose that file."
CARRIES = "The PDF carries other files inside it. Hand in each file by itself."
PLAYS = "The PDF holds sound, film or moving content. Print it to a new PDF and choose that file."
XFA = "The PDF is a form of a kind that only few programs can show (XFA). Print the filled form to a new PDF."
LOADS = "The PDF loads something from elsewhere when it is opened. Print it to a new PDF and choose that file."
LINKS = "The PDF links to a file on a computer or network drive. Take the link out, or print it to a new PDF."

ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": STARTS,
    "/GoToR": STARTS,
    "/GoToE": STARTS,
    "/Thread": STARTS,
    "/SubmitForm": SENDS,
    "/ImportData": SENDS,
    "/Rendition": PLAYS,
    "/Movie": PLAYS,
    "/Sound": PLAYS,
    "/RichMediaExecute": PLAYS,
    "/GoTo3DView": PLAYS,
}
KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/EmbeddedFiles": CARRIES,
    "/EmbeddedFile": CARRIES,
    "/EF": CARRIES,
    "/Collection": CARRIES,
    "/XFA": XFA,
    "/RichMediaContent": PLAYS,
    "/RichMediaSettings": PLAYS,
}
TYPES = {"/EmbeddedFile": CARRIES}
ANNOTATIONS = {
    "/FileAttachment": CARRIES,
    "/RichMedia": PLAYS,
    "/Movie": PLAYS,
    "/Sound": PLAYS,
    "/Screen": PLAYS,
    "/3D": PLAYS,
}
NAMED = ("/S", "/Type", "/Subtype")
CLICKED_LINKS = re.compile(r"(https?|mailto|tel):|#|[^:\\/]+(/|$)", re.IGNORECASE)


def check(path: str, content: bytes) -> None:
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in content[-1024:]:
        raise Unfit(BROKEN)
    try:
        with pikepdf.open(path) as document:
            if document.is_encrypted:
                raise Unfit(LOCKED)
            if len(document.objects) > OBJECTS:
                raise Unfit(UNPACKS)
            whole(document)
            quiet(document)
    except pikepdf.PasswordError:
        raise Unfit(LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, OverflowError):
        raise Unfit(BROKEN) from None


def whole(document: pikepdf.Pdf) -> None:
    """Every page can be reached and has its content."""
    if not len(document.pages):
        raise Unfit(EMPTY)
    if len(document.pages) > PAGES:
        raise Unfit(f"The PDF has {len(document.pages)} pages; at most {PAGES} are possible. Split it.")
    for page in document.pages:
        contents: object = page.obj.get("/Contents", [])
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(stream, pikepdf.Stream):
                stream.read_raw_bytes()


def quiet(document: pikepdf.Pdf) -> None:
    """No object anywhere acts by itself, and none unpacks beyond measure."""
    total = 0
    for each in [document.trailer, *document.objects]:
        for thing in inside(each):
            dictionary_is_quiet(thing)
        if isinstance(each, pikepdf.Stream):
            total += unpacked(each)
            if total > TOTAL_BYTES:
                raise Unfit(UNPACKS)


def inside(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The dictionaries of one object, without following references: those come by themselves."""
    waiting = [(top, 0)]
    while waiting:
        thing, depth = waiting.pop()
        if depth > DEPTH:
            raise Unfit(BROKEN)
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            values = [value for _, value in thing.items()]
        elif isinstance(thing, pikepdf.Array):
            values = list(thing)
        else:
            continue
        waiting += [(value, depth + 1) for value in values if is_direct(value)]


def is_direct(value) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def dictionary_is_quiet(thing: pikepdf.Object) -> None:
    names = {key: str(thing[key]) for key in NAMED if isinstance(thing.get(key), pikepdf.Name)}
    keys = set(thing.keys())
    said = [KEYS[key] for key in keys & KEYS.keys()]
    said += [ACTIONS[names["/S"]]] if names.get("/S") in ACTIONS else []
    said += [TYPES[names["/Type"]]] if names.get("/Type") in TYPES else []
    said += [ANNOTATIONS[names["/Subtype"]]] if names.get("/Subtype") in ANNOTATIONS else []
    if isinstance(thing, pikepdf.Stream) and "/F" in keys:
        said.append(LOADS)
    if names.get("/S") == "/URI" and not CLICKED_LINKS.match(str(thing.get("/URI", ""))):
        said.append(LINKS)
    if said:
        raise Unfit(said[0])


def unpacked(stream: pikepdf.Stream) -> int:
    """How many bytes a stream unpacks to; pictures are judged by their dimensions instead."""
    if stream.get("/Subtype") == pikepdf.Name.Image:
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > PIXELS:
            raise Unfit(UNPACKS)
        return 0
    filters: object = stream.get("/Filter", [])
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    if len(names) > FILTERS:
        raise Unfit(UNPACKS)
    content = stream.read_raw_bytes()
    for name in names:
        if name not in ("/FlateDecode", "/Fl"):
            break
        content = inflated(content)
    return len(content)


def inflated(content: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(content, STREAM_BYTES)
    except zlib.error:
        return b""  # a damaged stream shows nothing, and is no danger
    if unpacker.unconsumed_tail:
        raise Unfit(UNPACKS)
    return content
