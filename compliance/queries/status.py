"""The certification status of practices, as it goes to those whom they chose. This, and nothing else."""

from compliance.models import Certification
from compliance.states import IN_FORCE, CertificationState

NOT_CERTIFIED = "not_certified"
STATUS = {
    CertificationState.ACTIVE: "certified",
    CertificationState.IN_GRACE: "certified",
    CertificationState.EXPIRED: "expired",
    CertificationState.REVOKED: "revoked",
    CertificationState.SURRENDERED: "surrendered",
    CertificationState.RENEWED: "certified",
    CertificationState.ENDED: "ended",
}


def statuses(practices: list) -> dict:
    """Practice id -> its status. Two questions to the database, however many practices."""
    latest: dict = {}
    known = Certification.objects.filter(practice__in=practices).exclude(state=CertificationState.RENEWED)
    for certification in known.order_by("awarded_on", "number").prefetch_related("sites"):
        before = latest.get(certification.practice_id)
        if before is None or before.state not in IN_FORCE:
            latest[certification.practice_id] = certification
    return {practice.pk: status(practice, latest.get(practice.pk)) for practice in practices}


def status(practice, certification) -> dict:
    who = {
        "practice": practice.number,
        "name": practice.legal_name,
        "city": practice.city,
        "state": practice.state,
    }
    if certification is None:
        return {**who, "status": NOT_CERTIFIED, "certificate": None, **dates(None, None, None), "locations": []}
    return {
        **who,
        "status": STATUS[certification.state],
        "certificate": certification.number,
        **dates(certification.in_effect_from, certification.expires_on, certification.ended_on),
        "locations": [location(site) for site in certification.sites.all() if is_covered(certification, site)],
    }


def dates(valid_from, valid_through, ended_on) -> dict:
    named = {"valid_from": valid_from, "valid_through": valid_through, "ended_on": ended_on}
    return {name: day.isoformat() if day else None for name, day in named.items()}


def is_covered(certification, site) -> bool:
    """Nothing is certified any more once the certification is over, or the site has left it."""
    return certification.state in IN_FORCE and site.until_on is None


def location(site) -> dict:
    return {"name": site.name, "city": site.city, "state": site.state}
