"""The recipients' interface, whole: each address, what it takes, what it answers. Reading only."""

import json
from typing import Annotated

from django.http import HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError

from practices.models import Disclosure
from qcp import clock

from ..signing import sign
from . import bulk, fhir, reading
from .keys import Token
from .schemas import NUMBER, Change, Changes, Problem, Signed, Status

Channel = Disclosure.Channel
Number = Annotated[str, Path(pattern=NUMBER)]
REFUSALS = {401: Problem, 409: Problem, 422: object, 429: Problem}
NOT_RELEASED = "Nothing is released under this number."
FHIR_JSON = "application/fhir+json"

api = NinjaAPI(
    title="QOPI Certification Program: certification status",
    version="1",
    description="For recipients that practices have chosen. Unknown and not released answer alike.",
    urls_namespace="api",
    docs_url=None,
    auth=Token(),
)


@api.get("practices/", response={200: Changes, **REFUSALS}, url_name="practices", summary="What changed since")
def practices(request, since: int = Query(0, ge=0, le=2**31 - 1), limit: int = Query(100, ge=1, le=500)):
    releases, more = reading.changed_since(request.auth, since, limit)
    known = reading.let_go(request, Channel.LIST, releases)
    changes = [
        Change(sequence=release.sequence, changed_at=release.changed_at, status=Status(**payload))
        for release, payload in zip(releases, known, strict=True)
    ]
    return Changes(changes=changes, next=changes[-1].sequence if changes else since, more=more)


@api.get(
    "practices/{number}/", response={200: Status, 404: Problem, **REFUSALS}, url_name="practice", summary="One practice"
)
def practice(request, number: Number):
    release = reading.one(request.auth, number)
    if release is None:
        raise HttpError(404, NOT_RELEASED)
    return reading.let_go(request, Channel.ONE, [release])[0]


@api.get(
    "practices/{number}/signed/",
    response={200: Signed, 404: Problem, **REFUSALS},
    url_name="signed",
    summary="One practice, as a statement that can be checked without us",
)
def signed(request, number: Number):
    release = reading.one(request.auth, number)
    if release is None:
        raise HttpError(404, NOT_RELEASED)
    payload = reading.let_go(request, Channel.SIGNED, [release])[0]
    return {"statement": sign({"iat": int(clock.now().timestamp()), "status": payload})}


@api.post(
    "bulk-check/",
    response={200: str, 400: Problem, **REFUSALS},
    url_name="bulk-check",
    summary="Many numbers at once, CSV in and out",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": {"type": "string", "example": "number\r\nQP-0001\r\n"}}},
        }
    },
)
def bulk_check(request):
    try:
        numbers = bulk.numbers_in(request.body)
    except bulk.Unreadable as refusal:
        raise HttpError(400, str(refusal)) from refusal
    found = reading.by_numbers(request.auth, set(numbers) - {""})
    releases = list({release.pk: release for release in found.values()}.values())
    taken = reading.let_go(request, Channel.BULK, releases)
    known = {release.pk: payload for release, payload in zip(releases, taken, strict=True)}
    text = bulk.answered(numbers, {number: known[release.pk] for number, release in found.items()})
    return HttpResponse(text, content_type="text/csv; charset=utf-8")


@api.get("fhir/Organization/{number}", response={200: dict, 404: dict, **REFUSALS}, url_name="fhir-read")
def fhir_read(request, number: Number):
    """One practice as a FHIR R4 Organization (Plan-Net)."""
    release = reading.one(request.auth, number)
    if release is None:
        return as_fhir(fhir.outcome("not-found", NOT_RELEASED), 404)
    return as_fhir(fhir.organization(reading.let_go(request, Channel.FHIR, [release])[0]))


@api.get("fhir/Organization", response={200: dict, **REFUSALS}, url_name="fhir-search")
def fhir_search(request, identifier: str = Query("", max_length=200)):
    """By identifier, `value` or `system|value`; without one, every practice that is released."""
    number = identifier.rpartition("|")[2].upper()
    releases = list(reading.of(request.auth).order_by("practice__number"))
    chosen = [release for release in releases if number in ("", release.practice.number)]
    return as_fhir(fhir.bundle([fhir.organization(each) for each in reading.let_go(request, Channel.FHIR, chosen)]))


def as_fhir(resource: dict, status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(resource, ensure_ascii=False), content_type=FHIR_JSON, status=status)
