"""Reading a CSV file as people really send it: whatever is wrong becomes a sentence with its line and column."""

import csv
import io
from dataclasses import dataclass, field

LARGEST = 5 * 1024 * 1024
LONGEST_CELL = 1_000
SHOWN = 40
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Verdict:
    """What is to become of one line of a file: new, changed, unchanged, correction or refused."""

    file: str
    line: int
    verdict: str
    message: str = ""

    def refuse(self, sentence: str) -> None:
        """One more thing is wrong with this line."""
        before = self.message + " " if self.verdict == "refused" else ""
        self.verdict, self.message = "refused", before + sentence


@dataclass
class Row:
    """One line of the file; its cells by column, and the verdict on it."""

    cells: dict[str, str]
    verdict: Verdict

    def refuse(self, column: str, sentence: str) -> None:
        self.verdict.refuse(f"Column {column}: {sentence}")

    @property
    def refused(self) -> bool:
        return self.verdict.verdict == "refused"


@dataclass
class Sheet:
    """A file that was read: its rows, and verdicts on lines that could not even be read."""

    file: str
    rows: list[Row] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def stop(self, line: int, sentence: str) -> "Sheet":
        self.verdicts.append(Verdict(self.file, line, "refused", sentence))
        return self

    def all_verdicts(self) -> list[Verdict]:
        return sorted([*self.verdicts, *(row.verdict for row in self.rows)], key=lambda verdict: verdict.line)


def read(file: str, content: bytes, columns: tuple[str, ...]) -> Sheet:
    """The rows of a file with these columns, in any order. `file` names it in the verdicts."""
    sheet = Sheet(file)
    if len(content) > LARGEST:
        return sheet.stop(1, f"The file is larger than {LARGEST // 1024 // 1024} MB. Split it into several files.")
    if content.startswith(UTF16):
        return sheet.stop(1, "The file is saved as UTF-16. Save it as “CSV UTF-8”.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return sheet.stop(line, "This line holds a character that is not UTF-8. Save the file as “CSV UTF-8”.")
    if not text.strip():
        return sheet.stop(1, f"The file is empty. Its first line has to be: {','.join(columns)}")
    try:
        fill(sheet, csv.reader(io.StringIO(text, newline=""), strict=True), columns)
    except csv.Error as error:
        sheet.stop(text.count("\n") + 1, f"The file is not proper CSV ({error}). Check its quotation marks.")
    return sheet


def fill(sheet: Sheet, lines, columns: tuple[str, ...]) -> None:
    header = [cell.strip().lower() for cell in next(lines)]
    if problem := header_problem(header, columns):
        sheet.stop(1, problem)
        return
    for cells in lines:
        if any(cell.strip() for cell in cells):
            add(sheet, lines.line_num, header, cells)
    if not sheet.rows and not sheet.verdicts:
        sheet.stop(2, "The file has a header but no rows. Add the rows below it.")


def header_problem(header: list[str], columns: tuple[str, ...]) -> str:
    wanted = f"The first line has to be: {','.join(columns)}"
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        return f"The columns are not separated by commas. Save the file as “CSV UTF-8 (comma delimited)”. {wanted}"
    if missing := [column for column in columns if column not in header]:
        return f"The header lacks {in_words(missing)}. {wanted}"
    if unknown := [column for column in header if column not in columns]:
        return f"The header names {in_words([shown(name) for name in unknown])}, which is not known here. {wanted}"
    if len(set(header)) < len(header):
        return f"The header names a column twice. {wanted}"
    return ""


def add(sheet: Sheet, line: int, header: list[str], cells: list[str]) -> None:
    verdict = Verdict(sheet.file, line, "new")
    if len(cells) != len(header):
        sheet.stop(line, f"This line has {len(cells)} cells, the header has {len(header)}. Add or remove commas.")
        return
    row = Row({name: cell.strip() for name, cell in zip(header, cells, strict=True)}, verdict)
    for name, cell in row.cells.items():
        if len(cell) > LONGEST_CELL or not cell.isprintable():
            row.refuse(name, "the cell is too long or holds characters that cannot be printed. Type it anew.")
    sheet.rows.append(row)


def shown(text: str) -> str:
    """A cell as it may be repeated in a sentence."""
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def in_words(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def whole_number(row: Row, column: str, largest: int) -> int | None:
    """The cell as a number of charts; refuses the row and answers None when it is none."""
    cell = row.cells[column]
    if not (cell.isascii() and cell.isdigit()):
        what = "the cell is empty" if not cell else f"{shown(cell)} is not a whole number"
        row.refuse(column, f"{what}. Write digits only, such as 76.")
        return None
    if len(cell) > 12 or int(cell) > largest:
        row.refuse(column, f"{shown(cell)} is more than {largest:,}, which cannot be right. Check the number.")
        return None
    return int(cell)


def yes_or_no(row: Row, column: str) -> bool | None:
    cell = row.cells[column].lower()
    if cell not in ("yes", "no"):
        row.refuse(column, f"{shown(row.cells[column])} is neither yes nor no. Write one of them.")
        return None
    return cell == "yes"
