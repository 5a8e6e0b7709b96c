"""One mark for all findings of a survey: two that are alike in every word have the same, and no others."""

import hashlib
import json
from collections import Counter

from . import marks
from .states import Rating

SAID = ("rating", "methods", "notes", "commendation", "reason", "observed_at", "closure", "revision")


def digest(survey) -> str:
    photos: dict = {}
    for finding, sha256 in survey.photos.kept().values_list("finding_id", "sha256").order_by("sha256"):
        photos.setdefault(finding, []).append(sha256)
    lines = sorted((line(each, photos) for each in survey.findings()), key=lambda each: each["finding"])
    return hashlib.sha256(json.dumps(lines, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def line(finding, photos: dict) -> dict:
    marked = {field: finding.answer(field).values for field in sorted(finding.answers) if marks.is_mark(field)}
    said = {name: getattr(finding, name) for name in SAID}
    place = {"finding": str(finding.pk), "standard": finding.standard.code}
    return {**place, **said, "marks": marked, "photos": photos.get(finding.pk, [])}


def counts(survey) -> dict[str, int]:
    """How many findings got which rating, in the order of the ratings."""
    counted = Counter(survey.findings().values_list("rating", flat=True).order_by())
    return {rating.value: counted[rating.value] for rating in Rating if counted[rating.value]}
