"""What an import of scores would do, line by line and round by round, before anything is written."""

from functools import cached_property

from . import scoring

SHOWN = 500
COLUMNS = ("Line", "File", "Verdict", "Why")
WORDS = {
    "new": "New",
    "changed": "Changed",
    "unchanged": "As kept already",
    "correction": "Corrects final scores",
    "refused": "Refused",
}


class Rehearsal:
    """The verdicts of a `ScoreImport`, for a page: the refused lines first."""

    columns = COLUMNS

    def __init__(self, imported):
        self.imported = imported

    @property
    def refused(self) -> list:
        return self.imported.refused

    @cached_property
    def rows(self) -> list[tuple]:
        ordered = sorted(self.imported.verdicts, key=lambda verdict: verdict.verdict != "refused")
        return [(each.line, each.file, WORDS[each.verdict], each.message or "-") for each in ordered[:SHOWN]]

    @property
    def not_shown(self) -> int:
        return len(self.imported.verdicts) - len(self.rows)

    @cached_property
    def outcomes(self) -> list[str]:
        """What each round would come to."""
        return [outcome(batch) for batch in self.imported.batches.values() if not batch.refused]


def outcome(batch) -> str:
    judgement = scoring.judge(batch.figures())
    score = f"{judgement.percent}% ({judgement.numerator} of {judgement.denominator})" if judgement.percent else "none"
    finding = "it would qualify." if judgement.qualifies else "it would not qualify: " + " ".join(judgement.reasons)
    return f"{batch.practice} ({batch.practice.number}), round {batch.round.code}: score {score}; {finding}"
