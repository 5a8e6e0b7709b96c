"""What the import commands print: a JSON object for programs, lines for people."""

import json

from .. import scoring


def scores_json(imported) -> str:
    practices = [practice_json(batch) for batch in imported.batches.values() if not batch.refused]
    return json.dumps({"practices": practices, "rows": rows_json(imported.verdicts)}, indent=1)


def rows_json(verdicts) -> list[dict]:
    return [{"file": v.file, "line": v.line, "verdict": v.verdict, "message": v.message} for v in verdicts]


def practice_json(batch) -> dict:
    figures = batch.figures()
    judgement = scoring.judge(figures)
    return {
        "practice": batch.practice.number,
        "round": batch.round.code,
        "numerator": judgement.numerator,
        "denominator": judgement.denominator,
        "percent": judgement.percent,
        "charts": {
            "unique": judgement.unique_charts,
            "minimum": judgement.chart_minimum,
            "modules": {line.module: module_json(line) for line in figures.modules},
        },
        "qualifies": judgement.qualifies,
        "reasons": list(judgement.reasons),
    }


def module_json(line) -> dict:
    return {
        "target": line.target,
        "eligible": line.eligible,
        "abstracted": line.abstracted,
        "all_eligible_attested": line.attested,
        "met": line.met,
    }


def as_text(verdicts, applied: bool) -> str:
    """One line per verdict worth reading, and what became of the whole."""
    lines = [f"{v.file} line {v.line}: {v.verdict}. {v.message}".rstrip() for v in verdicts if v.message]
    counts = {
        kind: sum(v.verdict == kind for v in verdicts)
        for kind in ("new", "changed", "unchanged", "correction", "refused")
    }
    lines.append(", ".join(f"{count} {kind}" for kind, count in counts.items() if count) + ".")
    if counts["refused"]:
        lines.append("Nothing was written. Put the refused lines right and import the whole file again.")
    else:
        lines.append("Written." if applied else "Nothing was written. Add --apply to write it.")
    return "\n".join(lines)
