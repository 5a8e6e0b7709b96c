"""Practices, their sites and their people."""

import datetime
from pathlib import Path

import factory
import yaml

import practices
from practices.actions import scores
from practices.actions.measures import bring_in
from practices.actions.score_import import bring_in as bring_in_scores
from practices.imports.measures import MeasureImport
from practices.imports.scores import ScoreImport
from practices.models import Membership, MembershipRole, Practice, Round, Site, TaxId
from qcp import clock
from qcp.documents.models import StoredFile
from qcp.workflow.system import SYSTEM

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


class PracticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Practice

    legal_name = factory.Sequence(lambda n: f"Oncology Practice {n}")
    city = "Springfield"
    state = "IL"
    oncologist_hours = 200


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Site

    practice = factory.SubFactory(PracticeFactory)
    name = factory.Sequence(lambda n: f"Site {n}")
    street = "1 Elm Street"
    city = "Springfield"
    state = "IL"
    zip = "62701"
    phone = "217-555-0100"


class TaxIdFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TaxId

    practice = factory.SubFactory(PracticeFactory)
    number = factory.Sequence(lambda n: f"12-{n:07d}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        ended = factory.Trait(since=LONG_AGO, ended_at=factory.LazyFunction(clock.now))

    practice = factory.SubFactory(PracticeFactory)
    role = MembershipRole.SIGNATORY


def measures_in_the_catalogue():
    """The set of round 2026-spring, brought in as staff do."""
    content = yaml.safe_load((Path(practices.__file__).parent / "catalogue" / "measures-2026-spring.yaml").read_text())
    imported = MeasureImport(content)
    assert imported.refused == []
    bring_in(imported)
    return Round.objects.get(code="2026-spring", track="QCP")


def sample(name: str) -> str:
    return (Path(practices.__file__).parent / "catalogue" / f"{name}-elm-street-2026-spring.csv").read_text()


def figures_entered(practice, **replaced):
    """The sample of Elm Street as this practice's draft; `CORE1="76,83,1"` puts other numbers in."""
    lines = []
    for line in sample("scores").replace("QP-0001", practice.number).splitlines():
        code = line.split(",")[3]
        lines.append(",".join([*line.split(",")[:4], replaced[code]]) if code in replaced else line)
    imported = ScoreImport("\n".join(lines).encode(), sample("charts").replace("QP-0001", practice.number).encode())
    assert imported.refused == []
    return bring_in_scores(imported, by=SYSTEM)[0]


def with_report(submission, verdict="clean"):
    """The final QOPI report, attached and checked."""
    StoredFile.objects.create(
        case=submission.case,
        subject_label=submission._meta.label,
        subject_id=submission.pk,
        purpose="qopi-report",
        label="final report.pdf",
        file="files/none",
        size=100,
        sha256="0" * 64,
        verdict=verdict,
        reason="It cannot be opened." if verdict == "refused" else "",
        checked_at=clock.now() if verdict else None,
    )
    return submission


def final_scores(practice, staff, signatory, **replaced):
    """Scores all the way to final."""
    submission = scores.submit(with_report(figures_entered(practice, **replaced)), by=signatory)
    return scores.finalize(submission, by=staff)
