"""What the public register and the certificate check say."""

from dataclasses import dataclass
from datetime import date

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
class Turn:
    """A day on which something changed that the public may know; never why."""

    on: date
    words: str


@dataclass(frozen=True)
class Standing:
    """How a certificate stands today, for anyone who holds its number."""

    certification: Certification
    sites: list
    valid: bool
    words: str
    tone: str
    successor: str  # the number that took over, if any
    predecessor: str  # the number that it took over from, if any
    turns: list[Turn]


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
    known = Certification.objects.for_list().select_related("renews").filter(number=number.strip().upper())
    found = known.first() if number.isprintable() else None
    if found is None:
        return None
    successor = Certification.objects.filter(renews=found).values_list("number", flat=True).first()
    sites = list(found.sites.all())
    return Standing(
        certification=found,
        sites=sites,
        valid=found.in_force,
        words=WORDS[found.state],
        tone="good" if found.in_force else "bad",
        successor=successor or "",
        predecessor=found.renews.number if found.renews else "",
        turns=turns(found, sites),
    )


def turns(certification, sites) -> list[Turn]:
    """Every change since the award, oldest first: from its history and from its sites."""
    moves = certification.history.exclude(move="open").values_list("at", "target")
    known = [Turn(certification.awarded_on, "Awarded")]
    known += [Turn(clock.on(at), WORDS[target]) for at, target in moves]
    known += [Turn(site.until_on, f"Last day for {site}") for site in sites if site.until_on]
    return sorted(known, key=lambda turn: turn.on)


def statement(found: Standing) -> dict:
    """What the check page says about a certificate, as plain data to be signed."""
    known = found.certification
    return {
        "number": known.number,
        "practice": known.practice.legal_name,
        "valid": found.valid,
        "words": found.words,
        "in_force_from": known.in_effect_from.isoformat(),
        "in_force_through": known.expires_on.isoformat(),
        "ended_on": known.ended_on.isoformat() if known.ended_on else None,
        "continues": found.predecessor or None,
        "continued_by": found.successor or None,
        "sites": [about_site(site) for site in found.sites],
        "history": [{"on": turn.on.isoformat(), "words": turn.words} for turn in found.turns],
        "as_of": clock.today().isoformat(),
    }


def about_site(site) -> dict:
    until_on = site.until_on.isoformat() if site.until_on else None
    return {"name": site.name, "city": site.city, "state": site.state, "until_on": until_on}
