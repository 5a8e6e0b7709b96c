"""Evidence that travels: what was accepted the last time is confirmed as still valid, or renewed."""

from django.db import transaction

from applications.actions.filling import held_for_filling
from applications.actions.policies import take_in
from applications.gaps.policies import needed
from applications.models import EvidencePassport
from applications.queries.passports import offered
from qcp.workflow.refusals import NotReady


def carry_over(application, source, *, by, file=None) -> EvidencePassport:
    """Somebody who fills in says that a policy of the last application is still valid, or hands in the newer text.

    Either way the file is checked as if it came for the first time: scanners learn in three years.
    """
    with transaction.atomic():
        application = held_for_filling(application, by)
        if source.pk not in {each.pk for each in offered(application)}:
            raise NotReady("This document is not on offer any more. Open the page again to see what is.")
        if file is not None:
            document = take_in(
                application, by=by, file=file, title=source.title, citations=rows_for(application, source)
            )
        else:
            with source.file.open_again() as kept:
                document = take_in(
                    application, by=by, file=kept, title=source.title, citations=rows_for(application, source)
                )
        return EvidencePassport.objects.create(
            document=document, source=source, unchanged=file is None, confirmed_by=by
        )


def rows_for(application, source) -> list[dict]:
    """What the source covered, in the words of the edition that counts now, at the sites that are still there."""
    asked = needed(application)
    types = {policy_type.code: policy_type for policy_type in asked}
    standards = {standard.code: standard for rows in asked.values() for standard in rows}
    here = {site.pk for site in application.sites()}
    rows = []
    for citation in source.citations.all():
        wanted = citation.standard
        named = list(citation.sites.all())
        sites = [site for site in named if site.pk in here]
        if citation.policy_type.code not in types or (wanted and wanted.code not in standards) or (named and not sites):
            continue
        rows.append(
            {
                "policy_type": types[citation.policy_type.code],
                "standard": standards[wanted.code] if wanted else None,
                "sites": sites,
                "pages": citation.pages,
            }
        )
    return rows
