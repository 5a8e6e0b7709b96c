"""The printed page: tagged for screen readers, fetching nothing, the same bytes for the same words."""

import http.server
import io
import subprocess
import sys
import threading

import pikepdf
import pypdf
import pytest

from qcp.documents import qr
from qcp.documents.pdf import as_html, render_pdf, version_of

WORDS = {
    "date": "1 May 2026",
    "recipient": ["Elm Street Oncology", "1 Elm Street"],
    "paragraphs": ["Your practice is certified for three years.", "Größe & <b>names</b> stay as typed."],
    "facts": [["Number", "QCP-0001"], ["Valid until", "30 April 2029"]],
    "signer": ["The program office"],
    "demonstration": True,
}


@pytest.fixture(scope="module")
def printed():
    return render_pdf("letter", WORDS, "Notice of certification")


@pytest.fixture
def template(tmp_path, settings):
    """Write a template of one's own, and print it."""
    (tmp_path / "pdf").mkdir()
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]

    def prints(body):
        base = '{% extends "pdf/base.html" %}{% load documents %}{% block content %}'
        (tmp_path / "pdf" / "own.html").write_text(f"{base}{body}{{% endblock %}}")
        return render_pdf("own", {"url": "https://portal.example/verify/QCP-0001/"}, "Own")

    return prints


def structure(document):
    """Every element of the tag tree, with its type."""
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop(0)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                waiting.append(kid)
        if "/S" in element:
            yield str(element.S), element


def test_a_letter_is_tagged_titled_and_in_english(printed):
    document = pikepdf.open(io.BytesIO(printed))
    tags = [tag for tag, _ in structure(document)]

    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "en"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.docinfo.Title) == "Notice of certification"
    assert document.open_metadata().get("pdfuaid:part") == "1"
    assert tags.count("/H1") == 1
    assert tags.count("/TH") == 4
    assert {"/Table", "/TR", "/TD", "/P"} <= set(tags)


def test_every_cell_names_its_headings(printed):
    document = pikepdf.open(io.BytesIO(printed))

    cells = [element for tag, element in structure(document) if tag == "/TD"]

    assert len(cells) == 2
    assert all("/Headers" in str(cell.A) or "/Headers" in cell.A for cell in cells)


def test_fonts_are_embedded_and_can_be_read_back(printed):
    document = pikepdf.open(io.BytesIO(printed))

    fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]

    outer = [font for font in fonts if font.Subtype == "/Type0"]
    assert outer and all("/ToUnicode" in font for font in outer)
    assert all(
        "/FontFile3" in f.FontDescriptor or "/FontFile2" in f.FontDescriptor for f in fonts if "/FontDescriptor" in f
    )


def test_the_text_reads_in_the_order_of_the_page_and_page_numbers_are_no_part_of_it(printed):
    text = "".join(pypdf.PdfReader(io.BytesIO(printed)).pages[0].extract_text().split())
    order = ["DEMONSTRATION", "QOPICertification", "1May2026", "ElmStreet", "Noticeof", "Yourpractice", "QCP-0001"]

    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "Größe&<b>names</b>stayastyped." in text
    document = pikepdf.open(io.BytesIO(printed))
    marks = [op for op in pikepdf.parse_content_stream(document.pages[0]) if str(op.operator) in ("BMC", "BDC")]
    assert any(str(mark.operands[0]) == "/Artifact" for mark in marks)


def test_bookmarks_are_the_headings(template):
    printed = template("<h1>Report</h1><h2>Findings</h2><p>a</p><h2>Plan</h2>")

    outline = pypdf.PdfReader(io.BytesIO(printed)).outline

    assert outline[0].title == "Report"
    assert [entry.title for entry in outline[1]] == ["Findings", "Plan"]


