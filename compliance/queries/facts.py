"""The facts of a report as one plain object, frozen at the issue: page, PDF and spreadsheet are all made from it."""

from compliance.queries.levels import level, roots
from qcp import clock
from surveys.states import Rating

# How a rating is shown: words first, a symbol beside them, never colour alone.
SYMBOLS = {
    Rating.MET: "✓",
    Rating.PARTIALLY_MET: "◐",
    Rating.NOT_MET: "✗",
    Rating.NOT_APPLICABLE: "–",
    Rating.NOT_ASSESSED: "?",
    "": "?",
}


def facts(report, requirements=()) -> dict:
    """Everything a reader of the report is told. Only texts, numbers and lists: it is kept as JSON."""
    findings = list(report.findings.select_related("standard__domain", "site"))
    sites = list(dict.fromkeys(finding.site for finding in findings))
    return {
        "title": f"Certification Compliance Report {report.number}",
        "number": report.number,
        "issued_on": in_words(clock.today()),
        "practice": identity(report.practice),
        "survey": about_survey(report.survey),
        "edition": str(report.application.edition or ""),
        "summary": report.summary,
        "sites": [{"name": site.name, "address": site.address} for site in sites],
        "rows": heat_map(findings, sites),
        "levels": levels(findings, sites),
        "tally": tally(findings),
        "changes": changes(findings),
        "corrects": correction_of(report),
        "requirements": [as_requirement(each) for each in sorted(requirements, key=lambda each: each.number)],
        "commendations": [
            {"standard": str(finding.standard), "site": finding.site.name, "text": finding.commendation}
            for finding in findings
            if finding.commendation
        ],
    }


def in_words(day) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def identity(practice) -> dict:
    return {"name": practice.legal_name, "number": practice.number, "place": practice.place}


def about_survey(survey) -> dict:
    return {
        "kind": survey.get_kind_display(),
        "mode": survey.get_mode_display(),
        "days": [in_words(day) for day in survey.days()],
        "surveyor": str(survey.surveyor or ""),
    }


def heat_map(findings, sites) -> list[dict]:
    """One row per standard, one cell per site, in the order of the standards."""
    rows: dict = {}
    under = roots(findings)
    for finding in sorted(findings, key=lambda each: each.standard.position):
        rows.setdefault(finding.standard, {})[finding.site_id] = finding
    return [
        {
            "code": standard.code,
            "under": under[standard.pk].code,
            "title": standard.title,
            "domain": str(standard.domain),
            "cells": [cell(by_site.get(site.pk)) for site in sites],
        }
        for standard, by_site in rows.items()
    ]


def levels(findings, sites) -> list[dict]:
    """The level of compliance with each standard, its elements taken together: one cell per site."""
    under = roots(findings)
    ratings: dict = {}
    for finding in sorted(findings, key=lambda each: each.standard.position):
        at_sites = ratings.setdefault(under[finding.standard_id], {})
        at_sites.setdefault(finding.site_id, []).append(rating_of(finding))
    return [
        {
            "code": standard.code,
            "title": standard.title,
            "domain": str(standard.domain),
            "cells": [with_symbol(level(at_sites.get(site.pk, []))) for site in sites],
        }
        for standard, at_sites in ratings.items()
    ]


def with_symbol(found: dict) -> dict:
    return {**found, "symbol": SYMBOLS[found["rating"]]}


def changes(findings) -> list[dict]:
    """Where the committee rates otherwise than the surveyor, and why; the surveyor's rating is never lost."""
    return [
        {
            "standard": str(finding.standard),
            "site": finding.site.name,
            "surveyed": finding.get_surveyed_display(),
            "assessed": finding.get_assessed_display(),
            "reason": finding.reason,
        }
        for finding in findings
        if finding.changed
    ]


def correction_of(report) -> dict | None:
    """The report that this one takes the place of, and what was wrong in it."""
    return {"number": report.corrects.number, "because": report.correction} if report.corrects_id else None


def rating_of(finding) -> str:
    """The reviewer's rating, or until there is one the surveyor's."""
    return finding.assessed or finding.surveyed


def cell(finding) -> dict:
    rating = rating_of(finding) if finding else ""
    return {"rating": rating, "label": Rating(rating).label if rating else "Not rated", "symbol": SYMBOLS[rating]}


def tally(findings) -> list[dict]:
    """How many cells of each kind, in the order of the ratings."""
    ratings = [rating_of(finding) for finding in findings]
    return [
        {"rating": rating.value, "label": rating.label, "count": ratings.count(rating)}
        for rating in Rating
        if rating in ratings
    ]


def as_requirement(requirement) -> dict:
    return {
        "number": requirement.number,
        "code": requirement.standard.code,
        "standard": requirement.standard.title,
        "site": requirement.site.name,
        "rating": requirement.finding.get_assessed_display(),
        "text": requirement.text,
        "seen": requirement.finding.observed,
        "likelihood": requirement.finding.get_likelihood_display(),
        "scope": requirement.finding.get_scope_display(),
    }
