"""YAML read strictly: every error has its line and column, nothing is guessed, nothing is run.

Plain PyYAML turns `no` (Norwegian) into False and `12:30` into 750, and keeps the last of two equal keys. Here only
`true` and `false` are booleans, only digits are numbers, and a doubled key is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec
import yaml

from newslint.model.errors import RuleError
from newslint.rules import mistakes
from newslint.rules.suggestion import closest, did_you_mean

MAX_DEPTH = 30
"""Nesting past this is not a rule file; it also bounds recursion."""

MAX_NODES = 100_000
"""More values than that are no rule file, and no sidecar that anybody reads: they take 0.7 s and 55 MB, and a file of
9 MB could hold so many that it took minutes and gigabytes. The largest file of newslint's own has 4,000."""


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
    (re.compile(r"[-+]?\d{1,18}"), int),
    (re.compile(r"[-+]?\d{1,18}\.\d{0,18}(e[-+]?\d{1,2})?"), float),
)


def parse(text: str, path: str) -> Node:
    """The document in `text`; `path` is what errors call it. Raises RuleError.

    It is read event by event, so that no file can make it nest or grow beyond what is written: anchors, by which a few
    lines stand for gigabytes, and tags, by which YAML builds objects, are refused. So are directives, of which libyaml
    compares each with all.
    """
    directive = _DIRECTIVE.search(text)
    if directive:
        line = text.count("\n", 0, directive.start()) + 1
        raise RuleError(f"{path}:{line}: directives (%) are not used here; remove them")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _built(yaml.parse(text, Loader=loader), path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # PyYAML 6.0.4 gives up at a thousand before it tells of the first; what stands before is too deep for _built.
        if mark and "nesting depth" in str(error.problem) and 0 < mark.index < len(text):
            return parse(text[: mark.index], path)
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else path
        raise RuleError(f"{place}: not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise RuleError(f"{path}: not valid YAML: {str(error).splitlines()[0]}") from error
    except UnicodeEncodeError as error:
        raise RuleError(f"{path}: not valid YAML: half a character at {error.start}; save it as UTF-8") from error


_DIRECTIVE = re.compile("^%", re.MULTILINE)


def _built(events: Iterator[yaml.Event], path: str) -> Node:
    """The nodes that events tell of. A mapping that is being filled has its next key beside it."""
    stack: list[tuple[Node, list[str]]] = []
    root: Node | None = None
    count = 0
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event, path)
            if not stack and root is not None:
                raise RuleError(f"{node.place}: not valid YAML: found another document")
            root = root or node
            count += 1
            if count > MAX_NODES:
                raise RuleError(f"{node.place}: more than {MAX_NODES:,} values; split the file up")
            _put(node, event, stack)
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append((node, []))
                if len(stack) > MAX_DEPTH:
                    raise RuleError(f"{node.place}: nested more than {MAX_DEPTH} deep; flatten it")
    return root or Node(Place(path, 1, 1), None)


def _node(event: yaml.NodeEvent, path: str) -> Node:
    mark, tag = event.start_mark, getattr(event, "tag", None)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)
    if event.anchor is not None:
        raise RuleError(f"{place}: anchors are not used here; write the value out")
    if tag is not None:
        raise RuleError(f"{place}: tag {tag!r} is not allowed; a rule file is data only")
    if isinstance(event, yaml.ScalarEvent):
        return Node(place, _scalar(event))
    return Node(place, [] if isinstance(event, yaml.SequenceStartEvent) else {})


def _put(node: Node, event: yaml.NodeEvent, stack: list[tuple[Node, list[str]]]) -> None:
    """Put a node where it belongs: into the list, or the mapping, that is open."""
    if not stack:
        return
    (_, inside), keys = stack[-1]
    if isinstance(inside, list):
        inside.append(node)
    elif keys:
        inside[keys.pop()] = node
    elif not isinstance(event, yaml.ScalarEvent):
        raise RuleError(f"{node.place}: a key is a word; write it out")
    elif event.value in inside:
        raise RuleError(f"{node.place}: key {event.value!r} stands twice; keep one")
    else:
        keys.append(event.value)


def _scalar(event: yaml.ScalarEvent) -> Any:
    if event.style:
        return event.value
    for shape, make in _SCALARS:
        if shape.fullmatch(event.value):
            return make(event.value)
    return event.value


def build(node: Node, struct: type[msgspec.Struct], skip: frozenset[str] = frozenset(), **given: Any) -> Any:
    """An instance of `struct` from a mapping; `given` fills fields that are not keys.

    Raises RuleError that lists every mistake.
    """
    errors = list(islice(_problems(node, struct, skip | given.keys()), mistakes.MOST + 1))
    if errors:
        raise RuleError(mistakes.told(errors))
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
    meant: set[str | None] = set()
    for key, value in node.value.items():
        if key in skip:
            continue
        if key not in fields:
            close = closest(key, fields)
            meant.add(close)
            hint = did_you_mean(close, f"known keys: {', '.join(sorted(fields))}")
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
