"""The pictures of a report, made of the same frozen facts as its page, its PDF and its spreadsheet."""

from compliance.states import Likelihood, Scope
from qcp.web.pictures.risk import RiskGrid
from qcp.web.pictures.shares import Group, Shares
from surveys.states import Rating

KINDS = (Rating.MET, Rating.PARTIALLY_MET, Rating.NOT_MET, Rating.NOT_APPLICABLE)


def by_domain(facts: dict) -> Shares:
    """How many ratings of each kind every domain got, over all sites."""
    ratings: dict[str, list[str]] = {}
    for row in facts["rows"]:
        ratings.setdefault(row["domain"], []).extend(cell["rating"] for cell in row["cells"])
    groups = tuple(
        Group(domain, tuple((kind.value, kind.label, found.count(kind)) for kind in KINDS))
        for domain, found in ratings.items()
    )
    return Shares("domains", "Compliance by domain, all sites together", groups)


def risk_grid(facts: dict) -> RiskGrid:
    """Where each requirement lies. A report issued before the grid existed has none of them placed."""
    placed = tuple(
        (each["number"], each.get("likelihood", ""), each.get("scope", "")) for each in facts["requirements"]
    )
    words = tuple(Likelihood.labels), tuple(Scope.labels)
    return RiskGrid("risk", "Likelihood of harm and scope of the requirements", *words, placed)
