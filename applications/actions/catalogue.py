"""Bringing a catalogue of standards in: all of it or nothing."""

import datetime

from django.db import transaction

from applications.catalogue.rows import Catalogue
from applications.models import Domain, Edition, PolicyType, Standard

COMPARED = ("title", "paraphrase", "evidence", "applies_if", "level")


def compare(catalogue: Catalogue) -> None:
    """Say of every accepted row whether it is new, changed or as before; a bound edition cannot change."""
    bound = set(Edition.objects.filter(pk__in=bound_editions()).values_list("code", flat=True))
    known = {(row.edition.code, row.code): row for row in Standard.objects.select_related("edition")}
    for key, row in catalogue.standards.items():
        verdict = catalogue.verdicts[f"standard {key[0]} {key[1]}"]
        if verdict.verdict == "refused":
            continue
        before = known.get(key)
        same = before is not None and all(getattr(before, name) == row[name] for name in COMPARED)
        verdict.verdict = "new" if before is None else "unchanged" if same else "changed"
        if key[0] in bound and not same:
            verdict.verdict = "refused"
            verdict.message = "An application is bound to this edition. Bring the change in as a new edition."


def bound_editions():
    """Editions that a submitted application is judged by."""
    return Edition.objects.none().values("pk")


@transaction.atomic
def bring_in(catalogue: Catalogue) -> None:
    """Write the catalogue. Call only when no row was refused."""
    for code, row in catalogue.editions.items():
        edition, _ = Edition.objects.update_or_create(
            code=code,
            defaults={
                "effective_on": datetime.date.fromisoformat(str(row["effective"])),
                "note": row.get("note") or "",
            },
        )
        domains = {
            number: domain(edition, number, catalogue.domains[code, number]) for number in numbers(catalogue, code)
        }
        policies = {row["id"]: policy(edition, position, row) for position, row in wanted(catalogue, code)}
        standards(edition, catalogue.of(code), domains, policies)


def numbers(catalogue, code):
    return [number for edition, number in catalogue.domains if edition == code]


def domain(edition, number, row):
    return Domain.objects.update_or_create(edition=edition, number=number, defaults={"title": row["title"]})[0]


def wanted(catalogue, code):
    """The policy documents that some standard of the edition asks for."""
    named = {row["policy_document"] for row in catalogue.of(code) if row.get("policy_required")}
    return enumerate(row for key, row in catalogue.policies.items() if key in named)


def policy(edition, position, row):
    return PolicyType.objects.update_or_create(
        edition=edition, code=row["id"], defaults={"name": row["name"], "position": position}
    )[0]


def standards(edition, rows, domains, policies):
    """Parents come before their elements, because '1.1' sorts before '1.1.1'."""
    parents = {row["parent"] for row in rows}
    written = {}
    for position, row in enumerate(rows, start=1):
        written[row["code"]], _ = Standard.objects.update_or_create(
            edition=edition,
            code=row["code"],
            defaults={
                "domain": domains[str(row["domain"])],
                "parent": written.get(row["parent"]),
                "policy_document": policies[row["policy_document"]] if row.get("policy_required") else None,
                "position": position,
                "is_rated": row["code"] not in parents,
                "is_often_unmet": bool(row.get("often_unmet")),
                "code_status": row.get("code_status", ""),
                "content_status": row.get("content_status", ""),
                "note": row.get("note") or "",
                "maps_from": row.get("maps_from") or [],
                **{name: row[name] for name in COMPARED},
            },
        )
