"""How hard a text is to read: the Flesch-Kincaid grade, with the syllables that hyphenation finds."""

import re
from functools import cache

import pyphen


@cache
def hyphens():
    return pyphen.Pyphen(lang="en_US", left=1, right=1)


def syllables(word: str) -> int:
    return len(hyphens().inserted(word.lower()).split("-"))


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z'’]*", text)


def grade(text: str) -> float:
    """The school year in which a text like this is read without trouble."""
    found = words(text)
    sentences = max(1, len(re.findall(r"[.?!](?:\s|$)", text)))
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
