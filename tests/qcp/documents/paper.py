"""Small sound files, made here: the good ones, and the bricks of the bad ones."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_RELATION = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>"""
PARAGRAPH = "<w:p><w:r><w:t>Two nurses verify each dose.</w:t></w:r></w:p>"


def pdf(words="Two nurses verify each dose.", pages=1, change=None, **save) -> bytes:
    """A PDF with text; `change(document)` may spoil it before it is saved."""
    document = pikepdf.new()
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        content = f"BT /F1 12 Tf 72 700 Td ({words} {number + 1}) Tj ET".encode()
        page = document.add_blank_page()
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = Stream(document, content)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, deterministic_id="encryption" not in save, **save)
    return out.getvalue()


def pdf_that_does(**action) -> bytes:
    """A PDF that acts when it is opened."""

    def change(document):
        document.Root.OpenAction = Dictionary(Type=Name.Action, **action)

    return pdf(change=change)


def pdf_with_annotation(**entries) -> bytes:
    def change(document):
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        document.pages[0].Annots = Array([document.make_indirect(note)])

    return pdf(change=change)


def archive(parts: dict, compression=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def docx(body=PARAGRAPH, types=TYPES, leave_out=(), **more) -> bytes:
    """A Word document; `more`: further parts, with '__' for '/' in their names."""
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": RELATIONS.format(MAIN_RELATION),
        "word/document.xml": DOCUMENT.format(body),
    }
    parts |= {name.replace("__", "/"): content for name, content in more.items()}
    return archive({name: content for name, content in parts.items() if name not in leave_out})


def docx_with(parts: dict) -> bytes:
    sound = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS.format(MAIN_RELATION)}
    return archive(sound | {"word/document.xml": DOCUMENT.format(PARAGRAPH)} | parts)


def docx_that_loads(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="r9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return docx_with({"word/_rels/document.xml.rels": RELATIONS.format(relation)})


def picture(kind="PNG", size=(40, 30), pixels=None, **save) -> bytes:
    out = io.BytesIO()
    image = Image.frombytes("RGB", size, pixels) if pixels else Image.new("RGB", size, "navy")
    image.save(out, kind, **save)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture."""

    def chunk(name, content):
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")


def pdf_of(stored) -> bytes:
    """What was stored, read past the portal."""
    with open(stored.file.path, "rb") as file:
        return file.read()
