"""THE access table: every URL name, method and relation, with the answer. An URL without a row fails the build.

Each app keeps its rows in its `access.py` (`ROWS = [...]`); they are read together here, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

# Relations of a person to what an address names. Each belongs to the roles that can stand in it.
RELATIONS = {
    "anonymous": {"anonymous"},
    "signed_in": {"practice", "surveyor", "reviewer", "council", "staff", "manager"},
    "viewer": {"practice"},
    "editor": {"practice"},
    "signatory": {"practice"},
    "surveyor": {"surveyor"},  # assigned, both conflict answers given
    "asked": {"surveyor", "reviewer", "council", "practice"},  # the conflict question is theirs
    "reviewer": {"reviewer"},  # assigned, conflict answered
    "council": {"council"},  # assigned, conflict answered
    "any_surveyor": {"surveyor"},
    "any_reviewer": {"reviewer"},
    "any_council": {"council"},
    "staff": {"staff"},
    "manager": {"manager"},
}
MEMBERS = ("viewer", "editor", "signatory")
WRITERS = ("editor", "signatory")
OFFICE = ("staff", "manager")
WRITING = ("POST", "PUT", "PATCH", "DELETE")
EVERYONE = ("anonymous", "signed_in")


@dataclass(frozen=True)
class Row:
    """Who gets an answer at an address. Everyone else: 404 like an absent object (anonymous: sent to sign in).

    get, post: relations that get an answer; empty means the method is refused with 405.
    subject: label of the model the address names ('' when it names none); `key` is its URL keyword.
    """

    name: str
    get: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    subject: str = ""
    key: str = "pk"
    hidden: bool = False  # absent for anonymous people too, who are not even sent to sign in
    note: str = field(default="", compare=False)

    def relations(self, method: str) -> tuple[str, ...]:
        """Those who get an answer; none means that the method is refused with 405."""
        return self.post if method in WRITING else self.get

    def admits(self, role: str, method: str) -> bool:
        """Could somebody in this role stand in a relation that the row names? The view asks about the object."""
        return any(role in RELATIONS[relation] for relation in self.relations(method))


@cache
def table() -> dict[str, Row]:
    """URL name -> row, from every installed app's access.py."""
    rows: dict[str, Row] = {}
    for row in all_rows():
        if row.name in rows:
            raise ValueError(f"Two rows in the access table for {row.name}.")
        rows[row.name] = row
    return rows


def row_of(match) -> Row | None:
    """The row of a resolved address; a whole namespace may have one row, named `namespace:*`."""
    return table().get(match.view_name) or table().get(f"{match.namespace}:*")


def all_rows() -> Iterable[Row]:
    for config in apps.get_app_configs():
        if config.name.startswith("qcp.") or config.name in ("practices", "applications", "surveys", "compliance"):
            path = f"{config.name}.rows" if config.name == "qcp.access" else f"{config.name}.access"
            if find_spec(path):
                yield from import_module(path).ROWS
