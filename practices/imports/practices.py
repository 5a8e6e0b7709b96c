"""Practices and their sites from CSV, a verdict on every line. One line is one site; the practice's cells repeat."""

import re
from dataclasses import dataclass, field

from ..models import Practice
from . import sheet
from .sheet import Row, shown

COLUMNS = (
    "practice",
    "legal_name",
    "tax_id",
    "site",
    "street",
    "city",
    "state",
    "zip",
    "treats_here",
    "phone",
    "oncologist_hours",
)
LENGTHS = {"legal_name": 200, "site": 120, "street": 200, "city": 100, "phone": 30}
NUMBER = re.compile(r"QP-\d{4,8}")
FORMS = {
    "practice": (NUMBER, "Use a practice number such as QP-0001."),
    "tax_id": (re.compile(r"\d{2}-\d{7}"), "Write it as 12-3456789."),
    "state": (re.compile(r"[A-Z]{2}"), "Use the two letters of the state, such as IL."),
    "zip": (re.compile(r"\d{5}(-\d{4})?"), "Write it as 62701 or 62701-1234."),
}
REPEATED = ("legal_name", "oncologist_hours")
MOST_HOURS = 100_000


@dataclass
class Entry:
    """One practice of the file: what its lines repeat, its Tax IDs, and its sites in their order."""

    number: str
    legal_name: str
    oncologist_hours: int
    kept: Practice | None
    first: Row
    tax_ids: set = field(default_factory=set)
    sites: dict = field(default_factory=dict)  # name -> Row

    @property
    def place(self) -> tuple[str, str]:
        """Where the practice is: where its first site is."""
        return self.first.cells["city"], self.first.cells["state"]


class PracticeImport:
    """The file, read and judged; nothing is written here."""

    def __init__(self, content: bytes):
        self.sheet = sheet.read("practices", content, COLUMNS)
        numbers = {row.cells["practice"] for row in self.sheet.rows}
        kept = Practice.objects.filter(number__in=numbers).prefetch_related("sites", "tax_ids")
        self.kept = {practice.number: practice for practice in kept}
        self.entries: dict[str, Entry] = {}
        for row in self.sheet.rows:
            self.take(row)

    @property
    def verdicts(self) -> list:
        return self.sheet.all_verdicts()

    @property
    def refused(self) -> list:
        return [verdict for verdict in self.verdicts if verdict.verdict == "refused"]

    def take(self, row: Row) -> None:
        check_forms(row)
        hours = sheet.whole_number(row, "oncologist_hours", MOST_HOURS)
        treats = sheet.yes_or_no(row, "treats_here")
        if hours == 0:
            row.refuse("oncologist_hours", "a practice without oncologist hours cannot take part. Check the number.")
        if row.refused:
            return
        entry = self.entry(row, hours)
        if row.cells["site"] in entry.sites:
            row.refuse(
                "site",
                f"{shown(row.cells['site'])} stands in line {entry.sites[row.cells['site']].verdict.line} already.",
            )
            return
        entry.sites[row.cells["site"]] = row
        entry.tax_ids.add(row.cells["tax_id"])
        row.verdict.verdict = verdict_on(row, entry, treats)

    def entry(self, row: Row, hours: int) -> Entry:
        """The practice that the line belongs to; what it repeats has to be the same each time."""
        number = row.cells["practice"]
        if number not in self.entries:
            self.entries[number] = Entry(number, row.cells["legal_name"], hours, self.kept.get(number), row)
        entry = self.entries[number]
        for column in REPEATED:
            if row.cells[column] != entry.first.cells[column]:
                row.refuse(
                    column,
                    f"line {entry.first.verdict.line} says {shown(entry.first.cells[column])}. Make them the same.",
                )
        return entry


def check_forms(row: Row) -> None:
    for column, most in LENGTHS.items():
        if not row.cells[column] and column != "phone":
            row.refuse(column, "the cell is empty. Fill it in.")
        elif len(row.cells[column]) > most:
            row.refuse(column, f"at most {most} characters fit. Shorten it.")
        elif row.cells[column].startswith(("=", "+", "-", "@")) and column != "phone":
            row.refuse(column, f"{shown(row.cells[column])} looks like a formula. Write plain text.")
    for column, (form, way_out) in FORMS.items():
        if not (row.cells[column].isascii() and form.fullmatch(row.cells[column])):
            row.refuse(column, f"{shown(row.cells[column])} cannot be used. {way_out}")


def verdict_on(row: Row, entry: Entry, treats: bool) -> str:
    """Is this site new, changed, or as kept already?"""
    if row.refused:
        return "refused"
    site = entry.kept and next((site for site in entry.kept.sites.all() if site.name == row.cells["site"]), None)
    if not site:
        return "new"
    same = all(getattr(site, name) == row.cells[name] for name in ("street", "city", "state", "zip", "phone"))
    known = {tax_id.number for tax_id in entry.kept.tax_ids.all()}
    own = (entry.kept.legal_name, entry.kept.oncologist_hours) == (entry.legal_name, entry.oncologist_hours)
    return "unchanged" if same and own and site.treats_here == treats and row.cells["tax_id"] in known else "changed"
