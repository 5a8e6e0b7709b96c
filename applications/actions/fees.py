"""Fee schedules: brought in from a file, all of them or nothing; or written at the desk, from a later day on."""

from pathlib import Path

import yaml
from django.db import transaction

from applications.catalogue.fees import fee_problem, read
from applications.models import Fee, FeeSchedule
from qcp import clock
from qcp.workflow.refusals import NotAllowed, NotReady

DELIVERED = Path(__file__).resolve().parent.parent / "catalogue" / "fees.yaml"


def bring_in_what_is_delivered() -> None:
    """The fees that come with the portal; a schedule of the office for the same day stays."""
    with open(DELIVERED, encoding="utf-8") as file:
        schedules = read(yaml.safe_load(file))
    bring_in([(row, verdict) for row, verdict in schedules if verdict.verdict == "new"])


def is_fixed(schedule) -> bool:
    """Has its day come? Then invoices may rest on it, and it stays as it is."""
    return schedule.effective_on <= clock.today()


def problems_with(schedule, effective_on) -> list[str]:
    """What speaks against writing this schedule for that day. A new one holds from tomorrow at the earliest."""
    if schedule.pk and is_fixed(FeeSchedule.objects.get(pk=schedule.pk)):
        return ["This schedule is in force, and is not changed any more. Write a new one for a later day."]
    if effective_on and effective_on <= clock.today():
        return ["Give a day after today: what holds today stays as it is, so that nobody's quote changes under way."]
    return []


@transaction.atomic
def publish(schedule, *, by, fees: list[dict]) -> FeeSchedule:
    """Somebody of the office writes what things will cost from a later day on."""
    if not by.is_staff:
        raise NotAllowed("Fees are written by QCP staff.")
    if problems := problems_with(schedule, schedule.effective_on):
        raise NotReady(*problems)
    if problem := fee_problem(fees):
        raise NotReady(problem)
    schedule.published_by, schedule.published_at = by, clock.now()
    schedule.save()
    write(schedule, fees)
    return schedule


def write(schedule, fees: list[dict]) -> None:
    schedule.fees.all().delete()
    Fee.objects.bulk_create(
        Fee(schedule=schedule, item=fee["item"], over_fte=fee.get("over_fte"), cents=fee["cents"]) for fee in fees
    )


@transaction.atomic
def bring_in(schedules) -> None:
    """Write the schedules of a file that was read. Call only when none was refused."""
    for row, verdict in schedules:
        if verdict.verdict != "unchanged":
            note = row.get("note") or ""
            schedule, _ = FeeSchedule.objects.update_or_create(
                effective_on=row["effective_on"], defaults={"note": str(note)[:200]}
            )
            write(schedule, row["fees"])
