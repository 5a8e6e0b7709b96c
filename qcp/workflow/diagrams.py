"""The machines as Mermaid pictures and as a page for the people who run the program."""

from .machines import described, models


def mermaid(machine: dict) -> str:
    """A state diagram of one described machine."""
    lines = ["stateDiagram-v2", f"    [*] --> {machine['states'][0]}"]
    for move in machine["moves"]:
        lines += [f"    {source} --> {move['to']}: {move['name']} ({move['who']})" for source in move["from"]]
    return "\n".join(lines)


def printed() -> str:
    """docs/generated/workflows.md."""
    parts = ["# Workflows", "", "Written by `make docs` from the declared machines. Do not edit."]
    for machine in map(described, models()):
        parts += ["", f"## {machine['slug']}", "", "```mermaid", mermaid(machine), "```", ""]
        parts += ["| move | from | to | who |", "|---|---|---|---|"]
        for move in machine["moves"]:
            parts.append(f"| {move['name']} | {', '.join(move['from'])} | {move['to']} | {move['who']} |")
    return "\n".join(parts) + "\n"
