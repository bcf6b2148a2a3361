"""The modules of a folder such as newslint/ and what they import, read from their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Import(NamedTuple):
    """An import: in which file and line, of what (a module, or a name in one).

    Is it made when the file is loaded, and is it no statement but a call that names the module?
    """

    where: str
    line: int
    name: str
    at_once: bool
    by_name: bool


def files(house: Path) -> list[Path]:
    """The modules below a folder."""
    return sorted(house.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def floor_of(name: str) -> str:
    """The package of a file (`run/git.py`) or of a module (`run.git`)."""
    return name.removesuffix(".py").replace("/", ".").partition(".")[0]


def module_of(where: str) -> str:
    """The module of a file: `run.git`."""
    return where.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def place(house: Path, name: str) -> str | None:
    """The file of a module, if there is one."""
    path = house.joinpath(*name.split("."))
    found = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return found.relative_to(house).as_posix() if name and found.exists() else None


def is_alias(path: Path) -> bool:
    """Is a module another name of its sibling, and nothing else?"""
    return [type(node) for node in tree(path).body] == [ast.Expr, ast.ImportFrom, ast.Assign]


@cache
def imports(house: Path) -> tuple[Import, ...]:
    """What the files below a folder import, by full name.

    `from a import b` imports a.b, and so does `import_module("a.b")`; of `import_module(f"a.{name}")` the name is `a.`.
    """
    return tuple(found for path in files(house) for found in _imports(path, house))


def inner(house: Path) -> Iterator[Import]:
    """Those of the folder's own modules, by their names in it."""
    for found in imports(house):
        if found.name == house.name or found.name.startswith(f"{house.name}."):
            yield found._replace(name=found.name.removeprefix(house.name).removeprefix("."))


def _imports(path: Path, house: Path) -> Iterator[Import]:
    where = path.relative_to(house).as_posix()
    for node, at_once in _nodes(tree(path), at_once=True):
        for name in _named(node):
            by_name = isinstance(node, ast.Call)
            yield Import(where, node.lineno, _absolute(name, path, house), at_once, by_name)  # type: ignore[attr-defined]


def _named(node: ast.AST) -> Iterator[str]:
    """What a node imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        start = "." * node.level + (f"{node.module}." if node.module else "")
        yield from (start + alias.name for alias in node.names)
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
        yield _start(node.args[0])


def _start(name: ast.expr) -> str:
    """What the name of a module that is loaded by name begins with, as far as it is written out."""
    first = name.values[0] if isinstance(name, ast.JoinedStr) and name.values else name
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def _absolute(name: str, path: Path, house: Path) -> str:
    """The full name of what a file imports by a name that may begin with dots."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    above = path.relative_to(house).parts[:-1]
    return ".".join((house.name, *above[: len(above) - level + 1], name.lstrip(".")))


def _nodes(node: ast.AST, *, at_once: bool) -> Iterator[tuple[ast.AST, bool]]:
    """All nodes below one, and whether each is run when the module is loaded."""
    for child in ast.iter_child_nodes(node):
        later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _is_typing(child)
        yield child, at_once and not later
        yield from _nodes(child, at_once=at_once and not later)


def _is_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
