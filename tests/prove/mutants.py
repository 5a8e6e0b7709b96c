"""Guards made wrong on purpose: each guard of each machine in many small ways, from its own source."""

import ast
import inspect
import random
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qcp.workflow.guards import guard
from qcp.workflow.machines import models
from qcp.workflow.moves import steps

TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
DRAWN = Path(__file__).with_name("fifty_guards.txt")
OTHER_METHOD = {"filter": "exclude", "exclude": "filter"}


@dataclass(frozen=True)
class Mutant:
    """One guard, and what is put in its place."""

    guard: guard
    change: str
    problems: Callable

    @property
    def name(self) -> str:
        return f"{self.guard.problems.__module__}.{self.guard.__name__}: {self.change}"


def guards() -> list[guard]:
    """Every guard that some move of some machine asks, in a fixed order."""
    asked = (each for model in models() for step in steps(model) for each in step.guards)
    found = {f"{each.problems.__module__}.{each.__name__}": each for each in asked if isinstance(each, guard)}
    return [found[name] for name in sorted(found)]


def drawn(size: int, seed: int) -> list[Mutant]:
    """So many guards, each wrong in one way, by the dice; `fifty_guards.txt` keeps what they once said."""
    dice = random.Random(seed)
    chosen = dice.sample(guards(), min(size, len(guards())))
    return [dice.choice(list(mutants(each))) for each in chosen]


def seeded(size: int) -> list[Mutant]:
    """The first of those that were drawn. They are kept by name, so that a new guard does not change all the others."""
    known = {each.name: each for one in guards() for each in mutants(one)}
    return [known[name] for name in DRAWN.read_text().splitlines()[:size]]


def mutants(wrong: guard) -> Iterator[Mutant]:
    """It never objects; and every comparison, negation, connection and filter of it the other way round."""
    function = parsed(wrong)
    blind = ast.parse("return []").body
    yield Mutant(wrong, "never objects", compiled(wrong, parsed(wrong), blind))
    for place, change in enumerate(turns(function)):
        tree = parsed(wrong)
        again = list(turns(tree))[place]
        again[1]()
        yield Mutant(wrong, change[0], compiled(wrong, tree, tree.body))


def turns(function: ast.FunctionDef) -> list[tuple[str, Callable]]:
    """What can be turned in this tree, in words, and how it is done."""
    found: list[tuple[str, Callable]] = []
    for node in ast.walk(function):
        at = f"line {getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
            other = TURNED[type(node.ops[0])]
            found.append(
                (f"{at}: {type(node.ops[0]).__name__} to {other.__name__}", lambda n=node, o=other: turn(n, o))
            )
        elif isinstance(node, ast.BoolOp):
            other = ast.Or if isinstance(node.op, ast.And) else ast.And
            found.append((f"{at}: to {other.__name__}", lambda n=node, o=other: setattr(n, "op", o())))
        elif isinstance(node, ast.If | ast.IfExp):
            found.append((f"{at}: the other branch", lambda n=node: setattr(n, "test", negated(n.test))))
        elif isinstance(node, ast.Attribute) and node.attr in OTHER_METHOD:
            other_name = OTHER_METHOD[node.attr]
            found.append((f"{at}: {node.attr} to {other_name}", lambda n=node, o=other_name: setattr(n, "attr", o)))
    return found


def turn(node: ast.Compare, other) -> None:
    node.ops[0] = other()


def negated(test: ast.expr) -> ast.expr:
    return (
        test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else ast.UnaryOp(ast.Not(), test)
    )


def parsed(wrong: guard) -> ast.FunctionDef:
    function = ast.parse(textwrap.dedent(inspect.getsource(wrong.problems))).body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list = []
    return function


def compiled(wrong: guard, function: ast.FunctionDef, body: list) -> Callable:
    """The changed function, among the same names as the real one."""
    function.body = body
    module = ast.fix_missing_locations(ast.Module([function], []))
    made: dict = {}
    exec(compile(module, f"<mutant of {wrong.__name__}>", "exec"), wrong.problems.__globals__, made)
    return made[wrong.__name__]
