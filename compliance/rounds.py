"""What an item said in each round, and field by field what the next round says differently."""

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from compliance.states import Stage

PLAN_FIELDS = {
    "Cause": "root_cause",
    "Action": "action",
    "Responsible": "owner",
    "Target date": "target_on",
    "Measure of success": "measure",
}


def said(item, stage) -> dict[str, str]:
    """The answers of one half of an item, in words, as its readers see them now."""
    if stage == Stage.PLAN:
        return {label: in_words(getattr(item, field)) for label, field in PLAN_FIELDS.items()}
    return {"About the evidence": item.explanation, "Files": "\n".join(map(cited, counting(item)))}


def counting(item) -> list:
    """A refused file is shown to the practice and proves nothing."""
    return [proof for proof in item.evidence() if not proof.file.is_refused]


def in_words(value) -> str:
    return f"{value:%B} {value.day}, {value.year}" if hasattr(value, "year") else str(value or "")


def cited(proof) -> str:
    """'Audit.pdf, pages 3-5: ten charts without a gap'."""
    return f"{proof}: {proof.shows}" if proof.shows else str(proof)


def pages_beyond(file, pages: str) -> str:
    """A sentence when pages are cited that the file does not have; before it was read nothing is known."""
    wanted = [int(number) for number in re.findall(r"\d+", pages)]
    if file.pages and any(not 1 <= number <= file.pages for number in wanted):
        return f"“{file.label}” has {file.pages} pages. Cite pages between 1 and {file.pages}."
    return ""


@dataclass(frozen=True)
class Change:
    """One field that says something else than in the round before. `words`: what stayed, went and came."""

    label: str
    before: str
    after: str

    @property
    def words(self) -> list[tuple[str, str]]:
        old, new = pieces(self.before), pieces(self.after)
        found: list[tuple[str, str]] = []
        for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                found.append(("same", "".join(old[i:j])))
                continue
            found += [("out", "".join(old[i:j]))] if j > i else []
            found += [("in", "".join(new[k:m]))] if m > k else []
        return found


def pieces(text: str) -> list[str]:
    """Words with the white space behind them: put together again they are the text."""
    return re.findall(r"\s*\S+\s*", text)


@dataclass(frozen=True)
class RoundChanges:
    """From one round to the next: which fields changed, and how the earlier one was judged."""

    stage: str
    before: object
    after: object
    verdict: object
    changes: tuple[Change, ...]


def differences(item) -> list[RoundChanges]:
    """Every round of an item compared with the one before, latest first. A corrected report's plan goes on from its
    earlier one."""
    found = []
    for line in chain_of(item):
        verdicts = {(each.stage, each.round): each for each in line.verdicts.all()}
        for stage in Stage:
            sent = [each for each in line.rounds.all() if each.stage == stage]
            found += [
                RoundChanges(
                    stage.label, old, new, verdicts.get((stage, old.round)), tuple(compare(old.said, new.said))
                )
                for old, new in pairwise(sorted(sent, key=lambda each: each.round))
            ]
    return sorted(found, key=lambda each: each.after.sent_at, reverse=True)


def chain_of(item) -> list:
    """The item, and the one that it continues, as far back as it goes."""
    line = []
    while item is not None:
        line.append(item)
        item = item.continues
    return line


def compare(before: dict, after: dict) -> list[Change]:
    """The fields that differ, in the order of the later round; one that fell away comes last."""
    labels = [*after, *(label for label in before if label not in after)]
    return [
        Change(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]


def changed_since(item, stage) -> list[str]:
    """Names of the fields that the latest round says differently from the one before."""
    sent = sorted((each for each in item.rounds.all() if each.stage == stage), key=lambda each: each.round)
    return [change.label for change in compare(sent[-2].said, sent[-1].said)] if len(sent) > 1 else []
