"""The catalogue of standards: what comes in, what is refused, and what applies to whom."""

import json
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from applications.models import Edition, PolicyType, Standard

CATALOGUE = Path("applications/catalogue/standards.yaml")


def bring_in(path, *options):
    answer = StringIO()
    call_command("import_standards", str(path), "--json", *options, stdout=answer)
    return json.loads(answer.getvalue())


def changed_copy(tmp_path, change):
    content = yaml.safe_load(CATALOGUE.read_text())
    change(content)
    path = tmp_path / "changed.yaml"
    path.write_text(yaml.safe_dump(content))
    return path


def test_a_dry_run_writes_nothing(db):
    answer = bring_in(CATALOGUE)

    assert (answer["applied"], answer["refused"], Standard.objects.count()) == (False, 0, 0)


def test_the_delivered_catalogue_comes_in_with_its_leaves_marked_as_rated(db):
    bring_in(CATALOGUE, "--apply")

    assert [(e.code, e.standards.count(), e.standards.rated().count()) for e in Edition.objects.all()] == [
        ("QCP-2020", 90, 80),
        ("QCP-2024A", 101, 90),
    ]
    assert list(
        Standard.objects.filter(edition__code="QCP-2020", is_rated=True).values_list("code", flat=True)[:3]
    ) == [
        "1.1.1.1",
        "1.1.2",
        "1.1.3",
    ]


def test_every_delivered_row_tells_a_surveyor_how_to_judge_it(db):
    bring_in(CATALOGUE, "--apply")

    standard = Standard.objects.get(edition__code="QCP-2020", code="1.1.2")

    assert [heading for heading, _ in standard.rubric] == [
        "How to interpret", "Written material", "What to observe", "Expected outcome",
    ]  # fmt: skip
    assert "Drugs are prepared by a pharmacist" in standard.paraphrase
    assert standard.rubric[3][1].startswith("Met when this is so at the site and can be shown: drugs are prepared")
    assert not Standard.objects.filter(expected_outcome="").exists()


def test_a_row_without_a_rubric_comes_in_and_the_verdict_says_what_is_missing(db, tmp_path):
    def leave_out(content):
        content["standards"][0].pop("expected_outcome")

    answer = bring_in(changed_copy(tmp_path, leave_out), "--apply")

    verdict = next(row for row in answer["rows"] if row["row"] == "standard QCP-2020 1.1")
    assert (verdict["verdict"], verdict["message"]) == ("new", "It comes in without: Expected outcome.")
    assert len(Standard.objects.get(edition__code="QCP-2020", code="1.1").rubric) == 3


def test_only_policies_that_a_standard_asks_for_belong_to_an_edition(db):
    bring_in(CATALOGUE, "--apply")

    assert not PolicyType.objects.filter(standards=None).exists()
    assert not PolicyType.objects.filter(edition__code="QCP-2020", code="POL-IEC").exists()


def test_bringing_it_in_twice_changes_nothing(db):
    bring_in(CATALOGUE, "--apply")
    again = bring_in(CATALOGUE, "--apply")

    assert {row["verdict"] for row in again["rows"] if row["row"].startswith("standard")} == {"unchanged"}
    assert Standard.objects.count() == 191


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"applies_if": "moonlight"}, "Nobody asks about 'moonlight' in the questionnaire."),
        ({"parent": "9.9", "level": "element"}, "There is no parent 9.9."),
        ({"domain": "7"}, "There is no domain 7 in QCP-2020."),
        ({"evidence": ["hearsay"]}, "'hearsay' is no way of looking."),
        ({"evidence": []}, "'' is no way of looking."),
        ({"title": ""}, "It needs a title and a text."),
        ({"title": "T" * 121}, "Title is longer than 120 characters."),
        ({"what_to_observe": "o" * 2001}, "What to observe is longer than 2000 characters."),
        ({"policy_document": "POL-NONE"}, "There is no policy document POL-NONE."),
        ({"level": "element", "parent": None}, "An element names its parent, and a standard has none."),
    ],
)
def test_one_refused_row_keeps_the_whole_file_out(db, tmp_path, change, sentence):
    path = changed_copy(tmp_path, lambda content: content["standards"][0].update(change))
    answer = StringIO()

    with pytest.raises(SystemExit) as exit_code:
        call_command("import_standards", str(path), "--json", "--apply", stdout=answer)

    refused = [row for row in json.loads(answer.getvalue())["rows"] if row["verdict"] == "refused"]
    assert exit_code.value.code == 1
    assert [(row["row"], row["message"]) for row in refused] == [("standard QCP-2020 1.1", sentence)]
    assert Standard.objects.count() == 0


def test_a_row_that_stands_twice_is_refused(db, tmp_path):
    path = changed_copy(tmp_path, lambda content: content["standards"].append(content["standards"][0]))

    with pytest.raises(SystemExit):
        call_command("import_standards", str(path), stdout=StringIO())


def test_a_row_applies_only_where_all_above_it_do(db):
    bring_in(CATALOGUE, "--apply")
    standards = Edition.objects.get(code="QCP-2020").standards

    everywhere = {row.code for row in standards.applying({"always"})}
    with_oral = {row.code for row in standards.applying({"always", "oral", "oral_or_home"})}

    assert with_oral - everywhere == {"2.2.6", "2.4", "3.6", "4.3", "4.4"}
    assert {row.applies_if for row in standards.applying({"always"})} == {"always"}
