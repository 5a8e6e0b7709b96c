"""Reads a catalogue file and says of every row what would happen to it, and why not."""

import datetime
from dataclasses import dataclass, field

import yaml

from applications.flags import Flag
from applications.models.standards import RUBRIC, Evidence, Standard

LEVELS = ("standard", "element")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it was built


@dataclass
class Verdict:
    """What is to become of one row of the file."""

    row: str
    verdict: str = "new"  # new, changed, unchanged, skipped, refused
    message: str = ""


@dataclass
class Catalogue:
    """A file that was read: its rows by key, and a verdict on each."""

    editions: dict = field(default_factory=dict)
    policies: dict = field(default_factory=dict)
    domains: dict = field(default_factory=dict)
    standards: dict = field(default_factory=dict)
    verdicts: dict = field(default_factory=dict)

    @property
    def refused(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts.values() if verdict.verdict == "refused"]

    def of(self, edition: str) -> list[dict]:
        """The standards of one edition, in the order of their numbers."""
        rows = [row for row in self.standards.values() if row["version"] == edition]
        return sorted(rows, key=lambda row: in_order(row["code"]))


def loaded(text: str):
    """What a YAML file says."""
    return yaml.load(text, Loader=Loader)  # noqa: S506  both are safe loaders


def in_order(code: str) -> list[tuple[int, int, str]]:
    """'3.10' comes after '3.9', and letters after numbers."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in str(code).split(".")]


def read(content: dict) -> Catalogue:
    """Every row with its verdict; a row that cannot be understood is refused with a sentence."""
    catalogue = Catalogue()
    with_body = {row.get("version") for row in content.get("standards", [])}
    for row in content.get("versions", []):
        edition(catalogue, row, row.get("id") in with_body)
    for row in content.get("policy_documents", []):
        keep(catalogue, catalogue.policies, "policy", row.get("id"), row, "" if row.get("name") else "It has no name.")
    for row in content.get("domains", []):
        key = (row.get("version"), str(row.get("number")))
        problem = "" if row.get("version") in catalogue.editions else f"There is no edition {row.get('version')}."
        keep(catalogue, catalogue.domains, "domain", key, row, problem)
    codes = {(row.get("version"), row.get("code")) for row in content.get("standards", [])}
    for row in content.get("standards", []):
        key = (row.get("version"), row.get("code"))
        problem = " ".join(problems(catalogue, row, codes))
        keep(catalogue, catalogue.standards, "standard", key, row, problem, remark=remark(row))
    return catalogue


def edition(catalogue: Catalogue, row: dict, has_standards: bool) -> None:
    """An edition that only history knows is skipped: nothing could be judged by it."""
    if not has_standards:
        catalogue.verdicts[f"edition {row.get('id')}"] = Verdict(
            f"edition {row.get('id')}", "skipped", "It brings no standards, so no application can be bound to it."
        )
        return
    problem = "" if is_date(row.get("effective")) else "Give the day it takes effect as YYYY-MM-DD."
    keep(catalogue, catalogue.editions, "edition", row.get("id"), row, problem)


def keep(catalogue, rows: dict, kind: str, key, row: dict, problem: str, remark: str = "") -> None:
    name = f"{kind} {' '.join(map(str, key)) if isinstance(key, tuple) else key}"
    if key in rows:
        name, problem = f"{name} (again)", "It stands in the file twice."
    else:
        rows[key] = row
    catalogue.verdicts[name] = Verdict(name, "refused" if problem else "new", problem or remark)


def problems(catalogue: Catalogue, row: dict, codes: set) -> list[str]:
    """What is wrong with one standard, in sentences."""
    edition_code, found = row.get("version"), []
    if edition_code not in catalogue.editions:
        found.append(f"There is no edition {edition_code}.")
    if (edition_code, str(row.get("domain"))) not in catalogue.domains:
        found.append(f"There is no domain {row.get('domain')} in {edition_code}.")
    if row.get("level") not in LEVELS:
        found.append("The level is 'standard' or 'element'.")
    if (row.get("level") == "element") != bool(row.get("parent")):
        found.append("An element names its parent, and a standard has none.")
    if row.get("parent") and (edition_code, row["parent"]) not in codes:
        found.append(f"There is no parent {row['parent']}.")
    if not row.get("title") or not row.get("paraphrase"):
        found.append("It needs a title and a text.")
    found.extend(
        f"{label(name)} is longer than {longest} characters."
        for name, longest in longest_texts().items()
        if len(str(row.get(name) or "")) > longest
    )
    if row.get("applies_if") not in Flag.values:
        found.append(f"Nobody asks about {row.get('applies_if')!r} in the questionnaire.")
    if unknown := [method for method in row.get("evidence") or [""] if method not in Evidence.values]:
        found.append(f"{', '.join(map(repr, unknown))} is no way of looking.")
    if row.get("policy_required") and row.get("policy_document") not in catalogue.policies:
        found.append(f"There is no policy document {row.get('policy_document')}.")
    return found


def longest_texts() -> dict[str, int]:
    return {name: Standard._meta.get_field(name).max_length for name in ("title", "paraphrase", *RUBRIC)}


def label(name: str) -> str:
    return Standard._meta.get_field(name).verbose_name.capitalize()


def remark(row: dict) -> str:
    """What a surveyor will miss, though the row can come in."""
    missing = [label(name) for name in RUBRIC if not row.get(name)]
    return f"It comes in without: {', '.join(missing)}." if missing else ""


def is_date(value) -> bool:
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
