"""Many numbers at once: a CSV file in, the same numbers with their status out."""

import csv
import io
import re

from .schemas import NUMBER

MOST_ROWS, MOST_BYTES = 1000, 100_000
COLUMNS = ("number", "status", "certificate", "valid_from", "valid_through", "ended_on")
NOT_RELEASED, NOT_A_NUMBER = "not_released", "not_a_number"


class Unreadable(Exception):
    """The file cannot be answered; the text says why."""


def numbers_in(body: bytes) -> list[str]:
    """The column `number`, in order. What is no number is kept as '' and answered as such, never echoed."""
    if len(body) > MOST_BYTES:
        raise Unreadable(f"The file is larger than {MOST_BYTES} bytes. Send it in parts.")
    try:
        rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable("The file is no CSV in UTF-8.") from error
    if not rows or "number" not in rows[0]:
        raise Unreadable("The file needs a first line with the column “number”, and at least one number below it.")
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"The file has more than {MOST_ROWS} lines. Send it in parts.")
    given = [str(row["number"] or "").strip().upper() for row in rows]
    return [each if re.match(NUMBER, each) else "" for each in given]


def answered(numbers: list[str], known: dict[str, dict]) -> str:
    """One line per number, in the order in which they came."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number in numbers:
        payload = known.get(number)
        if payload:
            writer.writerow([number, *(payload[column] or "" for column in COLUMNS[1:])])
        else:
            writer.writerow([number, NOT_RELEASED if number else NOT_A_NUMBER, "", "", "", ""])
    return out.getvalue()
