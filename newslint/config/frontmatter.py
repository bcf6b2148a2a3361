"""What an article's front matter asks to ignore: `newslint: {ignore: [photo-credit]}`, in YAML or TOML. Pure."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from newslint.model.errors import RuleError

FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<body>(?s:.*?))^(?P=mark)[ \t]*(?:\n|\Z)", re.M)
"""Front matter: from the first line on, between two lines of three hyphens (YAML) or pluses (TOML)."""

_KEY = re.compile(r"^newslint[ \t]*:(?=[ \t\n]).*\n(?:(?:[ \t].*|[ \t]*(?:#.*)?|-[ \t].*)\n)*", re.M)
_QUOTED = re.compile(r""""[^"\n]*"|'[^'\n]*'""")
_WANTED = "write it as 'newslint: {ignore: [rule, group]}'"


Span = tuple[int, int]


class Ignored(msgspec.Struct, frozen=True):
    """A name that a front matter lists, at `text[start:end]`; `names` is None for `all`, empty for what is `wrong`."""

    start: int
    end: int
    names: tuple[str, ...] | None = ()
    wrong: str = ""


def ignored(text: str) -> Iterator[Ignored]:
    """What the front matter of a text asks to ignore, name by name; what can't be understood says so."""
    front = FRONT.match(text)
    if front is None or "newslint" not in front["body"]:
        return iter(())
    return _toml(text, front) if front["mark"] == "+++" else _yaml(text, front)


def _yaml(text: str, front: re.Match[str]) -> Iterator[Ignored]:
    """From YAML only the key's own lines are read: the rest is not newslint's, and may be any YAML."""
    from newslint.rules.yaml import parse

    key = _KEY.search(text, front.start("body"), front.end("body"))
    if key is None:
        return
    starts = [key.start(), *(key.start() + match.end() for match in re.finditer("\n", key[0]))]
    try:
        asked = parse(key[0], "").value["newslint"]
        listed = asked.value["ignore"]
        if len(asked.value) > 1:
            raise KeyError
    except (RuleError, TypeError, KeyError, AttributeError):
        yield _wrong(key.start(), key.start() + len("newslint"))
        return
    for node in listed.value if isinstance(listed.value, list) else [listed]:
        at = starts[node.place.line - 1] + node.place.column - 1
        quotes = 2 if text[at] in "'\"" else 0
        yield _name(node.value, at, at + len(str(node.value)) + quotes)


def _toml(text: str, front: re.Match[str]) -> Iterator[Ignored]:
    """TOML is read whole; a name's place is where it first stands after the key."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:  # pragma: no cover - the standard library has it from 3.11 on
        import tomli as tomllib
    at = text.index("newslint", front.start("body"))
    try:
        content: dict[str, Any] = tomllib.loads(front["body"])
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):  # the others: nested without end, a number too long
        content = {"newslint": None}
    if "newslint" not in content:
        return
    asked = content["newslint"]
    if not isinstance(asked, dict) or set(asked) != {"ignore"}:
        yield _wrong(at, at + len("newslint"))
        return
    listed = asked["ignore"]
    quoted: dict[str, Span] = {}
    for match in _QUOTED.finditer(text, at, front.end("body")):
        quoted.setdefault(match[0][1:-1], match.span())
    for name in listed if isinstance(listed, list) else [listed]:
        yield _name(name, *quoted.get(str(name), (at, at + len("newslint"))))


def _name(name: object, start: int, end: int) -> Ignored:
    if not isinstance(name, str) or not name:
        return _wrong(start, end)
    return Ignored(start, end, None if name == "all" else (name,))


def _wrong(start: int, end: int) -> Ignored:
    return Ignored(start, max(end, start + 1), (), f"front matter that newslint can't read; {_WANTED}")
