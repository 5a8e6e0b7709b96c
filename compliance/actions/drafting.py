"""From the surveyor's findings to the rows of a report, and from an issued report to its requirements and letter."""

from itertools import count

from django.conf import settings

from compliance import risk
from compliance.models import ReportFinding, Requirement
from qcp.documents import letters
from surveys.states import UNMET

from . import corrections


def copy_findings(report, survey) -> None:
    """The locked findings, as the surveyor rated them, with a first wording of what is required."""
    findings = [
        ReportFinding(
            report=report,
            standard=finding.standard,
            site=finding.visit.site,
            place=place,
            surveyed=finding.rating,
            observed=finding.notes or finding.reason,
            methods=finding.methods,
            commendation=finding.commendation,
            requirement=wording(finding) if finding.rating in UNMET else "",
        )
        for place, finding in enumerate(survey.findings(), start=1)
    ]
    risk.suggest(findings)
    ReportFinding.objects.bulk_create(findings)


def wording(finding) -> str:
    """Says what the standard asks; the reviewer makes it fit."""
    return f"Show that this is in place at {finding.visit.site}: {finding.standard.paraphrase}"


def requirements(report) -> list[Requirement]:
    """One per unmet finding, not saved yet. A correction keeps the numbers of the report that it corrects."""
    lasting = corrections.lasting_numbers(report)
    root = corrections.first_of(report).number
    following = count(1 + max((int(number.rsplit("/", 1)[1]) for number in lasting.values()), default=0))
    return [
        Requirement(
            number=lasting.get((finding.standard_id, finding.site_id)) or f"{root}/{next(following):02d}",
            report=report,
            finding=finding,
            standard=finding.standard,
            site=finding.site,
            text=finding.requirement,
        )
        for finding in report.findings.unmet().for_list()
    ]


def freeze_letter(report) -> None:
    """The PDF's words are the snapshot's."""
    letters.freeze(report, "report", title=report.snapshot["title"], data=report.snapshot)


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
