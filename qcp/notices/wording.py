"""The words of a kind of letter, taken apart: plain text with named blanks, which the office may write anew.

A shipped template says which blanks there are and where their values come from. What the office writes is never a
template: it is text in which [practice] stands for a value that was found beforehand, and nothing else is done to it.
First `found` asks for the values (the facts of one letter), then `filled` puts them into the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.backends.django import DjangoTemplates
from django.template.base import Node, Template, TextNode, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, LoadNode

PARTS = ("subject", "body")
BLANK = re.compile(r"\[([^\[\]\n]{1,80})\]")
SPOKEN = {"user.name": "reader", "url": "link", "about": "subject of the letter", "user": "reader's account"}
ALWAYS = {"reader": "{{ user.name }}", "link": "{{ url }}"}


class Loud:
    """Stands for an unknown name in a letter: printing it fails, so that no letter leaves with a gap in it."""

    def __bool__(self):
        return True

    def __contains__(self, text):
        return True

    def __mod__(self, variable):
        raise LookupError(f"A letter asks for {variable}, which it was not given.")


@cache
def engine() -> DjangoTemplates:
    """Letters are plain text (nothing is escaped), with the portal's own folders and filters."""
    return DjangoTemplates(
        {
            "NAME": "letters",
            "DIRS": [settings.BASE_DIR / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {"autoescape": False, "string_if_invalid": Loud()},
        }
    )


@dataclass
class Wording:
    """A stretch of text: a part of a letter, or what a passage says in one case. `path` names it in an edition."""

    path: str
    label: str
    text: str = ""
    blanks: dict = field(default_factory=dict)
    passages: dict = field(default_factory=dict)

    def all(self) -> Iterator["Wording"]:
        """This one and those of its passages, in the order of reading."""
        yield self
        for passage in self.passages.values():
            for case in passage.cases:
                yield from case.all()


@dataclass
class Passage:
    """A stretch that is said once, never, or once for each of several things."""

    node: Any  # Django's own `if` or `for`
    cases: list[Wording]

    def chosen(self, context) -> Iterator[int]:
        """Which case holds, as often as it is to be said, with the context of each time."""
        if isinstance(self.node, IfNode):
            yield from self.first_that_holds(context)
            return
        things = list(self.node.sequence.resolve(context, ignore_failures=True) or [])
        names = self.node.loopvars
        for thing in things:
            with context.push(**(dict(zip(names, thing, strict=True)) if len(names) > 1 else {names[0]: thing})):
                yield 0
        if not things and len(self.cases) > 1:
            yield 1

    def first_that_holds(self, context) -> Iterator[int]:
        for place, (condition, _) in enumerate(self.node.conditions_nodelists):
            if condition is None or condition.eval(context):
                yield place
                return


class Words:
    """One kind of letter as shipped: its parts (subject, body), each taken apart."""

    def __init__(self, templates: dict[str, str]):
        self.names: dict[str, str] = {}
        self.source = {part: engine().engine.get_template(name) for part, name in templates.items()}
        self.parts = {
            part: self.apart(Wording(part, part.capitalize()), template.nodelist)
            for part, template in self.source.items()
        }
        self.always = {name: Template(source, engine=engine().engine) for name, source in ALWAYS.items()}

    @property
    def wordings(self) -> list[Wording]:
        return [each for part in self.parts.values() for each in part.all()]

    def allowed(self, path: str) -> list[str]:
        """The names that a text may use: its own blanks and passages, and the blanks around it."""
        names = [*ALWAYS]
        for each in self.wordings:
            if path == each.path:
                names += [*each.blanks, *each.passages]
            elif path.startswith(f"{each.path}/"):
                names += each.blanks
        return list(dict.fromkeys(names))

    @property
    def texts(self) -> dict[str, str]:
        return {each.path: each.text for each in self.wordings}

    def apart(self, into: Wording, nodes) -> Wording:
        for node in nodes:
            if isinstance(node, TextNode):
                into.text += node.s
            elif isinstance(node, VariableNode):
                name = self.name(node.filter_expression.token)
                into.blanks[name] = node
                into.text += f"[{name}]"
            elif isinstance(node, IfNode | ForNode):
                name = self.name(str(getattr(node.token, "contents", "")))
                into.passages[name] = Passage(node, list(self.cases(into.path, name, node)))
                into.text += f"[{name}]"
            elif not isinstance(node, CommentNode | LoadNode):
                raise TypeError(f"A letter cannot hold {node!r}: see docs/decisions/0112.")
        return into

    def cases(self, path: str, name: str, node) -> Iterator[Wording]:
        if isinstance(node, ForNode):
            both = [(name, node.nodelist_loop), (f"none of {name.removeprefix('each of ')}", node.nodelist_empty)]
            branches = [each for each in both if each[0] == name or each[1]]
        else:
            branches = [
                ("otherwise" if condition is None else f"{name}, case {place + 1}" if place else name, nodes)
                for place, (condition, nodes) in enumerate(node.conditions_nodelists)
            ]
        for place, (label, nodes) in enumerate(branches):
            yield self.apart(Wording(f"{path}/{name}/{place}", label), nodes)

    def name(self, expression: str) -> str:
        """A name in words for what a template prints or asks; two expressions never share one."""
        if expression not in self.names:
            words, taken = spoken(expression), set(self.names.values())
            number = next(n for n in range(1, 100) if (words if n == 1 else f"{words} {n}") not in taken)
            self.names[expression] = words if number == 1 else f"{words} {number}"
        return self.names[expression]

    def found(self, context: dict) -> dict:
        """The facts of one letter: the value of each blank, and how often each case of a passage is said."""
        asked = Context(context, autoescape=False)
        facts: dict = {}
        for part, template in self.source.items():
            with asked.render_context.push_state(template), asked.bind_template(template):
                facts[part] = scope(self.parts[part], asked)
                missing = self.always.keys() - facts[part]["blanks"].keys()
                facts[part]["blanks"] |= {name: said(self.always[name].nodelist[0], asked) for name in missing}
        return facts


@cache
def taken_apart(*templates: str) -> Words:
    """Each kind of letter once, by the templates of its parts."""
    return Words(dict(zip(PARTS, templates, strict=True)))


def scope(wording: Wording, context) -> dict:
    return {
        "blanks": {name: said(node, context) for name, node in wording.blanks.items()},
        "passages": {
            name: [[case, scope(passage.cases[case], context)] for case in passage.chosen(context)]
            for name, passage in wording.passages.items()
        },
    }


def said(node: Node, context) -> str:
    return str(node.render(context))


def filled(texts: dict[str, str], path: str, facts: dict, outer: dict | None = None) -> str:
    """The text at a path with everything in its place; a name in brackets that is no blank stays as it stands."""
    known = {**(outer or {}), **facts["blanks"]}

    def put(found: re.Match) -> str:
        name = found[1]
        if name in facts["passages"]:
            times = facts["passages"][name]
            return "".join(filled(texts, f"{path}/{name}/{case}", inner, known) for case, inner in times)
        return known.get(name, found[0])

    return BLANK.sub(put, texts[path])


def spoken(expression: str) -> str:
    """'about.get_kind_display|lower' as 'kind', 'if about.covers' as 'if covers', 'for x in y' as 'each of y'."""
    head, _, rest = expression.partition(" ")
    if head == "for":
        return f"each of {spoken(rest.partition(' in ')[2])}"
    if head == "if" and rest:
        return f"if {plain(rest)}"
    value, _, filters = expression.partition("|")
    return SPOKEN.get(value) or plain(value) + (" plural ending" if filters == "pluralize" else "")


def plain(expression: str) -> str:
    without = re.sub(r"get_(\w+)_display", r"\1", re.sub(r"\babout\.", "", expression))
    return " ".join(re.sub(r"[^A-Za-z0-9]+", " ", without).split())
