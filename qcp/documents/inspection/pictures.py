"""Pictures made by us: of the pages of a document, and of a photo without what its camera wrote into it."""

import json
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from . import TEXT, kinds, words

SCALE = 1.5  # 108 points to the inch: readable without being enlarged
LONGEST = 2400
COLOURS = 96  # a page of text needs few, and its picture stays small


def pages(path: str, folder: str, first: int, last: int) -> list[dict]:
    """Pages first to last of a PDF as <number>.png in the folder."""
    made = []
    with pypdfium2.PdfDocument(path) as document:
        for number in range(first, min(last, len(document)) + 1):
            page = document[number - 1]
            longest = max(*page.get_size(), 1)
            picture = page.render(scale=min(SCALE, LONGEST / longest), may_draw_forms=True).to_pil().convert("RGB")
            made.append(kept(picture, folder, number))
            page.close()
    return made


def photo(path: str, folder: str) -> list[dict]:
    """The preview of a picture: one page."""
    return [kept(upright(path), folder, 1)]


def anew(path: str, folder: str) -> list[dict]:
    """The picture itself, as `anew`: upright, and without place, camera, comments or anything after its end."""
    with Image.open(path) as sent:
        form = sent.format or "PNG"
    picture = upright(path)
    if form == "JPEG":
        picture.convert("RGB").save(Path(folder) / "anew", "JPEG", quality=90, optimize=False)
    else:
        picture.save(Path(folder) / "anew", "PNG")
    return []


def upright(path: str) -> Image.Image:
    """Only the points, turned as the camera was held."""
    Image.MAX_IMAGE_PIXELS = None  # the check has judged its size
    picture: Image.Image = Image.open(path, formats=("PNG", "JPEG"))
    ImageOps.exif_transpose(picture, in_place=True)
    if picture.mode not in ("L", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.info = {}
    picture.getexif().clear()
    return picture


def kept(picture: Image.Image, folder: str, number: int) -> dict:
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        picture = white
    picture = picture.convert("RGB")
    picture.thumbnail((LONGEST, LONGEST))
    picture = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    picture.save(Path(folder) / f"{number}.png", "PNG", compress_level=6)
    return {"number": number, "width": picture.width, "height": picture.height}


def text(path: str, folder: str, content_type: str) -> list[dict]:
    """The words, page by page, as text.json in the folder."""
    found = words.pages_of(kinds.BY_TYPE[content_type], path)
    (Path(folder) / TEXT).write_text(json.dumps(found), encoding="utf-8")
    return []
