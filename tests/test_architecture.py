"""The laws of the house: who may import whom, who may print, how long a function may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import newslint

HOME = Path(newslint.__file__).parent
FILES = sorted(HOME.rglob("*.py"))
FAMILIES = ("kinds", "formats", "outputs", "packings")

FORBIDDEN = {
    "model": {"*"},
    "newlines": {"*", "!model"},
    "frontmatter": {"*", "!model", "!yaml"},
    "comments": {"*", "!model", "!frontmatter"},
    "baseline": {"*", "!model", "!fingerprint"},
    "known": {"*", "!model", "!baseline"},
    "changed": {"*", "!model"},
    "git": {"*", "!model", "!changed"},
    "showing": {"*", "!model"},
    "sidecar": {"*", "!model", "!yaml", "!config", "!comments", "!fingerprint", "!showing"},
    "suppression": {"*", "!model", "!newlines", "!comments"},
    "edits": {"rules", "scan", "linter", "run", "files", "cli", "config", "kinds", "formats", "outputs"},
    "fingerprint": {"*", "!model"},
    "charset": {"rules", "scan", "linter", "run", "files", "cli", "config", "kinds", "formats", "outputs"},
    "kinds": {"scan", "linter", "run", "files", "cli", "config", "formats", "outputs", "charset"},
    "formats": {"rules", "scan", "linter", "run", "files", "cli", "config", "kinds", "outputs"},
    "outputs": {"rules", "scan", "linter", "run", "files", "cli", "config", "kinds", "formats", "charset"},
    "rules": {"scan", "linter", "run", "files", "cli", "config", "formats", "outputs", "charset"},
    "scan": {"linter", "run", "files", "cli", "config", "formats", "outputs", "charset"},
    "linter": {"run", "files", "cli", "formats", "outputs", "charset"},
    "files": {"run", "cli", "outputs", "kinds"},
    "guess": {"*", "!language", "!lexicon"},
    "family": {"*"},
    "packings": {"*", "!model", "!family"},
    "outcome": {"*", "!model"},
    "examine": {"run", "files", "cli", "outputs", "kinds", "writing", "pool"},
    "split": {"run", "files", "cli", "outputs", "kinds", "writing", "pool", "linter", "examine"},
    "pool": {"*", "!model"},
    "run": {"cli", "outputs", "kinds"},
    "work": {"cli", "outputs", "kinds"},
    "memory": {"cli", "outputs", "kinds", "run", "work"},
    "index": {"*", "!store"},
    "bucket": {"*", "!store"},
    "exemption": {"*", "!model"},
    "lsp": {"cli", "run", "pool", "outputs", "kinds", "writing"},
}
"""What a room may not import. `*` is everything, and `!x` all the same x."""

PRINTERS = {"cli", "outputs", "lsp", "__main__"}
STARTERS = {"git", "pool"}
LONGEST = 45


def room(path: Path) -> str:
    return path.relative_to(HOME).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """The modules of newslint that a file imports, without `newslint.`; those for type checking alone don't count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(inner) for node in ast.walk(tree) if _for_types(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "newslint":
            yield from (f"newslint.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def own(path: Path) -> set[str]:
    return {name.removeprefix("newslint.") for name in imports(path) if name.startswith("newslint.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_who_imports_whom(path: Path) -> None:
    rules = FORBIDDEN.get(room(path), set())
    rooms = {name.split(".")[0] for name in own(path)} - {room(path)}
    forbidden = rooms & rules if "*" not in rules else rooms - {rule[1:] for rule in rules if rule[0] == "!"}
    assert forbidden == set()


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
    if room(path) in FAMILIES and not is_alias(path):
        family, name = path.relative_to(HOME).with_suffix("").parts[:2]
        own_parts = f"{family}.{name}."  # a member of a family may be a folder, whose parts know each other
        members = {one for one in own(path) if one.startswith(f"{family}.")}
        assert {one for one in members if not f"{one}.".startswith(own_parts)} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_only_the_edge_prints_exits_and_starts_processes(path: Path) -> None:
    source, names = path.read_text(encoding="utf-8"), set(imports(path))
    if room(path) not in PRINTERS:
        for word in ("print(", "sys.stdout", "sys.stderr", "sys.exit", "click"):
            assert word not in source, word
    if room(path) not in STARTERS:
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
