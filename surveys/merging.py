"""How one answer takes in what several devices say of it. Pure: no database, no clock.

The portal numbers what it takes in: the answer's revision. A device names with each change the revision that it had
seen (`base`), so it has seen exactly what was taken in up to there; that, and what it said itself, its change replaces.
Everything else that was said stands beside it, until somebody who has seen all of it says what is right. A change that
arrives again, or after a later one of the same device (`seq`), changes nothing.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from .states import Outcome


@dataclass(frozen=True)
class Change:
    """One change of one answer, as a device sent it. at: the revision that it made."""

    number: str
    device: str
    seq: int
    base: int
    value: Any
    at: int = 0


@dataclass(frozen=True)
class Answer:
    """One field of one finding. stands: device -> its change that nobody replaced; seqs: device -> its last number."""

    nothing: Any = ""
    revision: int = 0
    seqs: dict[str, int] = field(default_factory=dict)
    stands: dict[str, Change] = field(default_factory=dict)

    @property
    def values(self) -> list:
        """What is said, each once; the first to be taken in leads."""
        said = [change.value for change in sorted(self.stands.values(), key=lambda change: change.at)]
        return [value for place, value in enumerate(said) if value not in said[:place]]

    @property
    def value(self) -> Any:
        return self.values[0] if self.stands else self.nothing

    @property
    def is_clash(self) -> bool:
        return len(self.values) > 1


def take_in(answer: Answer, change: Change) -> tuple[Answer, Outcome]:
    """The answer after the change, and what became of the change."""
    if change.seq <= answer.seqs.get(change.device, -1):
        return answer, Outcome.MERGED
    unseen = {device: each for device, each in answer.stands.items() if each.at > change.base}
    at = answer.revision + 1
    after = replace(
        answer,
        revision=at,
        seqs={**answer.seqs, change.device: change.seq},
        stands={**unseen, change.device: replace(change, at=at)},
    )
    return after, Outcome.CONFLICT if after.is_clash else Outcome.APPLIED
