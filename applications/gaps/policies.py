"""What the policies step still needs: every policy that the standards ask for, at every site, in a checked file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from applications.states import CHECKED, PolicyState

from .gap import Gap

STEP = "policies"


@dataclass
class Needed:
    """One policy that the standards ask for, what was handed in for it, and what is still missing."""

    policy_type: object
    standards: list
    citations: list = field(default_factory=list)
    missing: list = field(default_factory=list)  # (standard, site names; none means everywhere)

    @property
    def complete(self) -> bool:
        return not self.missing and all(c.document.state in CHECKED for c in self.citations)


def needed(application) -> dict:
    """Each policy that the standards of this application ask for, with those standards."""
    wanted: dict = {}
    for standard in application.standards():
        if standard.policy_document:
            wanted.setdefault(standard.policy_document, []).append(standard)
    return dict(sorted(wanted.items(), key=lambda pair: pair[0].position))


def coverage(application, documents=None) -> list[Needed]:
    """The upload checklist: one row per policy, with what stands for it and what is missing for which standard.

    Compared by code: what was handed in under one edition of the standards stands under the next as well.
    """
    sites = application.included
    cited: dict = {}
    if documents is None:
        documents = application.policy_documents.standing().for_list()
    for document in documents:
        for citation in document.citations.all():
            citation.document = document
            cited.setdefault(citation.policy_type.code, []).append(citation)
    return [
        Needed(policy_type, standards, here := cited.get(policy_type.code, []), missing(standards, here, sites))
        for policy_type, standards in needed(application).items()
    ]


def missing(standards: Iterable, citations: Iterable, sites: list) -> list[tuple]:
    """For each standard without a document: the sites that lack it, or none when all of them do."""
    found = []
    for standard in standards:
        serving = [c for c in citations if c.standard is None or c.standard.code == standard.code]
        lacking = sites if not serving else without(serving, sites)
        if lacking or not serving:
            found.append((standard, [] if len(lacking) == len(sites) else [site.name for site in lacking]))
    return found


def without(citations: Iterable, sites: list) -> list:
    """The sites that none of these citations serves; one that names no site serves all."""
    served = [{site.pk for site in citation.sites.all()} for citation in citations]
    return [site for site in sites if not any(not named or site.pk in named for named in served)]


def gaps(application) -> list[Gap]:
    """One sentence for each policy that is missing, and each file that is still being checked."""
    rows = coverage(application)
    return [gap(sentence(row)) for row in rows if row.missing] + being_checked(rows)


def begun(application) -> bool:
    return application.policy_documents.exists()


def gap(text: str) -> Gap:
    return Gap(text, step=STEP)


def sentence(row: Needed) -> str:
    """What is missing of one policy: all of it, or some places, or some standards."""
    if not row.citations:
        return f"Hand in your policy “{row.policy_type}”."
    places = list(dict.fromkeys(name for _, names in row.missing for name in names))
    where = ", ".join(places) or f"standard {', '.join(standard.code for standard, _ in row.missing)}"
    return f"Hand in your policy “{row.policy_type}” for {where} too."


def being_checked(rows: list[Needed]) -> list[Gap]:
    cited = dict.fromkeys(citation.document for row in rows for citation in row.citations)
    waiting = [document for document in cited if document.state == PolicyState.QUARANTINED]
    return [gap(waits_for(document)) for document in waiting]


def waits_for(document) -> str:
    if document.file and document.file.is_held:
        return f"“{document}” may name a patient. Say on its page whether it does."
    return f"Wait until “{document}” has been checked. This takes a minute or two."
