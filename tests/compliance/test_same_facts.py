"""One report, three forms: page, PDF and spreadsheet say the same, and what was issued never changes."""

import io

import openpyxl
import pikepdf
import pypdf
import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from compliance import spreadsheet
from qcp.documents.letters import pdf_bytes
from qcp.documents.models import Letter
from tests.factories import compliance as made
from tests.factories.compliance import PARTIAL, UNMET


@pytest.fixture
def report(olivia, rita):
    report = made.in_review(rita, olivia, (UNMET, PARTIAL), sites=2)
    finding = report.findings.get(place=3)
    made.assessment.assess(finding, by=rita, rating="met", commendation="A model for others.")
    lowered = report.findings.get(place=4)
    made.assessment.assess(lowered, by=rita, rating=PARTIAL, reason="One chart of ten.", requirement="Ten charts.")
    made.assessment.summarize(report, by=rita, summary="Much is well done.")
    made.assessment.confirm_the_rest(report, by=rita)
    return made.reports.issue(report, by=rita)


def squeezed(text: str) -> str:
    """Without white space: line breaks differ between the forms, words do not."""
    return "".join(text.split())


def facts_of(report) -> list[str]:
    """Every text of the snapshot that a reader has to find, whatever the form."""
    seen = report.snapshot
    found = [seen["number"], seen["issued_on"], seen["summary"], seen["edition"], *seen["practice"].values()]
    found += [site["name"] for site in seen["sites"]]
    for row in seen["rows"]:
        found += [row["code"], row["title"], *(cell["label"] for cell in row["cells"])]
    for row in seen["levels"]:
        found += [row["code"], row["title"], *(cell["label"] for cell in row["cells"])]
    for requirement in seen["requirements"]:
        found += requirement.values()
    for each in (*seen["commendations"], *seen["changes"]):
        found += each.values()
    found += (seen["corrects"] or {}).values()
    return [squeezed(text) for text in found]


def page_of(client, report):
    return squeezed(strip_tags(client.get(report.get_absolute_url()).content.decode()))


def pdf_of(client, report):
    content = client.get(reverse("compliance:report_pdf", args=[report.pk])).content
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def sheet_of(client, report):
    content = client.get(reverse("compliance:report_sheet", args=[report.pk])).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    return squeezed("".join(str(cell or "") for sheet in book for row in sheet.values for cell in row))


@pytest.mark.parametrize("form", [page_of, pdf_of, sheet_of])
def test_every_form_carries_every_fact(client, olivia, report, form):
    client.force_login(olivia)
    text = form(client, report)

    assert [fact for fact in facts_of(report) if fact not in text] == []


def test_the_requirements_are_the_same_in_number_everywhere(client, olivia, report):
    client.force_login(olivia)
    numbers = [requirement.number for requirement in report.requirements.all()]
    assert [each["number"] for each in report.snapshot["requirements"]] == numbers
    assert numbers == ["CCR-0001/01", "CCR-0001/02", "CCR-0001/03"]
    for form in (page_of, pdf_of, sheet_of):
        assert "CCR-0001/04" not in form(client, report)


def test_what_was_issued_does_not_follow_later_changes(client, olivia, report):
    client.force_login(olivia)
    before = [form(client, report) for form in (pdf_of, sheet_of)]
    report.practice.__class__.objects.update(legal_name="Renamed Oncology")
    report.findings.update(observed="Something else.")

    assert [form(client, report) for form in (pdf_of, sheet_of)] == before


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_ever_a_formula(typed):
    assert spreadsheet.harmless(typed) == f"'{typed}"


def test_a_formula_typed_as_a_requirement_stays_text(report):
    report.snapshot["requirements"][0]["text"] = '=HYPERLINK("http://x")'
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.workbook_of(report.snapshot)))

    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("template", ["report", "certificate", "award", "denial"])
def test_every_print_is_tagged_titled_and_says_what_each_picture_is(olivia, rita, mona, template):
    made.decisions.carry_out(made.proposed_denial(rita, olivia), by=mona)
    made.certified(rita, olivia, mona)
    letter = Letter.objects.filter(template=template).first()
    document = pikepdf.open(io.BytesIO(pdf_bytes(letter)))
    tags = [(str(e.S), e) for e in document.objects if isinstance(e, pikepdf.Dictionary) and "/S" in e and "/P" in e]

    assert document.Root.MarkInfo.Marked and str(document.docinfo.Title) == letter.title
    assert sum(tag == "/H1" for tag, _ in tags) == 1
    assert [element for tag, element in tags if tag == "/Figure" and not str(element.get("/Alt", ""))] == []
    assert pdf_bytes(letter) == pdf_bytes(letter)


def test_the_certificate_names_its_check_page_beside_the_code(olivia, rita, mona):
    certification = made.certified(rita, olivia, mona)
    printed = pdf_bytes(Letter.objects.of(certification).get())
    text = squeezed(pypdf.PdfReader(io.BytesIO(printed)).pages[0].extract_text())

    assert f"/verify/{certification.number}/" in text
    assert squeezed(certification.practice.legal_name) in text
    assert "DEMONSTRATION" in text
