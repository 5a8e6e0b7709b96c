"""Measure sets from YAML: a verdict on every set, and the set as it would be written."""

import datetime
import hashlib
import json
import re
from decimal import Decimal, InvalidOperation

from ..models import MeasureKind, MeasureSet, Round, ScoreSubmission
from ..scoring import STRATEGIES
from .sheet import Verdict

CODE = re.compile(r"[A-Z0-9-]{1,20}")
SET = re.compile(r"[a-z0-9-]{1,40}")
SEASON = re.compile(r"[a-z]{3,10}")
DATES = ("opens_on", "closes_on", "report_on")


class MeasureImport:
    """A file of measure sets, judged; nothing is written here."""

    def __init__(self, content):
        entries = content.get("sets") if isinstance(content, dict) else None
        entries = entries if isinstance(entries, list) else []
        self.sets = [SetRow(line, entry) for line, entry in enumerate(entries, start=1)]
        self.verdicts = [row.verdict for row in self.sets]
        if not self.sets:
            self.verdicts = [Verdict("measures", 1, "refused", "The file has no list “sets”. Add one.")]
        seen: set = set()
        for row in self.sets:
            row.judge(seen)

    @property
    def refused(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.verdict == "refused"]


class SetRow:
    """One set of the file. `line` is its place in the file, from 1."""

    def __init__(self, line: int, entry):
        self.entry = entry if isinstance(entry, dict) else {}
        self.verdict = Verdict("measures", line, "new")
        self.code = str(self.entry.get("id", ""))

    @property
    def round_code(self) -> str:
        return f"{self.entry['year']}-{self.entry['season']}"

    @property
    def content_hash(self) -> str:
        return hashlib.sha256(json.dumps(self.entry, sort_keys=True, default=str).encode()).hexdigest()

    def judge(self, seen: set) -> None:
        for sentence in problems(self.entry):
            self.verdict.refuse(f"{self.code or 'Set'}: {sentence}")
        if self.verdict.verdict == "refused":
            return
        if self.code in seen:
            self.verdict.refuse(f"{self.code}: it stands in the file twice. Keep one of them.")
        seen.add(self.code)
        self.compare()

    def compare(self) -> None:
        """As kept already, a new version, or a change beneath figures that were entered?"""
        latest = MeasureSet.objects.filter(code=self.code).order_by("-version").first()
        used = ScoreSubmission.objects.filter(round__code=self.round_code, round__track=self.entry["track"]).exists()
        if latest and latest.content_hash == self.content_hash:
            self.verdict.verdict = "unchanged"
        elif used:
            self.verdict.refuse(
                f"{self.code}: practices have entered scores for round {self.round_code} already. "
                "Bring the change in for a later round."
            )
        elif latest or Round.objects.filter(code=self.round_code, track=self.entry["track"]).exists():
            self.verdict.verdict = "changed"


def problems(entry: dict) -> list[str]:
    """What keeps one set from being used, each in a sentence."""
    return [
        *identity_problems(entry),
        *date_problems(entry),
        *minimum_problems(entry.get("unique_chart_minimums")),
        *target_problems(entry.get("module_targets")),
        *measure_problems(entry.get("measures"), entry.get("module_targets") or {}),
    ]


def identity_problems(entry: dict) -> list[str]:
    checks = {
        "“id” has to be a name such as qcp-2026-spring.": SET.fullmatch(str(entry.get("id", ""))),
        "“track” has to be a name in capitals such as QCP.": CODE.fullmatch(str(entry.get("track", ""))),
        "“season” has to be a word such as spring.": SEASON.fullmatch(str(entry.get("season", ""))),
        "“year” has to be a year such as 2026.": is_count(entry.get("year"), 2000, 2100),
        "“threshold_percent” has to be a whole number from 1 to 100.": is_count(entry.get("threshold_percent"), 1, 100),
        f"“strategy” has to be one of: {', '.join(STRATEGIES)}.": str(entry.get("strategy")) in STRATEGIES,
    }
    return [sentence for sentence, holds in checks.items() if not holds]


def date_problems(entry: dict) -> list[str]:
    dates = [entry.get(name) for name in DATES]
    if not all(type(date) is datetime.date for date in dates):
        return [f"{', '.join(DATES)} have to be dates such as 2026-03-16."]
    return [] if dates == sorted(dates) else [f"{', '.join(DATES)} have to follow one another."]


def minimum_problems(rows) -> list[str]:
    wrong = ["“unique_chart_minimums” has to list rows {fte_up_to, charts}, growing, the last with fte_up_to: null."]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return wrong
    if not all(is_count(row.get("charts"), 0, 100_000) for row in rows) or rows[-1].get("fte_up_to") is not None:
        return wrong
    sizes = [as_decimal(row.get("fte_up_to")) for row in rows[:-1]]
    return wrong if None in sizes or sizes != sorted(set(sizes)) else []


def target_problems(targets) -> list[str]:
    if isinstance(targets, dict) and targets and all(is_count(charts, 0, 100_000) for charts in targets.values()):
        return []
    return ["“module_targets” has to name each module with its number of charts."]


def measure_problems(rows, targets: dict) -> list[str]:
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return ["“measures” has to list the measures."]
    codes = [str(row.get("code", "")) for row in rows]
    found = [f"the measure {code} stands in it twice." for code in sorted({c for c in codes if codes.count(c) > 1})]
    for row, code in zip(rows, codes, strict=True):
        if not CODE.fullmatch(code):
            found.append(f"“{code[:40]}” cannot be the code of a measure. Use capitals and digits.")
        if str(row.get("module")) not in targets:
            found.append(f"the module of {code} has no target.")
        if row.get("kind") not in MeasureKind.values:
            found.append(f"the kind of {code} has to be one of: {', '.join(MeasureKind.values)}.")
        if not 0 < len(str(row.get("title") or "")) <= 200:
            found.append(f"{code} needs a title of at most 200 characters.")
    return found


def is_count(value, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def as_decimal(value) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
