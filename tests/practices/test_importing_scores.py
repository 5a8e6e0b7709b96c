"""Scores and charts from CSV: what each line comes to, what the round comes to, and all or nothing."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

import practices
from practices.actions import scores
from practices.imports.scores import ScoreImport
from practices.models import MeasureScore, ModuleCharts, ScoreSubmission
from tests.factories.practices import (
    MembershipFactory,
    PracticeFactory,
    figures_entered,
    final_scores,
    measures_in_the_catalogue,
    with_report,
)

SAMPLES = Path(practices.__file__).parent / "catalogue"
SCORES = (SAMPLES / "scores-elm-street-2026-spring.csv").read_text()
CHARTS = (SAMPLES / "charts-elm-street-2026-spring.csv").read_text()
HEADER = "practice,round,track,measure,numerator,denominator,excluded\n"


@pytest.fixture
def elm(db):
    measures_in_the_catalogue()
    return PracticeFactory(legal_name="Elm Street Oncology", oncologist_hours=200)


@pytest.fixture
def importing(tmp_path, capsys):
    """Runs the command on these texts: (exit code, answer)."""

    def run(scores, charts=None, *options):
        content = scores if isinstance(scores, bytes) else scores.encode()
        (tmp_path / "scores.csv").write_bytes(content)
        arguments = [str(tmp_path / "scores.csv"), "--json", *options]
        if charts is not None:
            (tmp_path / "charts.csv").write_text(charts)
            arguments += ["--charts", str(tmp_path / "charts.csv")]
        try:
            call_command("import_scores", *arguments)
            code = 0
        except SystemExit as stop:
            code = stop.code
        return code, json.loads(capsys.readouterr().out)

    return run


def refusals(answer):
    return [(row["file"], row["line"], row["message"]) for row in answer["rows"] if row["verdict"] == "refused"]


def test_the_sample_of_elm_street_qualifies(elm, importing):
    code, answer = importing(SCORES, CHARTS)

    assert code == 0
    assert answer["practices"] == [
        {
            "practice": "QP-0001",
            "round": "2026-spring",
            "numerator": 890,
            "denominator": 1126,
            "percent": "79.04",
            "charts": {"unique": 96, "minimum": 90, "modules": answer["practices"][0]["charts"]["modules"]},
            "qualifies": True,
            "reasons": [],
        }
    ]
    assert answer["practices"][0]["charts"]["modules"]["EOL"] == {
        "target": 30, "eligible": 26, "abstracted": 26, "all_eligible_attested": True, "met": True,
    }  # fmt: skip
    assert {row["verdict"] for row in answer["rows"]} == {"new"}
    assert len(answer["rows"]) == 26 + 6


def test_a_dry_run_writes_nothing(elm, importing):
    importing(SCORES, CHARTS)

    assert ScoreSubmission.objects.count() == 0


def test_applied_figures_are_a_draft_of_the_practice(elm, importing):
    importing(SCORES, CHARTS, "--apply")

    submission = ScoreSubmission.objects.get()
    assert (submission.practice, submission.state, submission.revision) == (elm, "draft", 1)
    assert (MeasureScore.objects.count(), ModuleCharts.objects.count()) == (26, 6)
    assert [line.move for line in submission.history.all()] == ["open"]


def test_importing_the_same_again_changes_nothing(elm, importing):
    importing(SCORES, CHARTS, "--apply")

    code, answer = importing(SCORES, CHARTS, "--apply")

    assert code == 0
    assert {row["verdict"] for row in answer["rows"]} == {"unchanged"}
    assert ScoreSubmission.objects.get().revision == 1


def test_a_changed_line_is_seen_and_the_others_stay(elm, importing):
    importing(SCORES, CHARTS, "--apply")

    code, answer = importing(f"{HEADER}QP-0001,2026-spring,QCP,CORE1,80,83,1\n", None, "--apply")

    assert [row["verdict"] for row in answer["rows"]] == ["changed"]
    assert answer["practices"][0]["numerator"] == 894
    assert MeasureScore.objects.get(measure__code="CORE1").numerator == 80
    assert MeasureScore.objects.count() == 26


def test_one_bad_line_keeps_all_of_them_out(elm, importing):
    code, answer = importing(SCORES.replace("CORE1,76,83", "CORE1,84,83"), CHARTS, "--apply")

    assert code == 1
    assert refusals(answer) == [("scores", 2, "Column numerator: The numerator 84 is larger than the denominator 83.")]
    assert answer["practices"] == []
    assert ScoreSubmission.objects.count() == 0


def test_a_practice_next_to_a_bad_line_is_still_judged(elm, importing):
    PracticeFactory()
    other = SCORES.split("\n", 1)[1].replace("QP-0001", "QP-0002")

    code, answer = importing(SCORES + other.replace("CORE1,76", "CORE1,x"), CHARTS)

    assert code == 1
    assert [entry["practice"] for entry in answer["practices"]] == ["QP-0001"]


def test_more_charts_in_a_measure_than_in_its_module_are_refused(elm, importing):
    code, answer = importing(SCORES.replace("CORE1,76,83,1", "CORE1,76,83,14"), CHARTS)

    assert code == 1
    assert refusals(answer) == [
        (
            "scores",
            2,
            "Column denominator: CORE1: Denominator 83 and excluded 14 together are more than the 96 charts abstracted "
            "for the module. Correct whichever is wrong.",
        )
    ]


def test_charts_that_shrink_below_kept_scores_are_refused(elm, importing):
    importing(SCORES, CHARTS, "--apply")

    code, answer = importing(HEADER + "QP-0001,2026-spring,QCP,SMT28,33,36,0\n", CHARTS.replace("140,96", "140,84"))

    assert code == 1
    assert [row[:2] for row in refusals(answer)] == [("charts", 2)]
    assert "CORE18: Denominator 88 and excluded 2 together are more than the 84 charts" in refusals(answer)[0][2]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("QP-9999,2026-spring,QCP,CORE1,1,2,0", "practice", "there is no practice “QP-9999”"),
        ("=1+1,2026-spring,QCP,CORE1,1,2,0", "practice", "there is no practice “=1+1”"),
        ("QP-0001,2031-spring,QCP,CORE1,1,2,0", "round", "there is no round “2031-spring”"),
        ("QP-0001,2026-spring,FULL,CORE1,1,2,0", "track", "no measure set for the track “FULL”"),
        ("QP-0001,2026-spring,QCP,CORE999,1,2,0", "measure", "“CORE999” is not in the set"),
        ("QP-0001,2026-spring,QCP,CORE1,,2,0", "numerator", "the cell is empty. Write digits only"),
        ("QP-0001,2026-spring,QCP,CORE1,-1,2,0", "numerator", "“-1” is not a whole number"),
        ("QP-0001,2026-spring,QCP,CORE1,1.5,2,0", "numerator", "“1.5” is not a whole number"),
        ("QP-0001,2026-spring,QCP,CORE1,=2+2,2,0", "numerator", "“=2+2” is not a whole number"),
        ("QP-0001,2026-spring,QCP,CORE1,٣,9,0", "numerator", "“٣” is not a whole number"),
        ("QP-0001,2026-spring,QCP,CORE1,1," + "9" * 60 + ",0", "denominator", "which cannot be right"),
        ("QP-0001,2026-spring,QCP,CORE1,1,1000001,0", "denominator", "is more than 1,000,000"),
        ("QP-0001,2026-spring,QCP,CORE1\x00,1,2,0", "measure", "cannot be printed"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(elm, importing, line, column, words):
    code, answer = importing(HEADER + line + "\n")

    (file, number, message) = refusals(answer)[0]
    assert (code, file, number) == (1, "scores", 2)
    assert message.startswith(f"Column {column}: ")
    assert words in message


def test_a_line_that_comes_twice_names_the_first(elm, importing):
    line = "QP-0001,2026-spring,QCP,CORE1,1,2,0\n"

    _, answer = importing(HEADER + line + line)

    assert refusals(answer) == [
        ("scores", 3, "Column measure: “CORE1” of this practice stands in line 2 already. Keep one of them.")
    ]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "The file is empty."),
        (b"\xef\xbb\xbf", 1, "The file is empty."),
        (
            b"practice,round\nQP-0001,2026-spring\n",
            1,
            "The header lacks track, measure, numerator, denominator and excluded.",
        ),
        (HEADER.replace(",", ";").encode(), 1, "The columns are not separated by commas."),
        (HEADER.strip().encode() + b",note\n", 1, "The header names “note”"),
        (HEADER.strip().encode() + b",track\n", 1, "The header names a column twice."),
        (HEADER.encode(), 2, "The file has a header but no rows."),
        (HEADER.encode() + b"QP-0001,2026-spring,QCP,CORE1,1,2\n", 2, "This line has 6 cells, the header has 7."),
        (HEADER.encode() + "Cliniqué,x,x,x,1,2,0\n".encode("latin-1"), 2, "a character that is not UTF-8"),
        (HEADER.encode("utf-16"), 1, "saved as UTF-16"),
        (HEADER.encode() + b'"QP-0001,2026', 2, "not proper CSV"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 2, "not UTF-8"),
        (b"x" * (5 * 1024 * 1024 + 1), 1, "larger than 5 MB"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_in_words(elm, importing, content, line, words):
    code, answer = importing(content)

    (file, number, message) = refusals(answer)[0]
    assert (code, file, number) == (1, "scores", line)
    assert words in message


def test_a_byte_order_mark_capitals_and_stray_spaces_do_no_harm(elm, importing):
    content = "\ufeff" + HEADER.upper() + " qp-0001 , 2026-SPRING, qcp ,core1, 76 ,83,1\r\n\r\n"

    code, answer = importing(content)

    assert (code, refusals(answer)) == (0, [])


def test_the_order_of_the_columns_is_free(elm, importing):
    code, answer = importing(
        "excluded,denominator,numerator,measure,track,round,practice\n1,83,76,CORE1,QCP,2026-spring,QP-0001\n"
    )

    assert (code, answer["practices"][0]["numerator"]) == (0, 76)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("QP-0001,2026-spring,CORE,90,96,no", "96 charts were abstracted but only 90 are eligible"),
        (
            "QP-0001,2026-spring,CORE,140,96,yes",
            "It is attested that all eligible charts were abstracted, but 96 of 140",
        ),
        ("QP-0001,2026-spring,CORE,140,96,maybe", "“maybe” is neither yes nor no"),
        ("QP-0001,2026-spring,LUNG,140,96,no", "“LUNG” is not in the set"),
    ],
)
def test_bad_charts_are_refused_in_words(elm, importing, line, words):
    header = CHARTS.split("\n", 1)[0]

    code, answer = importing(SCORES, f"{header}\n{line}\n")

    assert code == 1
    assert words in next(message for file, _, message in refusals(answer) if file == "charts")


def test_hundred_practices_cost_no_more_queries_than_one(elm, importing, django_assert_num_queries):
    rows = "".join(f"{PracticeFactory().number},2026-spring,QCP,CORE1,1,2,0\n" for _ in range(100))

    with django_assert_num_queries(6):
        assert ScoreImport((HEADER + rows).encode()).refused == []


CORRECTED = "QP-0001,2026-spring,QCP,CORE1,80,83,1\n"


@pytest.fixture
def final(summer, elm, olivia, stella):
    MembershipFactory(practice=elm, user=olivia)
    return final_scores(elm, stella, olivia)


def test_a_dry_run_judges_a_round_that_is_final_as_a_correction(final, importing):
    code, answer = importing(HEADER + CORRECTED)

    assert code == 0
    assert [row["verdict"] for row in answer["rows"]] == ["correction"]
    assert answer["practices"][0]["numerator"] == 894


def test_a_final_round_is_corrected_only_by_a_named_member_of_staff(final, importing, olivia):
    for options in ((), ("--by", olivia.email)):
        code, answer = importing(HEADER + CORRECTED, None, "--apply", *options)
        assert (code, answer["rows"][0]["verdict"]) == (1, "refused")

    assert ScoreSubmission.objects.get().state == "final"
    assert MeasureScore.objects.get(measure__code="CORE1").numerator == 76


def test_staff_correct_a_final_round_by_import_and_compare_it_again(final, importing, stella):
    code, _ = importing(HEADER + CORRECTED, None, "--apply", "--by", stella.email)

    assert code == 0
    submission = ScoreSubmission.objects.get()
    assert (submission.state, submission.history.last().actor) == ("submitted", stella)
    assert MeasureScore.objects.get(measure__code="CORE1").numerator == 80


def test_figures_that_staff_compare_are_not_changed_beneath_them(elm, olivia, summer, importing):
    MembershipFactory(practice=elm, user=olivia)
    scores.submit(with_report(figures_entered(elm)), by=olivia)

    code, answer = importing(HEADER + CORRECTED, None, "--apply")

    assert code == 1
    assert "Staff are comparing these figures." in answer["rows"][0]["message"]
