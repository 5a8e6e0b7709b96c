"""The day that a document gives itself: approved, effective, reviewed, revised."""

import datetime
import re
from collections.abc import Iterable

LABEL = (
    r"(?:effective|approv\w*|adopt\w*|review\w*|revis\w*|issued?|updated?|version|in force|valid from"
    r"|last changed|dated?)"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
FORMS = (
    r"(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>\d{4}|\d\d)\b",
    r"(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?\b",
    rf"{MONTH}\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>\d{{4}})\b",
    rf"(?P<d>\d{{1,2}})\s+{MONTH},?\s+(?P<y>\d{{4}})\b",
    r"(?P<m>\d{1,2})/(?P<y>\d{4})\b",
)
PATTERNS = [re.compile(rf"\b{LABEL}\b(?:\s+\w+){{0,3}}?\s*[:#-]?\s*(?:on |from |of )?{form}", re.I) for form in FORMS]
EARLIEST = 1980


def latest(pages: Iterable[str]) -> str:
    """The latest labelled day, as 2026-05-31; of a month its first day; nothing when none is given."""
    days = [
        day for words in pages for pattern in PATTERNS for match in pattern.finditer(words) if (day := day_of(match))
    ]
    return max(days).isoformat() if days else ""


def day_of(match: re.Match) -> datetime.date | None:
    parts = match.groupdict()
    year = int(parts["y"])
    year += 2000 if year < 100 else 0
    month = MONTHS.index(parts["month"][:3].lower()) + 1 if parts.get("month") else int(parts["m"])
    try:
        return datetime.date(year, month, int(parts.get("d") or 1)) if year >= EARLIEST else None
    except ValueError:
        return None
