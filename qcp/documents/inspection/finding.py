"""The answer of an inspection, and how a look into a file says no."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """content_type: what it is, '' when it is nothing that can be used. problem: sentences, '' when it is sound.

    concern: a sentence about what people should look at again; it refuses nothing.
    """

    content_type: str = ""
    problem: str = ""
    concern: str = ""


class Unfit(Exception):
    """The file cannot be used; the text says why and what to do instead."""
