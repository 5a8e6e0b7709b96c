"""What a surveyor has at hand for each standard: the written policies cited for it, and what was found there before."""

from collections import defaultdict

from applications.models import PolicyCitation, PolicyDocument
from applications.states import CHECKED

from ..models import Finding
from ..states import State
from .tablet import paper_page


def citations(survey) -> list:
    """Every place in a checked policy of the practice that is cited for a standard, or for a policy as a whole."""
    documents = PolicyDocument.objects.current().filter(application_id=survey.application_id, state__in=CHECKED)
    cited = PolicyCitation.objects.filter(document__in=documents).select_related("document__file", "policy_type")
    return list(cited.prefetch_related("sites"))


def lay_beside(survey, findings, cited) -> None:
    """Give each finding on the page what belongs to it."""
    found = before(survey, findings)
    for each in findings:
        each.cited = [(citation, paper_page(survey, citation)) for citation in cited_for(each, cited)]
        each.before = found[each.pk]


def cited_for(finding, cited) -> list:
    """Those that concern this standard at this site."""
    return [each for each in cited if concerns(each, finding.standard) and at(each, finding.visit.site)]


def concerns(citation, standard) -> bool:
    """Cited for the standard itself, or for the policy as a whole that the standard asks for."""
    if citation.standard_id:
        return citation.standard_id == standard.pk
    return citation.policy_type_id == standard.policy_document_id


def at(citation, site) -> bool:
    return not citation.sites.all() or site in citation.sites.all()


def before(survey, cards) -> dict:
    """finding -> what the last completed survey of the practice found for its standard, this site first.

    A standard is found again by its row, or by the row of an earlier edition that it continues.
    """
    edition = survey.application.edition
    names = {each.pk: {f"{edition.code}:{each.standard.code}", *each.standard.maps_from} for each in cards}
    codes = {name.rpartition(":")[2] for several in names.values() for name in several}
    rows = defaultdict(list)
    for each in earlier(survey).filter(standard__code__in=codes):
        rows[f"{each.standard.edition.code}:{each.standard.code}"].append(each)
    return {each.pk: latest(each, [row for name in names[each.pk] for row in rows[name]]) for each in cards}


def earlier(survey):
    """The findings of the practice's completed surveys, but for cases from which this surveyor stepped off."""
    theirs = Finding.objects.filter(
        visit__survey__application__practice_id=survey.practice_id, visit__survey__state=State.REPORT_COMPLETED
    ).exclude(visit__survey=survey)
    theirs = theirs.exclude(visit__survey__case__recusals__user_id=survey.surveyor_id)
    return theirs.select_related("visit__site", "visit__survey", "standard__edition")


def latest(finding, found: list) -> list:
    """Of one standard: what the latest survey found, at this site before the others."""
    last = max((each.visit.survey.number for each in found), default=None)
    rows = [each for each in found if each.visit.survey.number == last]
    return sorted(rows, key=lambda each: (each.visit.site_id != finding.visit.site_id, str(each.visit.site)))


def unmet_before(survey) -> dict:
    """(site, standard) -> the unmet finding of the survey that this one follows."""
    if survey.follows_id is None:
        return {}
    return {(each.visit.site_id, each.standard_id): each for each in survey.follows.findings().unmet()}
