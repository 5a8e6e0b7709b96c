"""An issued report as a spreadsheet, made from the same frozen facts as its page and its PDF."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REQUIREMENT = (
    ("Requirement", "number"),
    ("Standard", "code"),
    ("Title", "standard"),
    ("Site", "site"),
    ("Rating", "rating"),
    ("What was seen", "seen"),
    ("What has to be shown", "text"),
    ("Likelihood of harm", "likelihood"),
    ("Scope", "scope"),
)
CHANGE = (
    ("Standard", "standard"),
    ("Site", "site"),
    ("Surveyor", "surveyed"),
    ("Committee", "assessed"),
    ("Reason", "reason"),
)
COMMENDATION = (("Standard", "standard"), ("Site", "site"), ("Commendation", "text"))
LISTS = (
    ("Requirements", REQUIREMENT, "requirements"),
    ("Changes", CHANGE, "changes"),
    ("Commendations", COMMENDATION, "commendations"),
)
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def workbook_of(facts: dict) -> bytes:
    """A sheet each: the report, the ratings by site, the levels, the requirements, the changes, the commendations."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets(facts):
        fill(book.create_sheet(title), rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def sheets(facts: dict):
    """Title of each sheet, and its rows; the first of them names the columns."""
    names = [site["name"] for site in facts["sites"]]
    yield "Report", [["What", "Value"], *about(facts)]
    yield "Standards", by_site(["Standard", "Title", "Domain"], ["code", "title", "domain"], names, facts["rows"])
    if facts.get("levels"):
        yield "Levels", by_site(["Standard", "Title"], ["code", "title"], names, facts["levels"])
    for title, columns, key in LISTS:
        heads, fields = zip(*columns, strict=True)
        yield title, [[*heads], *([each.get(field, "") for field in fields] for each in facts.get(key, []))]


def by_site(heads, fields, names, rows) -> list[list[str]]:
    """A rating per site beside what names the row."""
    return [
        [*heads, *names],
        *([*(row[field] for field in fields), *(cell["label"] for cell in row["cells"])] for row in rows),
    ]


def about(facts: dict) -> list[list[str]]:
    practice, survey = facts["practice"], facts["survey"]
    return [
        ["Report", facts["number"]],
        ["Issued on", facts["issued_on"]],
        ["Practice", practice["name"]],
        ["Number", practice["number"]],
        ["Place", practice["place"]],
        ["Survey", f"{survey['kind']}, {survey['mode'].lower()}"],
        ["Days", "; ".join(survey["days"])],
        ["Surveyor", survey["surveyor"]],
        ["Edition of the standards", facts["edition"]],
        *([f"Sites × standards: {each['label']}", str(each["count"])] for each in facts["tally"]),
        ["Summary", facts["summary"]],
        *([["Corrects", f"{fix['number']}: {fix['because']}"]] if (fix := facts.get("corrects")) else []),
    ]


def fill(sheet, rows) -> None:
    for row in rows:
        sheet.append([harmless(text) for text in row])
    for cell in sheet[1]:
        cell.font = BOLD
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(max(longest + 2, 10), 60)
        for cell in column:
            cell.alignment = WRAPPED
    sheet.freeze_panes = "A2"


def harmless(text: str) -> str:
    """No cell is ever a formula, whatever somebody typed."""
    text = str(text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
