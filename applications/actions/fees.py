"""Bringing fee schedules in: all of them or nothing."""

from pathlib import Path

import yaml
from django.db import transaction

from applications.catalogue.fees import read
from applications.models import Fee, FeeSchedule

DELIVERED = Path(__file__).resolve().parent.parent / "catalogue" / "fees.yaml"


def bring_in_what_is_delivered() -> None:
    """The fees that come with the portal; a schedule of the office for the same day stays."""
    with open(DELIVERED, encoding="utf-8") as file:
        schedules = read(yaml.safe_load(file))
    bring_in([(row, verdict) for row, verdict in schedules if verdict.verdict == "new"])


@transaction.atomic
def bring_in(schedules) -> None:
    """Write the schedules of a file that was read. Call only when none was refused."""
    for row, verdict in schedules:
        if verdict.verdict != "unchanged":
            note = row.get("note") or ""
            schedule, _ = FeeSchedule.objects.update_or_create(
                effective_on=row["effective_on"], defaults={"note": str(note)[:200]}
            )
            schedule.fees.all().delete()
            Fee.objects.bulk_create(
                Fee(schedule=schedule, item=fee["item"], over_fte=fee.get("over_fte"), cents=fee["cents"])
                for fee in row["fees"]
            )
