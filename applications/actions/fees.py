"""Bringing fee schedules in: all of them or nothing."""

from django.db import transaction

from applications.models import Fee, FeeSchedule


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
