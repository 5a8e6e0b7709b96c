"""From the surveyor's findings to the rows of a report, and from an issued report to its requirements and letter."""

from django.conf import settings

from compliance.models import ReportFinding, Requirement
from qcp.documents import letters
from surveys.states import UNMET


def copy_findings(report, survey) -> None:
    """The locked findings, as the surveyor rated them, with a first wording of what is required."""
    ReportFinding.objects.bulk_create(
        ReportFinding(
            report=report,
            standard=finding.standard,
            site=finding.visit.site,
            place=place,
            surveyed=finding.rating,
            observed=finding.notes or finding.reason,
            commendation=finding.commendation,
            requirement=wording(finding) if finding.rating in UNMET else "",
        )
        for place, finding in enumerate(survey.findings(), start=1)
    )


def wording(finding) -> str:
    """Says what the standard asks; the reviewer makes it fit."""
    return f"Show that this is in place at {finding.visit.site}: {finding.standard.paraphrase}"


def requirements(report) -> list[Requirement]:
    """One per unmet finding, numbered within the report; not saved yet."""
    return [
        Requirement(
            number=f"{report.number}/{place:02d}",
            report=report,
            finding=finding,
            standard=finding.standard,
            site=finding.site,
            text=finding.requirement,
        )
        for place, finding in enumerate(report.findings.unmet().for_list(), start=1)
    ]


def freeze_letter(report) -> None:
    """The PDF's words are the snapshot's."""
    letters.freeze(report, "report", title=report.snapshot["title"], data=report.snapshot)


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
