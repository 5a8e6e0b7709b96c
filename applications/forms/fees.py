"""A fee schedule as the office types it: dollars in fields, cents in the rows."""

from decimal import Decimal

from django import forms

from applications.actions.fees import problems_with
from applications.models import FeeSchedule
from applications.states import FeeItem

BANDS = (1, 2, 3)
ALONE = [item for item in FeeItem if item != FeeItem.FTE_BAND]


def dollars(label: str, **more) -> forms.DecimalField:
    return forms.DecimalField(label=f"{label}, in dollars", min_value=0, max_value=1_000_000, decimal_places=2, **more)


class FeeScheduleForm(forms.ModelForm):
    """One field per fee, and three bands for the size of a practice."""

    class Meta:
        model = FeeSchedule
        fields = ["effective_on", "note"]
        labels = {"effective_on": "From which day it holds"}
        widgets = {"effective_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.kept()
        for item in ALONE:
            self.fields[item.value] = dollars(item.label, initial=in_dollars(kept.get((item.value, None))))
        bands = sorted(over for item, over in kept if item == FeeItem.FTE_BAND)
        for band in BANDS:
            over = bands[band - 1] if band <= len(bands) else None
            words = f"Band {band}: for practices of more than so many FTE"
            self.fields[f"over_{band}"] = forms.IntegerField(
                label=words, min_value=0, max_value=1000, required=False, initial=over
            )
            price = in_dollars(kept.get((FeeItem.FTE_BAND, over))) if over is not None else None
            self.fields[f"band_{band}"] = dollars(f"Band {band}: added to the fee", required=False, initial=price)

    def kept(self) -> dict:
        """The rows to begin with: its own, or for a new schedule those of the newest one."""
        newest = FeeSchedule.objects.order_by("-effective_on").first()
        schedule = self.instance if self.instance.pk else newest
        return {(fee.item, fee.over_fte): fee.cents for fee in schedule.fees.all()} if schedule else {}

    def clean(self):
        for problem in problems_with(self.instance, self.cleaned_data.get("effective_on")):
            self.add_error("effective_on", problem)
        overs = []
        for band in BANDS:
            over, price = self.cleaned_data.get(f"over_{band}"), self.cleaned_data.get(f"band_{band}")
            if (over is None) != (price is None):
                self.add_error(f"over_{band}", f"Band {band} needs both a size and an amount, or neither.")
            if over is not None and over in overs:
                self.add_error(f"over_{band}", f"There is another band over {over} FTE.")
            overs.append(over)

    def fees(self) -> list[dict]:
        """The rows, in cents."""
        given = self.cleaned_data
        rows = [{"item": item.value, "cents": in_cents(given[item.value])} for item in ALONE]
        for band in BANDS:
            if given[f"over_{band}"] is not None:
                over, cents = given[f"over_{band}"], in_cents(given[f"band_{band}"])
                rows.append({"item": FeeItem.FTE_BAND.value, "over_fte": over, "cents": cents})
        return rows


def in_dollars(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


def in_cents(amount: Decimal) -> int:
    return int(amount * 100)
