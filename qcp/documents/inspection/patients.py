"""Marks in a text that point to a patient. People are told where to look; a machine cannot judge what it finds."""

import re
from collections.abc import Iterable

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{MONTH},?\s+\d{{4}})"
)
LETTER = "[AC-HJKMNP-RT-Y]"  # those that a Medicare number may hold
BETWEEN = r"\s*(?:\([^)\n]{0,20}\)\s*)?(?:[:#=-]|\bis\b|\bwas\b)?\s*"  # between a label and its value
NAME = r"[A-Z](?:[a-z]+|['’][A-Z][a-z]+|[A-Z]+|\.)(?:-[A-Z][a-z]+)?"

# what it is called, the pattern, and the group that is the value; the label before it stays readable
PATTERNS = (
    (
        "a Social Security number",
        re.compile(r"(?<![\d-])((?!000|666|9\d\d)\d{3}([- ])(?!00)\d\d\2(?!0000)\d{4})(?![\d-])"),
    ),
    (
        "a Social Security number",
        re.compile(rf"\b(?:SSN|social security (?:number|no\.?))\b{BETWEEN}(\d{{3}}[- .]?\d\d[- .]?\d{{4}})\b", re.I),
    ),
    (
        "a Medicare number",
        re.compile(rf"\b([1-9]{LETTER}(?:{LETTER}|\d)\d-?{LETTER}(?:{LETTER}|\d)\d-?{LETTER}{LETTER}\d\d)\b", re.I),
    ),
    (
        "a medical record number",
        re.compile(
            r"\b(?:MRN|MR ?#|(?:medical record|patient|chart|hospital) (?:number|no\b\.?|id\b|#))"
            rf"{BETWEEN}([A-Z]{{0,3}}-?\d[\d-]{{4,}})",
            re.I,
        ),
    ),
    (
        "a date of birth",
        re.compile(rf"\b(?:DOB|D\.O\.B\.?|date of birth|birth ?date|born(?: on)?)\b\.?{BETWEEN}({DAY})", re.I),
    ),
    (
        "a name",
        re.compile(
            r"\b(?:[Pp]atient(?:['’]s)?(?: (?:[Ff]ull )?[Nn]ame)?|PATIENT(?: NAME)?|[Nn]ame of (?:the )?[Pp]atient"
            r"|[Pp]t\.?(?: [Nn]ame)?)"
            rf"\s*[:=]\s*((?:(?:Mr|Mrs|Ms|Dr)\.? )?{NAME},? {NAME}(?: {NAME})?)"
        ),
    ),
    (
        "a name",  # a bare label counts where other marks of a person follow
        re.compile(
            rf"\bName\s*[:=]\s*({NAME},? {NAME}(?: {NAME})?)(?=.{{0,80}}?(?:DOB|MRN|[Dd]ate of [Bb]irth))", re.S
        ),
    ),
    (
        "a telephone number",
        re.compile(
            r"\bpatient(?:['’]s)? (?:tele|cell )?phone(?: (?:number|no\.?))?\s*[:#]?"
            r"\s*(\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})\b",
            re.I,
        ),
    ),
    ("an address", re.compile(r"\b(?:patient|home) address\s*:\s*(\d+ [A-Z]\w+(?: \w+){1,4})", re.I)),
    (
        "an age over 89",
        re.compile(
            r"\b((?:9\d|1[01]\d)[ -]?(?:years?|yrs?|y/o)[ -]?(?:old)?)\b(?=[ -]?(?:old|man|woman|male|female|patient))",
            re.I,
        ),
    ),
)
# Words that forms and policies write where a name could stand.
FORM_WORDS = """
    address age all allergies and any assessment birth care chart chemotherapy clinic consent date day department
    diagnosis document dose drug each education emergency every first for form full given guardian health history
    hospital id identification identifiers identity information informed initials instructions label last legal
    medical medication middle monitoring must name new no note number nurse of oncology or oral order patient phone
    physician plan please policy preferred print printed provider record relationship representative review rights
    room safety schedule sex sign signature site staff surname teaching telephone the time title to toxicity
    treatment two type unit verification verify visit weight witness write yes your assistance support navigation
    satisfaction services portal confidentiality privacy financial counseling discharge admission transfer transport
    falls flow sheet summary checklist handout guide resources response reaction questions responsibilities family
    caregiver caregivers acknowledgement acknowledgment authorization refusal agreement
"""
NO_NAMES = frozenset(FORM_WORDS.split())
TITLES = {"", "mr", "mrs", "ms", "dr"}
COVERED = re.compile(r"[^\W_]")
PER_FILE = 50


def marks(pages: Iterable[str]) -> list[list]:
    """What was found, as [what, page, the place with its value covered]; each once per page."""
    found: list[list] = []
    for number, words in enumerate(pages, start=1):
        seen = set()
        for what, pattern in PATTERNS:
            for match in pattern.finditer(words):
                if what not in seen and is_one(what, match[1]) and len(found) < PER_FILE:
                    seen.add(what)
                    found.append([what, number, covered(match)])
    return found


def is_one(what: str, value: str) -> bool:
    """Of what could be a name, neither of the first two words is one that forms write there."""
    words = [word for word in re.split(r"[^a-z]+", value.lower()) if word not in TITLES]
    return what != "a name" or not NO_NAMES & set(words[:2])


def covered(match: re.Match) -> str:
    """The label as it stands, and the value with every letter and digit covered."""
    start = match.start(1) - match.start()
    label, value = match[0][:start], match[0][start:]
    return " ".join(f"{label}{COVERED.sub('•', value)}".split())


def concern(marks: Iterable) -> str:
    """A sentence that names what was found and on which pages, or nothing. Page 0 is the file's own name."""
    places: dict[str, list[str]] = {}
    for what, page, _ in marks:
        places.setdefault(what, []).append(f"page {page}" if page else "its file name")
    told = [f"{what} ({', '.join(dict.fromkeys(where))})" for what, where in places.items()]
    return f"It may name a patient: there seems to be {' and '.join(told)}." if told else ""
