"""What points to a patient is pointed out, page by page; people decide what it is, and nobody opens the file before."""

import io

import pikepdf
import pytest

from qcp.documents import checks
from tests.prove import patients as figures

from . import paper
from .test_inspection import look_at

PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("words", "mark", "place"),
    [
        ("Patient SSN 123-45-6789", "a Social Security number", "•••-••-••••"),
        ("SSN: 123456789", "a Social Security number", "SSN: •••••••••"),
        ("Medicare 1EG4-TE5-MK73", "a Medicare number", "••••-•••-••••"),
        ("MRN: 00123456", "a medical record number", "MRN: ••••••••"),
        ("Medical record no. 7654321", "a medical record number", "Medical record no. •••••••"),
        ("DOB: 4/12/1961", "a date of birth", "DOB: •/••/••••"),
        ("Date of birth April 12, 1961", "a date of birth", "Date of birth ••••• ••, ••••"),
        ("Patient name: Rosa Martinez", "a name", "Patient name: •••• ••••••••"),
        ("Patient: Smith, John DOB unknown", "a name", "Patient: •••••, •••• •••"),
        ("Patient phone: (217) 555-0143", "a telephone number", "Patient phone: (•••) •••-••••"),
        ("A 94-year-old woman was treated", "an age over 89", "••-••••-•••"),
    ],
)
def test_a_mark_of_a_patient_is_named_with_its_page_and_covered(tmp_path, words, mark, place):
    parts = words.replace("(", "\\(").replace(")", "\\)")

    assert [mark, 1, place] in look_at(tmp_path, "a.pdf", paper.pdf(parts)).marks
    assert [mark, 1, place] in look_at(tmp_path, "a.docx", paper.docx(PARAGRAPH.format(words))).marks


@pytest.mark.parametrize(
    "words",
    [
        "Call 217-555-0100. Tax ID 12-3456789. Adopted 04/12/2024.",
        "Write the date of birth and the MRN on the label.",
        "Form 000-12-3456, standard 1.1.2.1",
        "Patient Name: Date of Birth: MRN: Signature:",
        "Patient: Verify Two identifiers before each dose.",
        "Patient Education: Oral Chemotherapy teaching",
    ],
)
def test_what_policies_say_about_patients_in_general_is_no_concern(tmp_path, words):
    finding = look_at(tmp_path, "a.pdf", paper.pdf(words))

    assert (finding.problem, finding.marks) == ("", [])


def test_every_page_is_read_however_many(tmp_path):
    last = pikepdf.open(io.BytesIO(paper.pdf("MRN: 7654321")))
    content = paper.pdf("Clean.", pages=300, change=lambda d: d.pages.extend(last.pages))

    assert look_at(tmp_path, "a.pdf", content).marks == [["a medical record number", 301, "MRN: •••••••"]]


def test_a_file_that_may_name_a_patient_is_held_and_nobody_can_open_it(client, hand_in, olivia, stella):
    stored = hand_in("a.pdf", paper.pdf("MRN: 00123456"))

    checks.check_due()

    stored.refresh_from_db()
    assert stored.standing == "Held: it may name a patient"
    assert stored.concern == "It may name a patient: there seems to be a medical record number (page 1)."
    for reader in (olivia, stella):
        client.force_login(reader)
        for address in (stored.get_absolute_url(), f"/files/{stored.pk}/read/", f"/files/{stored.pk}/pages/1.png"):
            assert client.get(address).status_code == 404


def test_a_name_in_the_name_of_the_file_counts_as_well(hand_in):
    stored = hand_in("Consent, patient John Miller MRN 1234567.pdf")

    checks.check_due()

    stored.refresh_from_db()
    assert stored.second_look.marks == [["a medical record number", 0, "MRN •••••••"]]
    assert "its file name" in stored.concern


def test_what_is_planted_is_found_and_what_is_clean_is_left_alone():
    """A tenth of what `make prove` looks at."""
    assert figures.found(50).reached
    assert figures.names_found(50).reached
    assert figures.false_alarms(30).reached
