"""A status as a FHIR R4 Organization with the qualification extension of the Plan-Net guide (Da Vinci PDex)."""

from django.conf import settings

GUIDE = "http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition"
TYPE = "http://hl7.org/fhir/us/davinci-pdex-plan-net/CodeSystem/OrgTypeCS"
CODE = "qopi-certification"
# Our status -> the code that Plan-Net knows.
STATUS = {
    "certified": "active",
    "expired": "inactive",
    "surrendered": "inactive",
    "ended": "inactive",
    "revoked": "revoked",
    "not_certified": None,
}


def organization(payload: dict) -> dict:
    """The practice; without a certificate it has no qualification."""
    qualification = qualified(payload)
    resource = {
        "resourceType": "Organization",
        "id": payload["practice"],
        "meta": {"profile": [f"{GUIDE}/plannet-Organization"]},
        "identifier": [{"system": f"{settings.BASE_URL}/practices", "value": payload["practice"]}],
        "active": True,
        "type": [{"coding": [{"system": TYPE, "code": "prvgrp", "display": "Provider Group"}]}],
        "name": payload["name"],
        "address": [{"city": payload["city"], "state": payload["state"], "country": "US"}],
    }
    return {**resource, "extension": [qualification]} if qualification else resource


def qualified(payload: dict) -> dict | None:
    status = STATUS[payload["status"]]
    if status is None:
        return None
    end = payload["ended_on"] or payload["valid_through"]
    coding = {"system": f"{settings.BASE_URL}/qualifications", "code": CODE, "display": "QOPI Certification"}
    certificate = {"system": f"{settings.BASE_URL}/verify", "value": payload["certificate"]}
    parts = [
        {"url": "identifier", "valueIdentifier": certificate},
        {"url": "code", "valueCodeableConcept": {"coding": [coding], "text": "QOPI Certification Program"}},
        {"url": "issuer", "valueReference": {"display": "QOPI Certification Program"}},
        {"url": "status", "valueCode": status},
        {"url": "period", "valuePeriod": {"start": payload["valid_from"], "end": end}},
    ]
    return {"url": f"{GUIDE}/qualification", "extension": parts}


def bundle(resources: list[dict]) -> dict:
    """The answer to a search."""
    entries = [
        {"fullUrl": f"{settings.BASE_URL}/api/v1/fhir/Organization/{each['id']}", "resource": each}
        for each in resources
    ]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}


def outcome(code: str, text: str) -> dict:
    issue = {"severity": "error", "code": code, "diagnostics": text}
    return {"resourceType": "OperationOutcome", "issue": [issue]}
