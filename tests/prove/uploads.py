"""Hostile files are refused, sound ones are not, and damaged ones never take the check down."""

import hashlib
import itertools
import random
import tempfile
import time

from qcp.documents.inspection import inspect
from tests.qcp.documents import paper
from tests.qcp.documents.corpus import BAD, GOOD

from .figure import Figure

SLOWEST = 20  # seconds for one file


def looked_at(name: str, content: bytes):
    """What the check finds, or nothing when it takes too long."""
    began = time.monotonic()
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        finding = inspect(file.name, label=name, purpose="", sha256=hashlib.sha256(content).hexdigest())
    return finding if time.monotonic() - began < SLOWEST else None


def hostile():
    """The collection of the tests, and sound files cut off at every twentieth."""
    yield from ((name, content, words) for _, name, content, words in BAD)
    pictures = (("a.png", noise("PNG")), ("a.jpg", noise("JPEG")))
    for name, content in (("a.pdf", paper.pdf(pages=5)), ("a.docx", paper.docx()), *pictures):
        for part in range(1, 20):
            yield name, content[: len(content) * part // 20], ""


def noise(kind: str, seed: int = 0) -> bytes:
    """A picture that does not pack well, so that every cut takes something away."""
    return paper.picture(kind, size=(60 + seed, 40), pixels=random.Random(seed).randbytes(3 * (60 + seed) * 40))


def sound():
    """The collection of the tests, and more of each kind: long, tall, in other scripts, packed in other ways."""
    yield from GOOD
    for number in range(1, 8):
        yield f"{number}.pdf", paper.pdf(f"Policy {number}", pages=number * 10, compress_streams=number % 2 == 0)
        yield f"{number}.png", noise("PNG", number)
        yield f"{number}.jpg", noise("JPEG", number)
        yield f"{number}.docx", paper.docx(paper.PARAGRAPH * number * 50)


def refused(size: int) -> Figure:
    rows = list(itertools.islice(hostile(), size))
    found = [(looked_at(name, content), words) for name, content, words in rows]
    good = sum(finding is not None and bool(finding.problem) and words in finding.problem for finding, words in found)
    return Figure(good, len(rows))


def taken(size: int) -> Figure:
    rows = list(itertools.islice(sound(), size))
    found = [looked_at(name, content) for name, content in rows]
    return Figure(sum(finding is not None and finding.problem == "" for finding in found), len(rows))


def flipped(size: int) -> Figure:
    """Sound files with a few bits turned over: whatever is found, there is an answer, in time."""
    dice, originals = random.Random(42), list(GOOD)
    answers = 0
    for _ in range(size):
        name, content = dice.choice(originals)
        spoilt = bytearray(content)
        for _ in range(dice.randint(1, 30)):
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        finding = looked_at(name, bytes(spoilt))
        answers += finding is not None and bool(finding.content_type or finding.problem)
    return Figure(answers, size)


FIGURES = {"E-40": (refused, 163), "E-41": (taken, len(GOOD) + 28), "E-42": (flipped, 5000)}
