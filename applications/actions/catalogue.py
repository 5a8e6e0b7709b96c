"""Bringing a catalogue of standards in: all of it or nothing."""

import datetime
from pathlib import Path

import yaml
from django.db import transaction

from applications.actions import editions, fees
from applications.catalogue.rows import Catalogue, loaded, read
from applications.models import AgreementText, Domain, Edition, PolicyType, Standard
from applications.models.standards import RUBRIC
from qcp.workflow.refusals import NotReady

WORDS = ("title", "paraphrase", *RUBRIC)
FIXED = {"code", "domain", "parent", "policy_document", "maps_from", "level"}  # while an application is bound to it
COMPARED = (*WORDS, "evidence", "applies_if", "level")
REWRITTEN = (
    *("domain", "parent", "policy_document", "position", "is_rated", "is_often_unmet"),
    *("code_status", "content_status", "note", "maps_from"),
    *COMPARED,
)
DELIVERED = Path(__file__).resolve().parent.parent / "catalogue"


def compare(catalogue: Catalogue) -> None:
    """Say of every accepted row whether it is new, changed or as before, and what that means for an edition in use."""
    standing = {code: newest(code) for code in catalogue.editions}
    known = {(code, row.code): row for code, each in standing.items() if each for row in each.standards.for_list()}
    in_use = {code for code, each in standing.items() if each and each.is_in_use}
    drafts = set(Edition.objects.filter(is_draft=True).values_list("code", flat=True))
    for code, row in catalogue.editions.items():
        settle(catalogue.verdicts[f"edition {code}"], *verdict_on_edition(standing[code], row, code in in_use))
    for key, row in catalogue.standards.items():
        before = known.get(key)
        changed = differences(before, row) if before else ["code"]
        outcome, message = "new" if before is None else "changed" if changed else "unchanged", ""
        if key[0] in in_use and changed:
            outcome, message = verdict_in_use(changed, key[0] in drafts)
        settle(catalogue.verdicts[f"standard {key[0]} {key[1]}"], outcome, message)


def differences(before: Standard, row: dict) -> list[str]:
    """The names of what a row of the file says otherwise than the row that is known."""
    policy = before.policy_document.code if before.policy_document else None
    placed = {
        "domain": (before.domain.number, str(row["domain"])),
        "parent": (before.parent.code if before.parent else None, row.get("parent") or None),
        "policy_document": (policy, row["policy_document"] if row.get("policy_required") else None),
        "maps_from": (before.maps_from, row.get("maps_from") or []),
    }
    worded = {name: (getattr(before, name), value) for name, value in compared(row).items()}
    return [name for name, (now, then) in (placed | worded).items() if now != then]


def settle(verdict, outcome: str, message: str) -> None:
    """What was refused for itself stays refused; a message of its own is kept."""
    if verdict.verdict != "refused":
        verdict.verdict, verdict.message = outcome, message or verdict.message


def verdict_on_edition(standing: Edition | None, row: dict, is_in_use: bool) -> tuple[str, str]:
    if standing is None:
        return "new", ""
    if is_in_use and standing.effective_on.isoformat() != str(row["effective"]):
        return "refused", f"An application is bound to this edition: it took effect on {standing.effective_on}."
    same = standing.effective_on.isoformat() == str(row["effective"]) and standing.note == (row.get("note") or "")
    return "unchanged" if same or is_in_use else "changed", ""


def verdict_in_use(changed: list[str], has_draft: bool) -> tuple[str, str]:
    """Applications are bound to it: other words become the next version of the text, another tree a new edition."""
    if FIXED.intersection(changed):
        return "refused", "An application is bound to this edition. Bring the change in as a new edition."
    if has_draft:
        return "refused", "A new text of this edition is being written. Publish or discard that one first."
    return "changed", "An application is bound to this edition: it comes as a draft of the next text, to be published."


def newest(code: str) -> Edition | None:
    """The edition in its newest published text."""
    return Edition.objects.published().filter(code=code).order_by("-version").first()


def compared(row: dict) -> dict:
    """What is asked and in which words; the rubric may be left out of a file."""
    return {name: row.get(name) or "" for name in WORDS} | {name: row[name] for name in COMPARED if name not in WORDS}


@transaction.atomic
def bring_in(catalogue: Catalogue) -> None:
    """Write the catalogue. Call only when no row was refused."""
    for code, row in catalogue.editions.items():
        standing = newest(code)
        if standing and standing.is_in_use:
            rewrite(standing, catalogue.of(code))
            continue
        edition, _ = Edition.objects.update_or_create(
            code=code,
            version=standing.version if standing else 1,
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


def rewrite(edition, rows: list[dict]) -> None:
    """Other words for an edition in use: a draft of its next text. Nothing at all when every word is the same."""
    known = {row.code: row for row in edition.standards.all()}
    words = {row["code"]: compared(row) for row in rows}
    if any(getattr(known[code], name) != value for code, given in words.items() for name, value in given.items()):
        draft = editions.copied(edition)
        for standard in draft.standards.filter(code__in=words):
            Standard.objects.filter(pk=standard.pk).update(**words[standard.code])


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
        bring_in(read(loaded((DELIVERED / "standards.yaml").read_text(encoding="utf-8"))))
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
