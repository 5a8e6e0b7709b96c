"""The papers: every link leads somewhere, pictures stay few and small, and what is said to be shown is shown."""

import csv
import re

import pytest

from .sources import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PICTURES = [path for path in (ROOT / "docs").rglob("*") if path.suffix in {".png", ".jpg", ".svg", ".gif"}]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]+)[^)]*\)")
TEST = re.compile(r"(tests/[\w/]+\.py)(?:::(\w+))?")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_every_picture_is_described(page):
    links = [found for found in LINK.findall(page.read_text()) if "://" not in found[2] and ":" not in found[2]]

    assert [target for _, _, target in links if not (page.parent / target).exists()] == []
    assert [target for picture, words, target in links if picture and len(words) < 20] == []


def test_pictures_are_few_and_small():
    assert len(PICTURES) <= 40
    assert sum(picture.stat().st_size for picture in PICTURES) <= 10 * 1024 * 1024


def test_what_is_said_to_be_shown_is_shown_by_tests_that_exist():
    rows = list(csv.DictReader((ROOT / "docs" / "acceptance.csv").read_text().splitlines()))
    named = [(row["id"], *found) for row in rows for found in TEST.findall(row["where"])]

    assert {row["state"] for row in rows} <= {"shown", "partly", "later"}
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["id"] for row in rows if row["state"] != "later"} == {identity for identity, _, _ in named}
    assert [each for each in named if not is_there(*each[1:])] == []


def test_what_is_answered_to_the_security_standard_is_shown_by_tests_that_exist():
    rows = list(csv.DictReader((ROOT / "docs" / "asvs.csv").read_text().splitlines()))
    named = [(row["id"], *found) for row in rows for found in TEST.findall(row["proof"])]

    assert {row["answer"] for row in rows} == {"met", "not applicable", "where it is run", "open"}
    assert len({row["id"] for row in rows}) == len(rows) >= 210
    assert all(row["how"] for row in rows)
    assert {row["id"] for row in rows if row["answer"] == "met"} == {identity for identity, _, _ in named}
    assert [each for each in named if not is_there(*each[1:])] == []


def is_there(file: str, test: str) -> bool:
    path = ROOT / file
    return path.exists() and (not test or f"def {test}(" in path.read_text())
