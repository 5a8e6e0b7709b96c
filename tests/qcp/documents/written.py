"""Sound files as other programs write them: word processors, print dialogues, scanners, phones."""

import io
import zipfile

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from weasyprint import HTML

from . import paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
RUN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CONTENTS = "".join(
    [
        f'<w:p>{RUN.format("begin")}<w:r><w:instrText> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>',
        f'{RUN.format("separate")}<w:hyperlink w:anchor="_Toc1"><w:r><w:t>1 Orders</w:t></w:r></w:hyperlink>',
        f"{RUN.format('end')}</w:p><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>{paper.PARAGRAPH}",
        "<w:p><w:r><w:t>剂量由两名护士核对。 투여 전 확인. 投与前に二名で確認する。</w:t></w:r></w:p>",
    ]
)
HTML_PAGE = "<html lang=en><title>Policy</title><h1>Orders</h1><p>{}<table><tr><th>Drug<td>Dose</table></html>"


def part(root: str, inside: str = "") -> str:
    return f'{HEAD}<w:{root} xmlns:w="{W}">{inside}</w:{root}>'


def external(kind: str, target: str) -> str:
    relation = f'<Relationship Id="rId1" Type="{paper.OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return paper.RELATIONS.format(relation)


class OneWay(io.BytesIO):
    """Where programs write that pack a file while it goes out: sizes stand behind each part."""

    def seekable(self):
        return False

    def seek(self, *where):
        raise OSError("one way")

    def tell(self):
        raise OSError("one way")


def streamed(parts: dict) -> bytes:
    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def as_word(main="word/document.xml") -> dict:
    """The parts that Word writes."""
    types = paper.TYPES.replace("/word/document.xml", f"/{main}")
    relation = paper.MAIN_RELATION.replace("word/document.xml", main)
    parts = {"[Content_Types].xml": types, "_rels/.rels": paper.RELATIONS.format(relation)}
    parts |= {main: part("document", f"<w:body>{CONTENTS}</w:body>")}
    parts |= {f"word/{name}.xml": part(name) for name in ("styles", "settings", "webSettings", "footnotes", "comments")}
    parts |= {"word/theme/theme1.xml": f"{HEAD}<theme/>", "word/glossary/document.xml": part("glossaryDocument")}
    parts |= {"customXml/item1.xml": "<b:Sources xmlns:b='b'/>".encode("utf-16"), "docProps/app.xml": HEAD + "<P/>"}
    parts |= {"docProps/thumbnail.emf": b"\x01\0\0\0", "word/media/image1.png": paper.picture()}
    return parts


WORD = [
    ("word.docx", paper.archive(as_word())),
    ("word online.docx", paper.archive(as_word("word/document2.xml"))),
    ("google docs.docx", streamed(as_word() | {"word/fonts/Lato.ttf": b"\0\1\0\0"})),
    ("with folders.docx", paper.archive({"word/": "", "_rels/": ""} | as_word())),
    ("stored.docx", paper.archive(as_word(), zipfile.ZIP_STORED)),
    *(
        (f"{name}.docx", paper.archive(as_word() | {"word/_rels/settings.xml.rels": external(kind, target)}))
        for name, kind, target in (
            ("own template", "attachedTemplate", "file:///C:\\Users\\Ann\\Templates\\Letter.dotm"),
            ("link to a neighbour", "hyperlink", "Policy%20B.docx"),
            ("link without scheme", "hyperlink", "www.example.org/policies"),
            ("link to a mailbox", "hyperlink", "mailto:nurse@practice.example"),
        )
    ),
]


def changed(change, content: bytes = b"", **save) -> bytes:
    document, out = pikepdf.open(io.BytesIO(content or paper.pdf(pages=2))), io.BytesIO()
    change(document)
    document.save(out, **save)
    return out.getvalue()


def note(document, **entries) -> None:
    each = document.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([9, 9, 90, 90]), **entries))
    page = document.pages[0]
    page.Annots = Array([*page.get("/Annots", Array()), each])


def comments(document) -> None:
    for kind in (Name.Text, Name.Highlight, Name.Popup, Name.Stamp, Name.Ink, Name.FreeText, Name.Square):
        note(document, Subtype=kind, Contents=String("Checked."))


