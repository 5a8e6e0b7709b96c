"""Photos as a device names them."""

import json

from django import forms
from django.core.exceptions import ValidationError

from qcp.documents.inspection.kinds import LARGEST

from ..actions.photos import Named
from ..actions.sync import REFUSED, Receipt
from .sync import MOST, NOT_A_LOG, Device, number_of


class PhotoForm(forms.Form):
    """One of them."""

    op_id = forms.UUIDField()
    finding = forms.UUIDField()
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")
    size = forms.IntegerField(min_value=1, max_value=LARGEST)
    seq = forms.IntegerField(min_value=0, max_value=2**53)
    client_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ"])
    offset_minutes = forms.IntegerField(required=False, min_value=-840, max_value=840)


def read(body: bytes) -> tuple[str, list[Named], list[Receipt]]:
    """Which device it is, the photos that can be read, and receipts for the others."""
    try:
        given = json.loads(body)
        parts, device = given["photos"], Device(given)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValidationError(NOT_A_LOG) from error
    if not isinstance(parts, list) or len(parts) > MOST or not device.is_valid():
        raise ValidationError(NOT_A_LOG)
    named, refused = [], []
    for part in (each if isinstance(each, dict) else {} for each in parts):
        form = PhotoForm(part)
        if form.is_valid():
            named.append(Named(**form.cleaned_data | {"offset_minutes": form.cleaned_data["offset_minutes"] or 0}))
        else:
            field, texts = next(iter(form.errors.items()))
            refused.append(Receipt(number_of(part), REFUSED, f"{field}: {texts[0]}"))
    return device.cleaned_data["device"], named, refused
