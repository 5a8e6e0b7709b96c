"""Tables to take along: CSV and XLSX that open in a spreadsheet without running anything that somebody typed."""

import csv
import tempfile
from collections.abc import Iterable, Iterator

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, head: list[str], rows: Iterable[list]) -> HttpResponse:
    """An attachment with these columns; whatever a spreadsheet would take for a formula is text."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows([inert(value) for value in row] for row in rows)
    return response


def streamed_csv(name: str, head: list[str], rows: Iterable[list]) -> StreamingHttpResponse:
    """The same, line by line as the rows are read: a long table needs no more memory than a short one."""
    response = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def csv_lines(head: list[str], rows: Iterable[list]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow([inert(value) for value in row])


class Echo:
    """A file that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def streamed_xlsx(name: str, head: list[str], rows: Iterable[list]) -> FileResponse:
    """A workbook with one sheet, written to disk row by row and sent from there."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.append(head)
    for row in rows:
        sheet.append([value if isinstance(value, int) else inert(value) for value in row])
    content = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book.save(content)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def inert(value):
    """Numbers stay numbers, also negative ones; text that begins like a formula gets an apostrophe in front."""
    if value is None:
        return ""
    text = str(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return text if is_number or not text.lstrip().startswith(FORMULA) else f"'{text}"
