"""What a device sends, read strictly: every part by its own, so that one bad change stops no other."""

import json
import uuid
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError

from .. import marks
from ..actions.findings import FIELDS
from ..actions.sync import REFUSED, Receipt, Sent
from .finding import cleaned

MOST = 200
NOT_A_LOG = "This is not a list of changes as the field page sends it."
TOO_MANY = f"At most {MOST} changes are taken at once; send the rest afterwards."


class Device(forms.Form):
    """The sender."""

    device = forms.RegexField(r"^[A-Za-z0-9-]{8,40}$")
    skew_seconds = forms.IntegerField(required=False, min_value=-(10**9), max_value=10**9)
    since = forms.IntegerField(required=False, min_value=0, max_value=2**53)


class Part(forms.Form):
    """One change, all but its value."""

    op_id = forms.UUIDField()
    finding = forms.UUIDField()
    field = forms.ChoiceField(choices=[(name, name) for name in (*FIELDS, *sorted(marks.ALL))])
    base = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    seq = forms.IntegerField(min_value=0, max_value=2**53)
    client_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ"])
    offset_minutes = forms.IntegerField(required=False, min_value=-840, max_value=840)


@dataclass
class Log:
    """A readable list of changes, and receipts for those that cannot be read."""

    device: str
    skew_seconds: int | None
    since: int
    sent: list[Sent] = field(default_factory=list)
    refused: list[Receipt] = field(default_factory=list)


def read(body: bytes) -> Log:
    """ValidationError when it is no log at all."""
    try:
        given = json.loads(body)
        parts, device = given["operations"], Device(given)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValidationError(NOT_A_LOG) from error
    if not isinstance(parts, list) or not device.is_valid():
        raise ValidationError(NOT_A_LOG)
    if len(parts) > MOST:
        raise ValidationError(TOO_MANY)
    log = Log(device.cleaned_data["device"], device.cleaned_data["skew_seconds"], device.cleaned_data["since"] or 0)
    for part in parts:
        take(log, part if isinstance(part, dict) else {})
    return log


def take(log: Log, part: dict) -> None:
    form = Part(part)
    if not form.is_valid():
        name, texts = next(iter(form.errors.items()))
        log.refused.append(Receipt(number_of(part), REFUSED, f"{name}: {texts[0]}"))
        return
    try:
        value = cleaned(form.cleaned_data["field"], part.get("value"))
    except ValidationError as error:
        log.refused.append(Receipt(form.cleaned_data["op_id"], REFUSED, " ".join(error.messages)))
        return
    given = form.cleaned_data | {"offset_minutes": form.cleaned_data["offset_minutes"] or 0, "value": value}
    log.sent.append(Sent(**given))


def number_of(part: dict):
    """The number of an unreadable change, as far as it has one."""
    try:
        return uuid.UUID(str(part.get("op_id")))
    except ValueError:
        return ""
