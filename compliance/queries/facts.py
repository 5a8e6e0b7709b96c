"""The facts of a report as one plain object, frozen at the issue: page, PDF and spreadsheet are all made from it."""

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
        "tally": tally(findings),
        "requirements": [as_requirement(requirement) for requirement in requirements],
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
    for finding in sorted(findings, key=lambda each: each.standard.position):
        rows.setdefault(finding.standard, {})[finding.site_id] = finding
    return [
        {
            "code": standard.code,
            "title": standard.title,
            "domain": str(standard.domain),
            "cells": [cell(by_site.get(site.pk)) for site in sites],
        }
        for standard, by_site in rows.items()
    ]


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
    }
