"""What points to a patient is pointed out, page by page; it refuses nothing, since only people can judge it."""

import pytest

from qcp.documents import checks

from . import paper
from .test_inspection import look_at

PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Patient SSN 123-45-6789", "a Social Security number"),
        ("MRN: 00123456", "a medical record number"),
        ("Medical record no. 7654321", "a medical record number"),
        ("DOB: 4/12/1961", "a date of birth"),
        ("Date of birth 04-12-1961", "a date of birth"),
    ],
)
def test_a_mark_of_a_patient_is_named_with_its_page(tmp_path, words, mark):
    said = f"It may name a patient: there seems to be {mark} (page 1"

    assert look_at(tmp_path, "a.pdf", paper.pdf(words)).concern.startswith(said)
    assert look_at(tmp_path, "a.docx", paper.docx(PARAGRAPH.format(words))).concern.startswith(said)


@pytest.mark.parametrize(
    "words",
    [
        "Call 217-555-0100. Tax ID 12-3456789. Adopted 04/12/2024.",
        "Write the date of birth and the MRN on the label.",
        "Form 000-12-3456, standard 1.1.2.1",
    ],
)
def test_what_policies_say_about_patients_in_general_is_no_concern(tmp_path, words):
    finding = look_at(tmp_path, "a.pdf", paper.pdf(words))

    assert (finding.problem, finding.concern) == ("", "")


def test_the_file_is_kept_clean_with_the_concern_beside_it(hand_in):
    stored = hand_in("a.pdf", paper.pdf("MRN: 00123456"))

    checks.check_due()

    stored.refresh_from_db()
    assert stored.verdict == "clean"
    assert stored.concern == "It may name a patient: there seems to be a medical record number (page 1)."
