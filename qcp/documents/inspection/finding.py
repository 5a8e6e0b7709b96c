"""The answer of an inspection, and how a look into a file says no."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """content_type: what it is, '' when it is nothing that can be used. problem: sentences, '' when it is sound.

    marks: what may name a patient, as (what, page, the place covered up); people decide, it refuses nothing.
    pages, characters: None where there are no pages. dated_on: the latest day that it gives itself, as 2026-05-31.
    """

    content_type: str = ""
    problem: str = ""
    marks: list = field(default_factory=list)
    pages: int | None = None
    characters: int | None = None
    dated_on: str = ""


class Unfit(Exception):
    """The file cannot be used; the text says why and what to do instead."""
