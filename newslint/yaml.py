"""YAML read strictly: every error has its line and column, nothing is guessed, nothing is run.

Plain PyYAML turns `no` (Norwegian) into False and `12:30` into 750, and keeps the last of two equal keys. Here only
`true` and `false` are booleans, only digits are numbers, and a doubled key is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

import msgspec
import yaml

from newslint.model import RuleError

MAX_DEPTH = 30
"""Nesting past this is not a rule file; it also bounds recursion."""


class Place(NamedTuple):
    """Where a value stands in its file, 1-based."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Node(NamedTuple):
    """A value with its place. A mapping's value is a dict of nodes, a sequence's a list of nodes."""

    place: Place
    value: Any

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


_SCALARS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"null|~|"), lambda _: None),
    (re.compile(r"[-+]?\d+"), int),
    (re.compile(r"[-+]?\d+\.\d*(e[-+]?\d+)?"), float),
)


def parse(text: str, path: str) -> Node:
    """The document in `text`; `path` is what errors call it. Raises RuleError."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else path
        raise RuleError(f"{place}: not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise RuleError(f"{path}: not valid YAML: {error}") from error
    if root is None:
        return Node(Place(path, 1, 1), None)
    return _convert(root, path, depth=0)


def _convert(node: yaml.Node, path: str, depth: int) -> Node:
    place = Place(path, node.start_mark.line + 1, node.start_mark.column + 1)
    if depth > MAX_DEPTH:
        raise RuleError(f"{place}: nested more than {MAX_DEPTH} deep; flatten it")
    if node.anchor if hasattr(node, "anchor") else False:
        raise RuleError(f"{place}: anchors are not used here; write the value out")
    if isinstance(node, yaml.ScalarNode):
        return Node(place, _scalar(node, place))
    if isinstance(node, yaml.SequenceNode):
        return Node(place, [_convert(child, path, depth + 1) for child in node.value])
    mapping: dict[str, Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in mapping:
            where = Place(path, key.start_mark.line + 1, key.start_mark.column + 1)
            raise RuleError(f"{where}: key {name!r} stands twice; keep one")
        mapping[name] = _convert(value, path, depth + 1)
    return Node(place, mapping)


def _scalar(node: yaml.ScalarNode, place: Place) -> Any:
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise RuleError(f"{place}: tag {node.tag!r} is not allowed; a rule file is data only")
    if node.style:
        return node.value
    for shape, make in _SCALARS:
        if shape.fullmatch(node.value):
            return make(node.value)
    return node.value


def build(node: Node, struct: type[msgspec.Struct], skip: frozenset[str] = frozenset(), **given: Any) -> Any:
    """An instance of `struct` from a mapping; `given` fills fields that are not keys.

    Raises RuleError that lists every mistake.
    """
    errors = list(_problems(node, struct, skip | given.keys()))
    if errors:
        raise RuleError("\n".join(errors))
    values = {key: value.plain() for key, value in node.value.items() if key not in skip}
    try:
        return msgspec.convert(values | given, struct)
    except msgspec.ValidationError as error:
        raise RuleError(f"{node.place}: {error}") from error


def _problems(node: Node, struct: type[msgspec.Struct], skip: frozenset[str]) -> Iterator[str]:
    if not isinstance(node.value, dict):
        yield f"{node.place}: expected keys and values, got {_kind(node.value)}"
        return
    fields = {field.name: field for field in msgspec.structs.fields(struct) if field.name not in skip}
    meant: set[str] = set()
    for key, value in node.value.items():
        if key in skip:
            continue
        if key not in fields:
            close = get_close_matches(key, fields, n=1)
            meant.update(close)
            hint = f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(sorted(fields))}"
            yield f"{value.place}: unknown key {key!r}; {hint}"
            continue
        try:
            msgspec.convert(value.plain(), fields[key].type)
        except msgspec.ValidationError as error:
            yield f"{value.place}: {key}: {error}"
    for name, field in fields.items():
        if field.required and name not in node.value and name not in meant:
            yield f"{node.place}: missing key {name!r}; add it"


def _kind(value: Any) -> str:
    return {list: "a list", str: "text", type(None): "nothing"}.get(type(value), type(value).__name__)
