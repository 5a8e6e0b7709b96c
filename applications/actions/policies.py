"""Policy documents: handing in, checking, accepting, returning, replacing."""

from django.db import transaction
from django.db.models import Q

from applications import notices, policies
from applications.actions.filling import held_for_filling
from applications.models import PolicyCitation, PolicyDocument
from applications.states import CHECKED
from qcp.documents.uploads import clean_label, receive, sha256_of
from qcp.notices.outbox import enqueue
from qcp.workflow import chain
from qcp.workflow.advance import advance, hold
from qcp.workflow.refusals import NotAllowed, NotReady
from qcp.workflow.system import SYSTEM

DESTROYED = "Destroyed document"


def upload(application, *, by, file, citations, title=""):
    """The practice hands in a file and says which policies are in it: it goes into quarantine until it was checked.

    citations: dicts with `policy_type`, and if it matters `standard`, `sites` and `pages`.
    """
    with transaction.atomic():
        application = held_for_filling(application, by, "policies")
        return take_in(application, by=by, file=file, title=title, citations=citations)


def replace(document, *, by, file, title=""):
    """The practice hands in a newer file for the same policies; the old one is kept as it was."""
    with transaction.atomic():
        document = held_for_change(document, by)
        if PolicyDocument.objects.filter(replaces=document).exists():
            raise NotReady("This document was already replaced. Replace the newer one.")
        rows = [row_of(citation) for citation in document.citations.all()]
        return take_in(document.application, by=by, file=file, title=title, citations=rows, replaces=document)


def take_in(application, *, by, file, title, citations, replaces=None):
    digest = sha256_of(file)
    same = Q(file__sha256=digest) | Q(file__sent_sha256=digest)
    if twin := application.policy_documents.standing().filter(same).first():
        raise NotReady(f"This file was already handed in as “{twin}”. Say there what else it covers.")
    document = PolicyDocument.objects.create(
        case=application.case,
        application=application,
        title=title or clean_label(file.name),
        replaces=replaces,
        revision=replaces.revision + 1 if replaces else 1,
    )
    chain.begin(document, by=by)
    document.file = receive(file, subject=document, by=by, purpose="policy")
    document.save()
    for row in citations:
        write_citation(document, **row)
    return document


def cite(document, *, by, policy_type, standard=None, sites=(), pages=""):
    """The practice says what else is in a document: a policy, for which standard and sites, on which pages."""
    with transaction.atomic():
        document = held_for_change(document, by)
        document.citations.filter(policy_type=policy_type, standard=standard).delete()
        return write_citation(document, policy_type=policy_type, standard=standard, sites=sites, pages=pages)


def uncite(citation, *, by):
    """The practice takes back that a policy is in a document."""
    with transaction.atomic():
        held_for_change(citation.document, by)
        citation.delete()


def held_for_change(document, by):
    """The document, locked, or a refusal."""
    document = hold(document)
    if not policies.may_replace(document, by) or document.case.closed_to(by):
        raise NotAllowed("A document is changed by editors and signatories, while it is theirs to change.")
    if document.removal:
        raise NotReady("This document was taken out. Put it back first.")
    return document


def write_citation(document, *, policy_type, standard=None, sites=(), pages=""):
    citation = PolicyCitation.objects.create(document=document, policy_type=policy_type, standard=standard, pages=pages)
    if sites:
        citation.sites.set(sites)
    return citation


def row_of(citation):
    return {
        "policy_type": citation.policy_type,
        "standard": citation.standard,
        "sites": list(citation.sites.all()),
        "pages": citation.pages,
    }


def file_checked(document, stored):
    """The check of the file is done: the document leaves quarantine, or is refused with what the check said."""
    if stored.is_clean:
        clear(document, by=SYSTEM)
    else:
        reject(document, by=SYSTEM, note=stored.reason)


def file_destroyed(document, stored, by):
    """Its file named a patient and is gone: its title goes too, and what stood is sent back to the practice."""
    PolicyDocument.objects.filter(pk=document.pk).update(title=DESTROYED)
    if by is SYSTEM or document.removal:
        return
    if document.state in CHECKED and not hasattr(document, "replaced_by") and policies.may_judge_policy(document, by):
        return_(PolicyDocument.objects.get(pk=document.pk), by=by, note=stored.reason)


def file_versions(document, stored):
    """The files that this one replaced, newest first: what names a patient did so before, most likely."""
    older = []
    while document := document.replaces:
        if document.file:
            older.append(document.file)
    return older


def clear(document, *, by, note=""):
    """The file passed its check; from now on it can be opened. A replacement is shown to the office at once."""
    with advance(document, "clear", by=by, note=note) as document:
        if document.replaces_id and document.application.submitted_on:
            enqueue(notices.POLICY_REPLACED, document)
    return document


def reject(document, *, by, note=""):
    """The file cannot be used; the practice is told why and what to do instead."""
    with advance(document, "reject", by=by, note=note) as document:
        enqueue(notices.POLICY_REFUSED, document, reason=note)
    return document


def accept(document, *, by, note=""):
    """The office takes the policy as handed in."""
    with advance(document, "accept", by=by, note=note) as document:
        pass
    return document


def return_(document, *, by, note=""):
    """The office sends a policy back with a reason; the practice replaces it."""
    with advance(document, "return", by=by, note=note) as document:
        enqueue(notices.POLICY_RETURNED, document, reason=note)
    return document
