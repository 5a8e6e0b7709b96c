"""What is known of an application while it is filled in: its practice, its sites and what was typed."""

from functools import cached_property

from applications.flags import Flag
from qcp import clock

from . import kinds

YES = "yes"


class Facts:
    """answers: name of the field -> what was typed, complete or not, right or wrong.

    on: the day by which days are judged. ask_before: gives the answers of the practice's last application.
    """

    def __init__(
        self, practice, sites, tax_ids, answers: dict[str, str], kind: str = "first", *, on=None, ask_before=dict
    ):
        self.practice, self.sites, self.tax_ids = practice, list(sites), list(tax_ids)
        self.answers, self.kind = answers, kind
        self.on, self.ask_before = on or clock.today(), ask_before

    def with_answers(self, typed: dict[str, str]) -> "Facts":
        """The same practice on the same day, with these answers instead of or beside its own."""
        known = (self.practice, self.sites, self.tax_ids, self.answers | typed, self.kind)
        return Facts(*known, on=self.on, ask_before=self.ask_before)

    @cached_property
    def before(self) -> dict[str, str]:
        """The answers of the practice's last application; asked for only where they are shown."""
        return self.ask_before()

    def raw(self, name: str) -> str:
        return self.answers.get(name, "")

    def says_yes(self, key: str) -> bool:
        return self.raw(key) == YES

    def takes_part(self, site) -> bool:
        """Every site takes part unless the practice leaves it out."""
        return self.raw(f"takes_part-{site.pk}") != "no"

    @cached_property
    def included(self) -> list:
        return [site for site in self.sites if self.takes_part(site)]

    @property
    def has_several_tax_ids(self) -> bool:
        return len(self.tax_ids) > 1

    @cached_property
    def treatment_days(self) -> dict:
        """Site -> the weekdays on which it gives treatment, as far as the questionnaire says."""
        days = kinds.weekdays()
        return {site: read_or(days, self.raw(f"treatment_days-{site.pk}"), frozenset()) for site in self.included}

    def day(self, name: str):
        """A date that was typed, or None while it is none."""
        return read_or(kinds.day(), self.raw(name).strip(), None)

    @cached_property
    def flags(self) -> frozenset[str]:
        """Which standards apply. What was not answered yet counts as no."""
        found = {Flag.ALWAYS, *(flag for key, flag in FLAGS.items() if self.says_yes(key))}
        if found & {Flag.ORAL, Flag.HOME}:
            found.add(Flag.ORAL_OR_HOME)
        return frozenset(found)


FLAGS = {
    "gives_oral": Flag.ORAL,
    "gives_intrathecal": Flag.INTRATHECAL,
    "gives_at_home": Flag.HOME,
    "treats_children": Flag.PEDIATRIC,
    "gives_cells": Flag.CELL_THERAPY,
    "dispenses_home": Flag.DISPENSES_HOME,
}


def read_or(kind: kinds.Kind, typed: str, otherwise):
    try:
        return kind.read(typed)
    except ValueError:
        return otherwise
