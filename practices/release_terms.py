"""The texts to which a practice agrees before anything about it goes to a recipient. Versions only grow."""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "catalogue" / "release-terms.yaml"


@dataclass(frozen=True)
class Terms:
    version: str
    effective: datetime.date
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]


@cache
def versions() -> tuple[Terms, ...]:
    rows = yaml.safe_load(FILE.read_text())["release_terms"]
    found = (Terms(row["version"], datetime.date.fromisoformat(row["effective"]), row["text"]) for row in rows)
    return tuple(sorted(found, key=lambda terms: terms.effective))


def in_force(on: datetime.date) -> Terms:
    """The newest text on that day."""
    return [terms for terms in versions() if terms.effective <= on][-1]
