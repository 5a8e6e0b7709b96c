"""Measure sets from YAML and practices from CSV: verdicts, versions, all or nothing."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

import practices
from practices.models import Measure, MeasureSet, Practice, Round, Site
from tests.factories.practices import figures_entered

CATALOGUE = yaml.safe_load((Path(practices.__file__).parent / "catalogue" / "measures-2026-spring.yaml").read_text())
HEADER = "practice,legal_name,tax_id,site,street,city,state,zip,treats_here,phone,oncologist_hours\n"
MAIN = "QP-0007,Elm Street Oncology,12-3456789,Elm Street,1 Elm Street,Springfield,IL,62701,yes,217-555-0100,200\n"
WEST = "QP-0007,Elm Street Oncology,12-3456789,West,9 West Road,Decatur,IL,62521-0001,no,,200\n"


@pytest.fixture
def importing(tmp_path, capsys):
    def run(command, content, *options):
        file = tmp_path / "file"
        file.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
        try:
            call_command(command, str(file), "--json", *options)
            code = 0
        except SystemExit as stop:
            code = stop.code
        return code, json.loads(capsys.readouterr().out)["rows"]

    return run


def changed(**values):
    content = deepcopy(CATALOGUE)
    content["sets"][0].update(values)
    return content


def test_the_delivered_set_makes_a_round(db, importing):
    code, rows = importing("import_measures", CATALOGUE, "--apply")

    assert (code, [row["verdict"] for row in rows]) == (0, ["new"])
    round = Round.objects.get()
    assert (round.code, round.track, round.measure_set.version) == ("2026-spring", "QCP", 1)
    assert (round.measure_set.measures.count(), round.measure_set.targets.count()) == (26, 6)
    assert [row.charts for row in round.measure_set.chart_minimums.all()] == [30, 60, 90, 120, 150]


def test_a_dry_run_writes_no_measure(db, importing):
    importing("import_measures", CATALOGUE)

    assert MeasureSet.objects.count() == 0


def test_the_same_set_again_is_unchanged_and_another_content_is_a_new_version(db, importing):
    importing("import_measures", CATALOGUE, "--apply")

    _, same = importing("import_measures", CATALOGUE, "--apply")
    _, other = importing("import_measures", changed(threshold_percent=80), "--apply")

    assert [same[0]["verdict"], other[0]["verdict"]] == ["unchanged", "changed"]
    assert Round.objects.get().measure_set.version == 2
    assert Measure.objects.count() == 52


def test_a_set_that_figures_rest_on_cannot_change(elm, importing):
    figures_entered(elm)

    code, rows = importing("import_measures", changed(threshold_percent=80), "--apply")

    assert (code, rows[0]["verdict"]) == (1, "refused")
    assert "practices have entered scores for round 2026-spring already" in rows[0]["message"]
    assert MeasureSet.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"threshold_percent": 101}, "a whole number from 1 to 100"),
        ({"threshold_percent": "75"}, "a whole number from 1 to 100"),
        ({"strategy": "guess"}, "“strategy” has to be one of: opportunity_weighted"),
        ({"strategy": ["x"]}, "“strategy” has to be one of"),
        ({"opens_on": "soon"}, "have to be dates"),
        ({"report_on": CATALOGUE["sets"][0]["opens_on"]}, "have to follow one another"),
        ({"unique_chart_minimums": [{"fte_up_to": 3, "charts": 1}]}, "the last with fte_up_to: null"),
        ({"unique_chart_minimums": [{"fte_up_to": "x", "charts": 1}, {"charts": 2}]}, "growing"),
        ({"module_targets": {}}, "has to name each module"),
        ({"module_targets": {"CORE": 90}}, "the module of SMT28 has no target"),
        ({"measures": []}, "has to list the measures"),
        ({"measures": [{"code": "a b", "module": "CORE", "kind": "odd", "title": ""}]}, "cannot be the code"),
        ({"measures": [CATALOGUE["sets"][0]["measures"][0]] * 2}, "the measure CORE1 stands in it twice"),
        ({"id": ""}, "“id” has to be a name"),
        ({"year": None}, "“year” has to be a year"),
    ],
)
def test_a_set_that_cannot_be_used_is_refused_in_words(db, importing, values, words):
    code, rows = importing("import_measures", changed(**values), "--apply")

    assert (code, rows[0]["verdict"]) == (1, "refused")
    assert words in rows[0]["message"]
    assert MeasureSet.objects.count() == 0


@pytest.mark.parametrize("content", ["", "sets: 3", "- 1", "sets: [3]", "sets: []"])
def test_a_file_without_sets_is_refused(db, importing, content):
    code, rows = importing("import_measures", content)

    assert (code, {row["verdict"] for row in rows}) == (1, {"refused"})


def test_practices_come_in_with_sites_and_tax_ids(db, importing):
    code, rows = importing("import_practices", HEADER + MAIN + WEST, "--apply")

    assert (code, [row["verdict"] for row in rows]) == (0, ["new", "new"])
    practice = Practice.objects.get()
    assert (practice.number, practice.place, practice.oncologist_hours) == ("QP-0007", "Springfield, IL", 200)
    sites = {site.name: (site.is_main, site.treats_here) for site in practice.sites.all()}
    assert sites == {"Elm Street": (True, True), "West": (False, False)}
    assert [tax_id.number for tax_id in practice.tax_ids.all()] == ["12-3456789"]


def test_importing_practices_again_changes_only_what_changed(db, importing):
    importing("import_practices", HEADER + MAIN + WEST, "--apply")

    _, rows = importing("import_practices", HEADER + MAIN + WEST.replace("9 West Road", "8 West Road"), "--apply")

    assert [row["verdict"] for row in rows] == ["unchanged", "changed"]
    assert Site.objects.get(name="West").street == "8 West Road"
    assert (Practice.objects.count(), Site.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (MAIN.replace("QP-0007", "7"), "Column practice: “7” cannot be used."),
        (MAIN.replace("12-3456789", "123456789"), "Write it as 12-3456789."),
        (MAIN.replace(",IL,", ",Illinois,"), "Use the two letters of the state"),
        (MAIN.replace("62701", "627"), "Write it as 62701"),
        (MAIN.replace("yes", "perhaps"), "neither yes nor no"),
        (MAIN.replace(",200", ",many"), "“many” is not a whole number"),
        (MAIN.replace(",200", ",0"), "a practice without oncologist hours"),
        (MAIN.replace("Elm Street Oncology", "=HYPERLINK(1)"), "looks like a formula"),
        (MAIN.replace("Elm Street Oncology", ""), "Column legal_name: the cell is empty."),
        (MAIN + MAIN, "stands in line 2 already"),
        (MAIN + WEST.replace("Oncology", "Clinic"), "line 2 says “Elm Street Oncology”. Make them the same."),
    ],
)
def test_a_practice_that_cannot_be_taken_is_refused_in_words(db, importing, line, words):
    code, rows = importing("import_practices", HEADER + line, "--apply")

    assert code == 1
    assert any(words in row["message"] for row in rows)
    assert Practice.objects.count() == 0
