"""The office writes the words of letters on paper anew; each paper keeps the words it was written in."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from django.conf import settings

from qcp.documents import letters
from qcp.documents.models import Letter
from qcp.documents.papers import PAPERS
from qcp.documents.pdf import render_pdf
from qcp.notices.models import Edition

AWARD = {
    "practice": {"name": "Elm <Street> Oncology", "place": "Troy, NY"},
    "number": "QCP-0001",
    "starts_on": "1 March 2027",
    "expires_on": "28 February 2030",
    "sites": [{"name": "Main", "address": "1 Elm Street"}],
    "released_on": "1 March 2027",
    "report": "CCR-0001",
    "change_time": "30 days",
    "check_url": "https://portal.example/verify/QCP-0001/",
}
THANKS = "We are glad to"


def award(practice) -> Letter:
    return letters.freeze(practice, "award", title="Letter of award", data=AWARD)


def pdf_text(letter) -> str:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(letter.template, letter.data, letter.title)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def typed(**changed) -> dict:
    words = PAPERS["award"].words
    texts = {f"text_{place}": changed.get(each.path, each.text) for place, each in enumerate(words.wordings)}
    return {**texts, "note": "Warmer.", "after": 0}


def post(client, person, data):
    client.force_login(person)
    answer = client.post("/papers/award/", data)
    return answer, " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_new_words_hold_for_papers_to_come_and_a_frozen_one_keeps_its_own(client, stella, practice):
    before = award(practice)

    answer, _ = post(client, stella, typed(**{THANKS: "Well done, [practice name] & all! <b>[report]</b> {x}"}))
    after = award(practice)

    assert answer.status_code == 302
    assert "Well done, Elm <Street> Oncology & all! <b>CCR-0001</b> {x}" in pdf_text(after)
    assert after.data["edition"] == 1
    assert "We are glad to tell you that Elm <Street> Oncology is certified" in pdf_text(before)


def test_the_office_reads_its_words_with_the_facts_of_a_real_paper_before_they_hold(client, stella, practice):
    award(practice)

    answer, words = post(client, stella, {**typed(**{THANKS: "Hurrah, [practice name]!"}), "try": "1"})

    assert answer.status_code == 200
    assert "Hurrah, Elm &lt;Street&gt; Oncology!" in words
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Hello [nobody]", "There is no blank [nobody] here."), ("{{ x }}", "square brackets"), (" ", "Write")],
)
def test_words_that_cannot_stand_on_paper_are_refused_in_a_sentence(client, stella, practice, text, sentence):
    answer, words = post(client, stella, typed(**{THANKS: text}))

    assert answer.status_code == 422
    assert sentence in words
    assert Edition.objects.count() == 0


def test_back_to_the_shipped_words_of_a_paper(client, stella, practice):
    post(client, stella, typed(**{THANKS: "Hurrah!"}))
    client.post("/papers/award/restore/", {"after": 1})

    assert "words" not in award(practice).data
    assert "As shipped" in client.get("/papers/").content.decode()


def test_every_paper_with_words_to_write_anew_is_in_the_list_and_reads_the_same_when_nothing_is_changed(client, stella):
    marked = {
        path.stem for path in Path(settings.BASE_DIR, "templates/pdf").glob("*.html") if "endwords" in path.read_text()
    }

    assert marked == set(PAPERS)
    for paper in PAPERS.values():
        assert len(set(paper.words.texts)) == len(paper.words.wordings) > 0
        client.force_login(stella)
        assert client.get(f"/papers/{paper.template}/").status_code == 200


def test_shipped_words_typed_again_print_the_same_paper(practice):
    letter = award(practice)
    again = {**letter.data, "words": PAPERS["award"].words.texts}

    assert pdf_text(letter) == pdf_text(Letter(template="award", title=letter.title, data=again))
