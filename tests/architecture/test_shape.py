"""Budgets: short files that each answer one question. When one is too long, its shape is wrong, not the budget."""

import ast
import re

from .sources import PRODUCT, lines, name, python_files, templates

BANNED = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager|handler|process|data|info|do|service)(_|$)")
ALLOWED_NAMES = {"manager", "process_view", "receive_data_chunk"}  # a role of the program; Django's own hooks


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.end_lineno - node.lineno + 1


def test_no_python_file_is_longer_than_300_lines():
    assert {name(p): lines(p) for p in python_files(*PRODUCT) if lines(p) > 300} == {}


def test_no_test_file_is_longer_than_400_lines():
    assert {name(p): lines(p) for p in python_files("tests") if lines(p) > 400} == {}


def test_no_function_is_longer_than_40_lines():
    long = {f"{name(p)}:{f.name}": n for p in python_files(*PRODUCT) for f, n in functions(p) if n > 40}
    assert long == {}


def test_no_view_is_longer_than_25_lines():
    views = [p for p in python_files(*PRODUCT) if "views" in p.parts]
    assert {f"{name(p)}:{f.name}": n for p in views for f, n in functions(p) if n > 25} == {}


def test_no_template_is_longer_than_120_lines():
    assert {name(p): lines(p) for p in templates() if lines(p) > 120} == {}


def test_files_and_functions_say_what_they_are():
    files = [name(p) for p in python_files(*PRODUCT) if BANNED.search(p.stem)]
    named = [
        f"{name(p)}:{f.name}"
        for p in python_files(*PRODUCT)
        for f, _ in functions(p)
        if BANNED.search(f.name.strip("_")) and not ALLOWED_NAMES & {f.name, *f.name.split("_")}
    ]
    assert files + named == []