def test_a_qr_code_has_a_description(template):
    printed = template('{% qr url "Check this certificate" %}')

    document = pikepdf.open(io.BytesIO(printed))
    figures = [element for tag, element in structure(document) if tag == "/Figure"]

    assert [str(figure.Alt) for figure in figures] == ["Check this certificate"]
    assert "<title>a &amp; b</title>" in qr.svg("https://x.example", "a & b")


def test_the_same_words_give_the_same_bytes(printed):
    assert render_pdf("letter", WORDS, "Notice of certification") == printed
    assert render_pdf("letter", WORDS | {"date": "2 May 2026"}, "Notice of certification") != printed
    assert version_of("letter") != version_of("base")


@pytest.fixture
def listener():
    """A web server that counts who asks."""
    asked = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args): ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_a_letter_fetches_nothing_from_network_or_disk(template, listener):
    address, asked = listener

    printed = template(f"""
        <link rel="attachment" href="file:///etc/passwd"><link rel="stylesheet" href="{address}/a.css">
        <img src="{address}/a.png" alt="a"><img src="file:///etc/passwd" alt="b">
        <object data="{address}/o"></object><a rel="attachment" href="file:///etc/passwd">x</a>
        <img src="static:../../../../etc/passwd" alt="c"><img src="static:js/portal.js" alt="d">
        <svg><image href="{address}/b.png"/></svg><p style="background:url({address}/c.png)">p</p>""")

    document = pikepdf.open(io.BytesIO(printed))
    assert asked == []
    assert b"root:" not in printed and not document.attachments
    assert not any(b"root:x" in each.read_bytes() for each in document.objects if isinstance(each, pikepdf.Stream))


def test_words_that_look_like_markup_stay_words():
    html = as_html("letter", {"paragraphs": ["<img src=file:///etc/passwd>"]}, "<script>")

    assert "<img src=file" not in html and "<script>" not in html


def test_the_renderer_is_not_loaded_before_something_is_printed():
    portal = (
        "import django; django.setup(); import qcp.urls, qcp.documents.tasks, sys; print('weasyprint' in sys.modules)"
    )

    answer = subprocess.run([sys.executable, "-c", portal], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"


def test_a_demonstration_says_so_in_one_word_that_can_be_searched_for(printed):
    text = pypdf.PdfReader(io.BytesIO(printed)).pages[0].extract_text()

    assert text.startswith("DEMONSTRATION\n")
    real = pypdf.PdfReader(io.BytesIO(render_pdf("letter", WORDS | {"demonstration": False}, "Real")))
    assert "DEMONSTRATION" not in real.pages[0].extract_text()


def test_the_letters_stand_in_fonts_of_our_own_so_that_every_machine_prints_the_same(printed):
    document = pikepdf.open(io.BytesIO(printed))

    names = {
        str(each.BaseFont)[8:]
        for each in document.objects
        if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
    }

    assert names and all(name.startswith("Paper-") for name in names)


SHOWS = {"Tj", "TJ", "'", '"', "Do", "sh", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*"}


def unmarked(page) -> list[str]:
    """What is painted outside every tag and every artifact."""
    found, depth = [], 0
    for part in pikepdf.parse_content_stream(page):
        operator = str(part.operator)
        depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
        if operator in SHOWS and depth == 0:
            found.append(operator)
    return found


def test_all_that_is_painted_is_tagged_or_an_artifact_and_no_heading_is_skipped(printed, template):
    long = template("<h1>Report</h1>" + "<h2>Part</h2><p>Words.</p><h3>Detail</h3><ul><li>One</li></ul>" * 60)

    for content in (printed, long):
        document = pikepdf.open(io.BytesIO(content))
        assert [unmarked(page) for page in document.pages] == [[]] * len(document.pages)
        levels = [int(tag[2]) for tag, _ in structure_in_order(document) if tag in ("/H1", "/H2", "/H3", "/H4")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def structure_in_order(document):
    """Every element of the tag tree, in reading order."""

    def walk(element):
        if "/S" in element:
            yield str(element.S), element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                yield from walk(kid)

    yield from walk(document.Root.StructTreeRoot)
