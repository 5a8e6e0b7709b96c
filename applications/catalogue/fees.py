"""Reads a file of fee schedules and says of each what would happen to it, and why not."""

import datetime

from applications.models import FeeSchedule, Invoice
from applications.states import FeeItem
from qcp import clock

from .rows import Verdict

ALONE = set(FeeItem.values) - {FeeItem.FTE_BAND}


def read(content) -> list[tuple[dict, Verdict]]:
    """Each schedule of the file with the verdict on it."""
    rows = content.get("schedules") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows:
        return [({}, Verdict("file", "refused", "The file has no list “schedules”. Add one."))]
    return [(row, judge(row if isinstance(row, dict) else {})) for row in rows]


def judge(row: dict) -> Verdict:
    day = row.get("effective_on")
    name = f"schedule {day}"
    if type(day) is not datetime.date:
        return Verdict(name, "refused", "Give the day it takes effect as YYYY-MM-DD.")
    if problem := fee_problem(row.get("fees")):
        return Verdict(name, "refused", problem)
    kept = FeeSchedule.objects.filter(effective_on=day).first()
    if kept is None and day <= clock.today() and Invoice.objects.filter(issued_on__gte=day).exists():
        return Verdict(name, "refused", "Invoices have been issued since that day. Give the new fees a later day.")
    if kept is None:
        return Verdict(name, "new")
    if {(fee.item, fee.over_fte): fee.cents for fee in kept.fees.all()} == by_item(row["fees"]):
        return Verdict(name, "unchanged")
    if day <= clock.today():
        return Verdict(name, "refused", "It is in force and never changed. Give the new fees a later day.")
    return Verdict(name, "changed")


def fee_problem(fees) -> str:
    if not isinstance(fees, list) or not all(isinstance(fee, dict) for fee in fees):
        return "“fees” has to list the fees."
    if any(str(fee.get("item")) not in FeeItem.values for fee in fees):
        return f"Each item has to be one of: {', '.join(FeeItem.values)}."
    if not all(isinstance(fee.get("cents"), int) and 0 <= fee["cents"] <= 100_000_000 for fee in fees):
        return "Give each amount in whole cents."
    if not all(isinstance(fee.get("over_fte"), int) == (fee["item"] == FeeItem.FTE_BAND) for fee in fees):
        return "“over_fte” goes with every fte_band, and with nothing else."
    if len(by_item(fees)) < len(fees) or ALONE - {fee["item"] for fee in fees}:
        return f"Give each of these once: {', '.join(sorted(ALONE))}; and each band once."
    return ""


def by_item(fees: list[dict]) -> dict:
    return {(fee["item"], fee.get("over_fte")): fee["cents"] for fee in fees}
