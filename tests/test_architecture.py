"""The laws of the house: who may import whom, who may print, how long a function may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import newslint

HOME = Path(newslint.__file__).parent
FILES = sorted(HOME.rglob("*.py"))
FAMILIES = ("kinds", "files.formats", "outputs", "files.packings", "evidence.lines.blocks")

FLOORS = (
    "model",
    "cache",
    "rules",
    "config",
    "evidence",
    "profile",
    "kinds",
    "linter",
    "files",
    "run",
    "engines",
    "outputs",
    "lsp",
    "review",
    "cli",
)
"""The rooms from the ground up. Every import points down; a room that is not there yet keeps its place."""

PRINTERS = {"cli", "outputs", "lsp", "__main__"}
STARTERS = {"run/git.py", "run/pool.py"}
LONGEST = 45


def room(path: Path) -> str:
    return path.relative_to(HOME).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, for type checking alone or not."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "newslint":
            yield from (f"newslint.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def own(path: Path) -> set[str]:
    return {name.removeprefix("newslint.") for name in imports(path) if name.startswith("newslint.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_every_import_points_down(path: Path) -> None:
    if room(path).startswith("__"):
        return
    rooms = {name.split(".")[0] for name in own(path)} & set(FLOORS)
    assert {name for name in rooms if FLOORS.index(name) > FLOORS.index(room(path))} == set()


def is_alias(path: Path) -> bool:
    """Is a module another name of its sibling, and nothing else?"""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [type(node) for node in tree.body] == [ast.Expr, ast.ImportFrom, ast.Assign]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_only_its_command_imports_the_language_server(path: Path) -> None:
    allowed = room(path) == "lsp" or path == HOME / "cli" / "server.py"
    assert allowed or not {name.split(".")[0] for name in own(path)} & {"lsp"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_siblings_do_not_import_each_other(path: Path) -> None:
    family, _, name = path.relative_to(HOME).with_suffix("").as_posix().replace("/", ".").rpartition(".")
    if family in FAMILIES and not is_alias(path):
        members = {one.removeprefix(f"{family}.").split(".")[0] for one in own(path) if one.startswith(f"{family}.")}
        assert {one for one in members if not one.startswith("_")} - {name} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_only_the_edge_prints_exits_and_starts_processes(path: Path) -> None:
    source, names = path.read_text(encoding="utf-8"), set(imports(path))
    if room(path) not in PRINTERS:
        for word in ("print(", "sys.stdout", "sys.stderr", "sys.exit", "click"):
            assert word not in source, word
    if path.relative_to(HOME).as_posix() not in STARTERS:
        assert not any(name.split(".")[0] in ("subprocess", "multiprocessing", "concurrent") for name in names)
    assert not any(name.split(".")[0] in ("socket", "urllib", "http", "requests") for name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name for node in functions if node.end_lineno and node.end_lineno - node.lineno + 1 > LONGEST}
    assert long == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_what_is_public_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, "a module"
    kinds = (ast.FunctionDef, ast.ClassDef)
    public = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
