"""The access table as a page."""

from .table import table


def printed() -> str:
    """docs/generated/access.md."""
    parts = ["# Who may open what", "", "Written by `make docs` from the access table. Everyone else gets 404.", ""]
    parts += ["| address | reads | writes | names |", "|---|---|---|---|"]
    parts += [
        f"| {row.name} | {', '.join(row.get) or '-'} | {', '.join(row.post) or '-'} | {row.subject or '-'} |"
        for row in sorted(table().values(), key=lambda row: row.name)
    ]
    return "\n".join(parts) + "\n"
