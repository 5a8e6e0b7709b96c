"""How far each standard is met: its elements taken together, site by site."""

from applications.models import Standard
from surveys.states import UNMET, Rating


def roots(findings) -> dict[int, Standard]:
    """Rated row -> the standard that it is an element of, or itself."""
    editions = {finding.standard.edition_id for finding in findings}
    rows = {row.pk: row for row in Standard.objects.filter(edition__in=editions).select_related("domain")}
    return {finding.standard_id: topmost(rows, finding.standard_id) for finding in findings}


def topmost(rows, pk) -> Standard:
    row = rows[pk]
    while row.parent_id is not None:
        row = rows[row.parent_id]
    return row


def level(ratings: list[str]) -> dict:
    """Of the elements that apply: all met, none even partly, or something between; with how many of how many."""
    counted = [rating for rating in ratings if rating != Rating.NOT_APPLICABLE]
    met = counted.count(Rating.MET)
    if not counted:
        rating = Rating.NOT_APPLICABLE
    elif met == len(counted):
        rating = Rating.MET
    elif not all(rating in (*UNMET, Rating.MET) for rating in counted):
        rating = Rating.NOT_ASSESSED
    else:
        rating = Rating.NOT_MET if counted.count(Rating.NOT_MET) == len(counted) else Rating.PARTIALLY_MET
    words = Rating(rating).label
    return {"rating": rating.value, "label": f"{words}, {met} of {len(counted)}" if len(counted) > 1 else words}
