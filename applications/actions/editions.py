"""The text of an edition: its next version is a whole copy, written as a draft and then published."""

from django.db import transaction

from applications.models import Domain, Edition, PolicyType, Standard
from qcp import clock
from qcp.workflow.refusals import NotReady


@transaction.atomic
def revise(edition, *, by) -> Edition:
    """Begin the next version of the text. What applications are bound to stays as it is."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    if not held.is_in_use:
        raise NotReady(f"No application is bound to {held} yet: change its rows directly.")
    if Edition.objects.filter(code=held.code, version__gt=held.version).exists():
        raise NotReady(f"There is a later text of {held.code} already: go on from that one.")
    return copied(held, by=by)


def copied(edition, *, by=None) -> Edition:
    """A draft with every row of the edition, its tree and its policies."""
    draft = Edition.objects.create(
        code=edition.code,
        version=edition.version + 1,
        effective_on=edition.effective_on,
        note=edition.note,
        is_draft=True,
        written_by=by,
    )
    domains = {row.pk: copy_of(row, draft) for row in edition.domains.all()}
    policies = {row.pk: copy_of(row, draft) for row in edition.policy_types.all()}
    Domain.objects.bulk_create(domains.values())
    PolicyType.objects.bulk_create(policies.values())
    copy_tree(edition, draft, domains, policies)
    return draft


def copy_of(row, draft):
    """The same row of the other edition, not yet saved."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}
    return type(row)(**fields | {"edition_id": draft.pk})


def copy_tree(edition, draft, domains: dict, policies: dict) -> None:
    """Level by level, so that parents are there before their elements."""
    rows: list[Standard] = list(edition.standards.order_by("position"))
    made: dict = {}
    while len(made) < len(rows):
        level = [row for row in rows if row.pk not in made and (row.parent_id is None or row.parent_id in made)]
        copies = {row.pk: copy_of(row, draft) for row in level}
        for row in level:
            copies[row.pk].domain = domains[row.domain_id]
            copies[row.pk].policy_document = policies.get(row.policy_document_id)
            copies[row.pk].parent = made.get(row.parent_id)
        Standard.objects.bulk_create(copies.values())
        made |= copies


@transaction.atomic
def reword(standard, **changes) -> Standard:
    """Other words, another way of looking, another question that decides whether it applies."""
    held = Edition.objects.select_for_update().get(pk=standard.edition_id)
    if held.is_in_use:
        raise NotReady(f"An application is bound to {held}: begin the next version of its text.")
    for name, value in changes.items():
        setattr(standard, name, value)
    standard.save(update_fields=list(changes))
    return standard


@transaction.atomic
def publish(edition, *, by, changes: str) -> Edition:
    """From today on submissions are bound to this text; those sent before keep theirs."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    if not held.is_draft:
        raise NotReady(f"{held} is published already.")
    if not changes.strip():
        raise NotReady("Say what this version changes: practices read it beside the standards.")
    held.is_draft, held.changes, held.written_by = False, changes.strip(), by
    held.text_from = max(clock.today(), held.effective_on)
    held.save()
    return held


@transaction.atomic
def discard(edition) -> None:
    """Give a draft up. A published text stays for good."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    if not held.is_draft:
        raise NotReady(f"{held} is published: it stays.")
    held.standards.all().delete()
    held.delete()
