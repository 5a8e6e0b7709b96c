"""Reads a file of agreement texts and says of each what would happen to it, and why not."""

import hashlib

from applications.models import AgreementText

from .rows import Verdict, is_date

NEEDED = ("slug", "version", "title", "body")


def read(content) -> list[tuple[dict, Verdict]]:
    """Each text of the file, in the order in which they are signed, with the verdict on it."""
    rows = content.get("agreements") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows:
        return [({}, Verdict("file", "refused", "The file has no list “agreements”. Add one."))]
    return [(row, judge(row if isinstance(row, dict) else {})) for row in rows]


def judge(row: dict) -> Verdict:
    """A version once published never changes; another text needs another version, and is signed anew."""
    name = f"agreement {row.get('slug')} {row.get('version')}"
    if missing := [field for field in NEEDED if not isinstance(row.get(field), str) or not row[field].strip()]:
        return Verdict(name, "refused", f"Give it: {', '.join(missing)}.")
    if not is_date(row.get("effective")):
        return Verdict(name, "refused", "Give the day it takes effect as YYYY-MM-DD.")
    kept = AgreementText.objects.filter(slug=row["slug"], version=row["version"]).first()
    if kept is None:
        same_day = AgreementText.objects.filter(slug=row["slug"], effective_on=str(row["effective"])).exists()
        return Verdict(name, "refused", "Another version takes effect that day.") if same_day else Verdict(name)
    if kept.sha256 == hashlib.sha256(row["body"].encode()).hexdigest():
        return Verdict(name, "unchanged")
    return Verdict(name, "refused", "It is published already with another text. Give the new text a new version.")