def filled_form(document) -> None:
    field = document.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String("Ann")))
    signature = Dictionary(FT=Name.Sig, T=String("signed"), V=Dictionary(Type=Name.Sig, Contents=String("\0" * 64)))
    document.Root.AcroForm = Dictionary(Fields=Array([field, document.make_indirect(signature)]), SigFlags=3)


def layers(document) -> None:
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Stamp")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def chapters(document) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Orders", 0))
    with document.open_metadata() as about:
        about["dc:title"] = "Policy"


def archival(document) -> None:
    """As PDF/A says of itself, with the colours it means."""
    with document.open_metadata() as about:
        about["pdfaid:part"], about["pdfaid:conformance"] = "2", "B"
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"))
    document.Root.OutputIntents = Array([intent])


def words_behind_the_picture(document) -> None:
    """As a scanner's reading of the text leaves them: there, and not drawn."""
    for page in document.pages:
        page.contents_add(Stream(document, b"BT 3 Tr /F1 12 Tf (Two nurses verify each dose.) Tj ET"))


def turned(document) -> None:
    document.pages[0].rotate(90, relative=True)


def scan(mode: str, **save) -> bytes:
    out, pages = io.BytesIO(), [Image.new(mode, (80, 110), "white") for _ in range(3)]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200, **save)
    return out.getvalue()


def printed(words: str, **kind) -> bytes:
    return HTML(string=HTML_PAGE.format(words)).write_pdf(**kind)


def saved_again() -> bytes:
    """With a second revision behind the first, as programs write that only add."""
    out, writer = io.BytesIO(), pypdf.PdfWriter(io.BytesIO(paper.pdf()), incremental=True)
    writer.add_metadata({"/Title": "Policy"})
    writer.write(out)
    return out.getvalue()


def merged() -> bytes:
    out, writer = io.BytesIO(), pypdf.PdfWriter()
    for _ in range(2):
        writer.append(io.BytesIO(paper.pdf(pages=2)), outline_item="Part")
    writer.write(out)
    return out.getvalue()


PDF = [
    *((f"{act.__name__}.pdf", changed(act)) for act in (comments, filled_form, layers, chapters, archival, turned)),
    ("objects in streams.pdf", changed(chapters, object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    ("readable.pdf", changed(chapters, qdf=True)),
    ("old version.pdf", changed(chapters, force_version="1.3")),
    *((f"scan {mode}.pdf", scan(mode)) for mode in ("1", "L", "RGB", "CMYK")),
    ("scan with words.pdf", changed(words_behind_the_picture, scan("L"))),
    ("printed.pdf", printed("Two nurses verify each dose.")),
    ("other scripts.pdf", printed("Проверка дозы. Έλεγχος δόσης.")),
    ("accessible.pdf", printed("For everybody.", pdf_variant="pdf/ua-1")),
    ("saved again.pdf", saved_again()),
    ("merged.pdf", merged()),
]


def exif() -> Image.Exif:
    about = Image.Exif()
    about[0x0112], about[0x010F], about[0x927C] = 6, "Phone", b"maker's note" * 50
    about.get_ifd(0x8825)[1] = "N"
    return about


XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF/></x:xmpmeta><?xpacket end="w"?>'
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 400


def shown(mode: str, kind: str, **save) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (80, 60)).save(out, kind, **save)
    return out.getvalue()


PICTURES = [
    ("phone.jpg", shown("RGB", "JPEG", exif=exif(), xmp=XMP, dpi=(72, 72))),
    ("phone with depth.jpg", shown("RGB", "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])),
    ("moving phone.jpg", shown("RGB", "JPEG", exif=exif()) + FILM),
    ("with its maker's end.jpg", shown("RGB", "JPEG") + b"\0\0\1\x0aSEFHe\0\0\0SEFT"),
    ("progressive.jpeg", shown("RGB", "JPEG", progressive=True, optimize=True)),
    ("for printing.jpg", shown("CMYK", "JPEG")),
    ("grey.jpg", shown("L", "JPEG", quality=30)),
    *((f"{mode.replace(';', '')}.png", shown(mode, "PNG")) for mode in ("1", "L", "LA", "P", "RGBA", "I;16")),
    ("screen.png", shown("RGBA", "PNG", exif=exif(), dpi=(144, 144))),
]

ALL = WORD + PDF + PICTURES
