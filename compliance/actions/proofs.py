"""The proof of an item: files taken in, cited by page, taken out again; and each round kept as it was sent."""

import re

from django.db import transaction

from compliance import rounds
from compliance.models import ItemRound, PlanItem, Proof
from compliance.states import PlanState
from qcp import clock
from qcp.documents.models import StoredFile
from qcp.documents.uploads import receive
from qcp.workflow.refusals import NotReady, OutOfDate

from .items import held_for_writing


def add(item, *, by, upload, pages="", shows=""):
    """Take a file in for an item; it counts once it has been checked."""
    with transaction.atomic():
        item = held_for_writing(item, by, PlanState.PLAN_ACCEPTED)
        return write(item, by, receive(upload, subject=item, by=by, purpose="evidence"), pages, shows)


def cite(item, *, by, file, pages="", shows=""):
    """Let a file that was handed in for another item of the same case prove this one, too."""
    with transaction.atomic():
        item = held_for_writing(item, by, PlanState.PLAN_ACCEPTED)
        if not files_of_the_case(item).filter(pk=file.pk).exists():
            raise NotReady("Choose a file that was handed in for this action plan.")
        return write(item, by, file, pages, shows)


def cite_again(proof, *, by, pages="", shows=""):
    """Say anew on which pages, and what they show."""
    with transaction.atomic():
        item = held_for_writing(proof.item, by, PlanState.PLAN_ACCEPTED)
        return write(item, by, standing(item, proof).file, pages, shows)


def remove(proof, *, by):
    """Take a file out. What was sent in an earlier round stays on record with that round."""
    with transaction.atomic():
        proof = standing(held_for_writing(proof.item, by, PlanState.PLAN_ACCEPTED), proof)
        proof.removed_by, proof.removed_at = by, clock.now()
        proof.save(update_fields=["removed_by", "removed_at"])
    return proof


def standing(item, proof):
    found = item.proofs.standing().for_list().filter(pk=proof.pk).first()
    if found is None:
        raise OutOfDate("This file was taken out already. Open the page again to see how it stands.")
    return found


def write(item, by, file, pages, shows):
    """One citation per file and item; said again, the later words count."""
    pages = checked_pages(file, pages)
    words = {"pages": pages, "shows": shows.strip()}
    return Proof.objects.update_or_create(
        item=item, file=file, removed_at=None, defaults=words, create_defaults={**words, "added_by": by}
    )[0]


def hand_on(old, item) -> None:
    """What proved an item goes on proving the one that continues it."""
    Proof.objects.bulk_create(
        Proof(item=item, file=proof.file, pages=proof.pages, shows=proof.shows, added_by=proof.added_by)
        for proof in old.evidence()
    )


def checked_pages(file, pages: str) -> str:
    """Pages that the file has, as far as it was read already."""
    pages = pages.strip()
    if gap := rounds.pages_beyond(file, pages):
        raise NotReady(gap)
    if re.search(r"[^\d, -]", pages):
        raise NotReady("Pages: write page numbers such as 3, 5-7.")
    return pages


def files_of_the_case(item):
    """Clean files of every item of the case, for citing one again."""
    items = PlanItem.objects.filter(plan__case=item.case_id).values("pk")
    return StoredFile.objects.clean().filter(subject_label=PlanItem._meta.label, subject_id__in=items)


def keep_round(plan, *, by) -> None:
    """What is sent now, item by item: the next round is compared with it."""
    sent = [item for item in plan.items.for_list() if not item.accepted(plan.stage)]
    ItemRound.objects.bulk_create(
        ItemRound(item=item, stage=plan.stage, round=plan.round, said=rounds.said(item, plan.stage), sent_by=by)
        for item in sent
    )
