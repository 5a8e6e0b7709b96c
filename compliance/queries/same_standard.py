"""Which rows of other editions ask for the same as this one."""

from applications.models import Standard


def rows_like(standard) -> list[int]:
    """The row itself, those of earlier editions that it continues, and those of later ones that continue it."""
    name = f"{standard.edition.code}:{standard.code}"
    earlier = dict(entry.split(":", 1)[::-1] for entry in standard.maps_from if ":" in entry)
    rows = Standard.objects.exclude(edition=standard.edition_id).select_related("edition")
    like = [row.pk for row in rows if earlier.get(row.code) == row.edition.code or name in (row.maps_from or [])]
    return [standard.pk, *like]
