"""The project's own files, for the tests of its shape."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ("qcp", "practices", "applications", "surveys", "compliance")


def python_files(*folders: str) -> list[Path]:
    found = (path for folder in folders or (*PRODUCT, "tests") for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())
