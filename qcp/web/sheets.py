"""Tables to take along: CSV that opens in a spreadsheet without running anything that somebody typed."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, head: list[str], rows: Iterable[list]) -> HttpResponse:
    """An attachment with these columns; whatever a spreadsheet would take for a formula is text."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows([inert(value) for value in row] for row in rows)
    return response


def inert(value):
    """Numbers stay numbers, also negative ones; text that begins like a formula gets an apostrophe in front."""
    if value is None:
        return ""
    text = str(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return text if is_number or not text.lstrip().startswith(FORMULA) else f"'{text}"
