"""Reads the command lines that `newslint check` mostly gets, without click, whose import is a fifth of a short run.

It reads options in full and their values apart from them (`--jobs 2`), and paths. Of anything else, and of anything
that is wrong, click is asked: for what is read here, both come to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newslint.cli._options import Options
from newslint.cli._reports import Target
from newslint.model.errors import ConfigError

_SHORT = {"-q": "--quiet", "-j": "--jobs", "-o": "--output-file"}


def read(args: Sequence[str]) -> Options | None:
    """What the arguments of `check` come to; None where click has to tell."""
    given: dict[str, Any] = {}
    paths: list[str] = []
    rest = iter(args)
    for arg in rest:
        if not arg.startswith("-") and arg:
            paths.append(arg)
            continue
        long = _SHORT.get(arg, arg)
        name = long.removeprefix("--").replace("-", "_")
        kind = _KINDS.get(name) if long == f"--{name.replace('_', '-')}" else None
        value = True if kind == "bool" else _value(kind, next(rest, ""))
        if kind is None or value is None:
            return None
        given[name] = (*given.get(name, ()), value) if kind in _SEVERAL else value
    return Options(**given, paths=tuple(paths) or (".",))


_KINDS: dict[str, str] = {name: kind for name, kind in Options.__annotations__.items() if name != "paths"}
_SEVERAL = ("tuple[str, ...]", "tuple[Target, ...]")


def _value(kind: str | None, value: str) -> str | int | Target | None:
    """The value of an option; None where it can't be told here."""
    if not value or value.startswith("-"):
        return None
    if kind in ("str | None", "tuple[str, ...]"):
        return value
    if kind in ("int", "int | None"):
        return int(value) if value.isdecimal() and value.isascii() and len(value) < 10 else None
    if kind == "tuple[Target, ...]":
        try:
            return Target.of(value)
        except ConfigError:
            return None
    return None
