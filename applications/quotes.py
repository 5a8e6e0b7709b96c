"""What something costs, line by line, so that the practice can follow the sum before it pays."""

from dataclasses import dataclass

from practices.scoring import HOURS_PER_FTE

from .states import ApplicationKind, FeeItem, InvoiceKind

ITEM_OF = {ApplicationKind.FIRST: FeeItem.APPLICATION, ApplicationKind.RECERTIFICATION: FeeItem.RECERTIFICATION}


@dataclass(frozen=True)
class QuoteLine:
    text: str
    quantity: int
    unit_cents: int

    @property
    def cents(self) -> int:
        return self.quantity * self.unit_cents


@dataclass(frozen=True)
class Quote:
    lines: tuple[QuoteLine, ...]

    @property
    def cents(self) -> int:
        return sum(line.cents for line in self.lines)


def quote(schedule, invoice_kind: str, *, application_kind: str, sites: int, oncologist_hours: int) -> Quote:
    """The fee by a schedule, for a practice of that many sites and hours."""
    prices = {(fee.item, fee.over_fte): fee.cents for fee in schedule.fees.all()}
    if invoice_kind != InvoiceKind.APPLICATION:
        item = FeeItem(invoice_kind)
        return Quote((QuoteLine(item.label, 1, prices[item, None]),))
    item = ITEM_OF[application_kind]
    lines = [
        QuoteLine(f"{item.label}, with one site", 1, prices[item, None]),
        QuoteLine(FeeItem.EXTRA_SITE.label, max(sites - 1, 0), prices[FeeItem.EXTRA_SITE, None]),
        band(prices, oncologist_hours),
    ]
    return Quote(tuple(line for line in lines if line and line.cents))


def band(prices: dict, oncologist_hours: int) -> QuoteLine | None:
    """The surcharge of the largest band that the practice's FTE is above."""
    above = [over for item, over in prices if item == FeeItem.FTE_BAND and oncologist_hours > over * HOURS_PER_FTE]
    if not above:
        return None
    over = max(above)
    fte = oncologist_hours / HOURS_PER_FTE
    text = f"Size: {fte:g} FTE ({oncologist_hours} oncologist hours a week), more than {over} FTE"
    return QuoteLine(text, 1, prices[FeeItem.FTE_BAND, over])
