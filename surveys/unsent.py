"""The file of unsent work: a page that people can read, and in it the changes as the tablet keeps them. Pure."""

import hashlib
import json
import re

KIND = "qcp-unsent-work"
INSIDE = re.compile(rf'<script type="application/json" id="{KIND}">(.*?)</script>', re.S)
NO_FILE = "This is no file of unsent work. Choose the file that the findings page saved, as it was saved."


class NoUnsentWork(ValueError):
    """Something else, or cut off."""

    def __init__(self):
        super().__init__(NO_FILE)


def document_in(text: str) -> dict:
    """The changes in a saved page, or in a file that holds nothing else."""
    found = INSIDE.search(text)
    try:
        document = json.loads(found[1] if found else text)
    except (ValueError, RecursionError) as error:
        raise NoUnsentWork from error
    if not isinstance(document, dict) or document.get("kind") != KIND or not isinstance(document.get("changes"), list):
        raise NoUnsentWork
    return document


def mark_of(document: dict) -> str:
    """The same changes of the same device are the same work, whenever they were saved."""
    counts = {name: document.get(name) for name in ("survey", "user", "device", "changes")}
    return hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()
