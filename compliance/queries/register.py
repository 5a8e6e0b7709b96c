"""What the public register and the certificate check say."""

from dataclasses import dataclass

from django.db.models import Count, Q

from compliance.models import Certification, CertifiedSite
from compliance.states import IN_FORCE, CertificationState
from qcp import clock


def listed_sites(q: str = "", state: str = ""):
    """The locations of certifications in force whose practice asked to be listed."""
    sites = CertifiedSite.objects.filter(
        certification__state__in=IN_FORCE, certification__listed=True, until_on=None
    ).select_related("certification__practice")
    for word in q.split():
        sites = sites.filter(
            Q(name__icontains=word) | Q(city__icontains=word) | Q(certification__practice__legal_name__icontains=word)
        )
    if state:
        sites = sites.filter(state__iexact=state)
    return sites.order_by("state", "city", "certification__practice__legal_name", "name")


def listed_by_state() -> dict[str, int]:
    """State -> how many listed locations; the same whatever is searched for."""
    return dict(listed_sites().order_by("state").values_list("state").annotate(Count("pk")))


@dataclass(frozen=True)
class Standing:
    """How a certificate stands today, for anyone who holds its number."""

    certification: Certification
    sites: list
    valid: bool
    words: str
    tone: str
    successor: str  # the number that took over, if any


WORDS = {
    CertificationState.ACTIVE: "Valid",
    CertificationState.IN_GRACE: "Valid: the term has ended and recertification is under way",
    CertificationState.EXPIRED: "Expired",
    CertificationState.REVOKED: "Revoked",
    CertificationState.SURRENDERED: "Given back by the practice",
    CertificationState.RENEWED: "Renewed: a later certificate takes its place",
    CertificationState.ENDED: "Ended by a change of organisation",
}


def standing(number: str) -> Standing | None:
    """None for a number that was never issued."""
    known = Certification.objects.for_list().filter(number=number.strip().upper())
    found = known.first() if number.isprintable() else None
    if found is None:
        return None
    successor = Certification.objects.filter(renews=found).values_list("number", flat=True).first()
    valid = found.in_force
    tone = "good" if valid else "bad"
    return Standing(found, list(found.sites.all()), valid, WORDS[found.state], tone, successor or "")


def statement(found: Standing) -> dict:
    """What the check page says about a certificate, as plain data to be signed."""
    known = found.certification
    return {
        "number": known.number,
        "practice": known.practice.legal_name,
        "valid": found.valid,
        "words": found.words,
        "in_force_from": known.starts_on.isoformat(),
        "in_force_through": known.expires_on.isoformat(),
        "ended_on": known.ended_on.isoformat() if known.ended_on else None,
        "continued_by": found.successor or None,
        "sites": [{"name": site.name, "city": site.city, "state": site.state} for site in found.sites],
        "as_of": clock.today().isoformat(),
    }
