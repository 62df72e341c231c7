"""Files and functions stay small, each says what it is, and none is an attic."""

import ast
from pathlib import Path

from tests.house.source import named, tree, with_suffix

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
ATTICS = {"base", "utils", "util", "helpers", "helper", "common", "services", "service", "manager"}
NOT_ATTICS = {"base", "src/yiwang/settings/base.py"}
"""`base` is the settings' own word: what every installation shares."""


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def test_no_file_outgrows_three_hundred_lines():
    watched = with_suffix(".py", ".html", ".js", ".css", ".toml", ".sh")
    long = {named(p): len(p.read_text().splitlines()) for p in watched}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_FILE}


def test_no_function_outgrows_forty_lines():
    long = [
        f"{named(path)}:{f.lineno} {f.name}: {f.end_lineno - f.lineno + 1}"
        for path in with_suffix(".py")
        for f in functions(path)
        if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_file_or_folder_is_an_attic():
    attics = [
        named(path)
        for path in with_suffix(".py", ".js", ".css", ".html")
        if ATTICS & set(Path(named(path)).with_suffix("").parts) and named(path) not in NOT_ATTICS
    ]
    assert not attics


def test_every_module_says_first_what_it_is():
    silent = []
    for path in with_suffix(".py"):
        told = ast.get_docstring(tree(path))
        if not told or not told.splitlines()[0].rstrip().endswith((".", ":", "?", ";")):
            silent.append(named(path))
    assert not silent


def test_every_public_function_of_the_package_says_what_it_does():
    silent = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in with_suffix(".py")
        if named(path).startswith("src/")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_imports_stand_at_the_top_so_that_circles_cannot_hide():
    hidden = [
        f"{named(path)}:{node.lineno} in {f.name}"
        for path in with_suffix(".py")
        for f in functions(path)
        for node in ast.walk(f)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden
