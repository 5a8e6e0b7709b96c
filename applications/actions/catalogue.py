"""Bringing a catalogue of standards in: all of it or nothing."""

import datetime
from pathlib import Path

import yaml
from django.db import transaction

from applications.actions import fees
from applications.catalogue.rows import Catalogue, read
from applications.models import AgreementText, Domain, Edition, PolicyType, Standard
from applications.models.standards import RUBRIC
from qcp.workflow.refusals import NotReady

WORDS = ("title", "paraphrase", *RUBRIC)
COMPARED = (*WORDS, "evidence", "applies_if", "level")
REWRITTEN = (
    *("domain", "parent", "policy_document", "position", "is_rated", "is_often_unmet"),
    *("code_status", "content_status", "note", "maps_from"),
    *COMPARED,
)
DELIVERED = Path(__file__).resolve().parent.parent / "catalogue"


def compare(catalogue: Catalogue) -> None:
    """Say of every accepted row whether it is new, changed or as before; a bound edition cannot change."""
    bound = set(Edition.objects.filter(applications__isnull=False).values_list("code", flat=True))
    known = {(row.edition.code, row.code): row for row in Standard.objects.select_related("edition")}
    for key, row in catalogue.standards.items():
        verdict = catalogue.verdicts[f"standard {key[0]} {key[1]}"]
        if verdict.verdict == "refused":
            continue
        before = known.get(key)
        same = before is not None and all(getattr(before, name) == value for name, value in compared(row).items())
        verdict.verdict = "new" if before is None else "unchanged" if same else "changed"
        if key[0] in bound and not same:
            verdict.verdict = "refused"
            verdict.message = "An application is bound to this edition. Bring the change in as a new edition."


def compared(row: dict) -> dict:
    """What is asked and in which words; the rubric may be left out of a file."""
    return {name: row.get(name) or "" for name in WORDS} | {name: row[name] for name in COMPARED if name not in WORDS}


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
    """Level by level, so that parents are there before their elements."""
    parents = {row["parent"] for row in rows}
    written: dict[str, Standard] = {}
    for depth in sorted({row["code"].count(".") for row in rows}):
        level = [
            Standard(
                edition=edition,
                code=row["code"],
                domain=domains[str(row["domain"])],
                parent=written.get(row["parent"]),
                policy_document=policies[row["policy_document"]] if row.get("policy_required") else None,
                position=position,
                is_rated=row["code"] not in parents,
                is_often_unmet=bool(row.get("often_unmet")),
                code_status=row.get("code_status", ""),
                content_status=row.get("content_status", ""),
                note=row.get("note") or "",
                maps_from=row.get("maps_from") or [],
                **compared(row),
            )
            for position, row in enumerate(rows, start=1)
            if row["code"].count(".") == depth
        ]
        Standard.objects.bulk_create(
            level, update_conflicts=True, unique_fields=["edition", "code"], update_fields=REWRITTEN
        )
        written |= {row.code: row for row in level}


@transaction.atomic
def bring_in_what_is_delivered() -> None:
    """The placeholder standards, agreements and fees, for a portal that has none yet. Harmless to repeat."""
    if not Standard.objects.exists():
        bring_in(read(yaml.safe_load((DELIVERED / "standards.yaml").read_text(encoding="utf-8"))))
    publish_all(yaml.safe_load((DELIVERED / "agreements.yaml").read_text(encoding="utf-8"))["agreements"])
    fees.bring_in_what_is_delivered()


@transaction.atomic
def publish_all(rows: list[dict]) -> None:
    """The agreements of a file, in the order in which they are signed; a new version keeps its place."""
    places = dict(AgreementText.objects.order_by("effective_on").values_list("slug", "position"))
    for number, row in enumerate(rows, start=len(places)):
        publish(
            row["slug"],
            row["version"],
            title=row["title"],
            body=row["body"],
            effective_on=datetime.date.fromisoformat(str(row["effective"])),
            position=places.get(row["slug"], number),
            is_placeholder=bool(row.get("placeholder")),
        )


def publish(slug, version, *, title, body, effective_on, position=0, is_placeholder=True) -> AgreementText:
    """Put a version of an agreement in force from a day on. A version once published never changes."""
    text = AgreementText(
        slug=slug,
        version=version,
        title=title,
        body=body,
        position=position,
        effective_on=effective_on,
        is_placeholder=is_placeholder,
    )
    text.sha256 = text.digest
    known = AgreementText.objects.filter(slug=slug, version=version).first()
    if known is None:
        text.save()
        return text
    if known.sha256 != text.sha256:
        raise NotReady(f"{known} is published already with another text. Give the new text a new version.")
    return known
