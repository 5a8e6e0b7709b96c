"""Bringing measure sets in: all of them or nothing, each change as a new version."""

from pathlib import Path

import yaml
from django.db import transaction

from qcp.workflow.refusals import NotAllowed, NotReady

from ..imports.measures import MeasureImport
from ..models import ChartMinimum, Measure, MeasureSet, ModuleTarget, Round, ScoreResult

DELIVERED = Path(__file__).resolve().parent.parent / "catalogue" / "measures-2026-spring.yaml"


def bring_in_what_is_delivered() -> None:
    """The placeholder measures that come with the portal. Harmless to repeat; what is in use stays as it is."""
    with open(DELIVERED, encoding="utf-8") as file:
        imported = MeasureImport(yaml.safe_load(file))
    if {verdict.verdict for verdict in imported.verdicts} == {"new"}:
        bring_in(imported)


@transaction.atomic
def bring_in(imported) -> None:
    """Write the sets that are new or changed. Call only when none was refused."""
    for row in imported.sets:
        if row.verdict.verdict != "unchanged":
            write(row)


def keep_set(row, *, by) -> None:
    """Staff keep a set that they typed: a new one, or a new version. It is judged again, as nobody waits meanwhile."""
    if not by.is_staff:
        raise NotAllowed("Measure sets are kept by QCP staff.")
    with transaction.atomic():
        row.judge(set())
        if row.verdict.verdict == "refused":
            raise NotReady(row.verdict.message)
        if row.verdict.verdict == "unchanged":
            raise NotReady("Nothing is different from what is kept already.")
        write(row)


def change_days(round, *, opens_on, closes_on, report_on, by) -> None:
    """Staff move the days of a round. Results that count from the day of the report hold it where it is."""
    if not by.is_staff:
        raise NotAllowed("The days of a round are kept by QCP staff.")
    if not opens_on <= closes_on <= report_on:
        raise NotReady("The days have to follow one another: opening, closing, report.")
    with transaction.atomic():
        round = Round.objects.select_for_update().get(pk=round.pk)
        if report_on != round.report_on and ScoreResult.objects.filter(submission__round=round).exists():
            raise NotReady("Results count from the day of the report, so it cannot be moved any more.")
        round.opens_on, round.closes_on, round.report_on = opens_on, closes_on, report_on
        round.save(update_fields=["opens_on", "closes_on", "report_on"])


def write(row) -> None:
    """A new version of the set, and the round that uses it from now on."""
    entry = row.entry
    version = MeasureSet.objects.create(
        code=row.code,
        version=MeasureSet.objects.filter(code=row.code).count() + 1,
        track=entry["track"],
        threshold_percent=entry["threshold_percent"],
        strategy=entry["strategy"],
        content_hash=row.content_hash,
    )
    write_parts(version, entry)
    Round.objects.update_or_create(
        code=row.round_code,
        track=entry["track"],
        defaults={
            "measure_set": version,
            "opens_on": entry["opens_on"],
            "closes_on": entry["closes_on"],
            "report_on": entry["report_on"],
        },
    )


def write_parts(version, entry) -> None:
    Measure.objects.bulk_create(
        Measure(
            measure_set=version,
            position=position,
            code=measure["code"],
            module=measure["module"],
            kind=measure["kind"],
            title=measure["title"],
            parts=" ".join(measure.get("parts") or []),
        )
        for position, measure in enumerate(entry["measures"], start=1)
    )
    ModuleTarget.objects.bulk_create(
        ModuleTarget(measure_set=version, position=position, module=module, charts=charts)
        for position, (module, charts) in enumerate(entry["module_targets"].items(), start=1)
    )
    ChartMinimum.objects.bulk_create(
        ChartMinimum(measure_set=version, fte_up_to=row["fte_up_to"], charts=row["charts"])
        for row in entry["unique_chart_minimums"]
    )
