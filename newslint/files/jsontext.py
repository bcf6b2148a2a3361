"""Where the values of a JSON text stand, and new text for its strings: nothing else of it is spelled anew.

Keys may stand twice and objects may nest 1000 deep; numbers, and all that nobody asks for, stay as they are spelled.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable
from json.decoder import scanstring  # type: ignore[attr-defined]

import msgspec

from newslint.files.respelling import Offsets, respelled
from newslint.model.findings import Edit

DEEPEST = 1000
"""Deeper nesting is no article's; it is refused, as it could fill the memory."""

Path = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\n\r]*")
_SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null|NaN|-?Infinity")
_PIECE = re.compile(r"[^\\]+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Broken(ValueError):  # noqa: N818 - it says what the text is
    """A text that is not JSON: why, and at which offset."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


class Value(msgspec.Struct, frozen=True, gc=False):
    """A string or another scalar: the keys and indices that lead to it, where it stands, and what it says."""

    path: Path
    start: int
    end: int
    text: str
    quoted: bool


class Member(msgspec.Struct, frozen=True, gc=False):
    """A key of an object with its value: the keys and indices that lead to it, its own last; the number of its object;
    where the key begins and ends, and where the value does.
    """

    path: Path
    object: int
    key: int
    colon: int
    start: int
    end: int


def members(text: str, at: int) -> list[Member]:
    """The members of all objects of a JSON value, in the order in which they end. Raises Broken."""
    scanner = _Scanner(text, (), members=True)
    scanner.scan(at)
    return scanner.members


def values(text: str, at: int, wanted: Container[str]) -> tuple[list[Value], list[str], int]:
    """What one JSON value holds: the scalars under a wanted key, the keys of its outermost object, and where it ends.

    What stands in a list is under the list's key. Raises Broken.
    """
    scanner = _Scanner(text, wanted)
    end = scanner.scan(at)
    return scanner.found, scanner.keys, end


def space(text: str, at: int) -> int:
    """Where the white space from `at` on ends."""
    found = _SPACE.match(text, at)
    return found.end() if found else at  # pragma: no branch - it always matches


class _Scanner:
    """Goes through a text once, without recursion."""

    def __init__(self, text: str, wanted: Container[str], *, members: bool = False) -> None:
        self._text = text
        self._wanted = wanted
        self._path: list[str | int] = []
        self._key = [""]
        """The nearest key, for each depth."""
        self._telling = members
        self._objects: list[int] = []
        """The numbers of the objects that are gone through: where they begin."""
        self._open: list[tuple[int, int, int, int]] = []
        """Of each member that is gone through: its object, where its key begins and ends, where its value begins."""
        self.found: list[Value] = []
        self.members: list[Member] = []
        self.keys: list[str] = []

    def scan(self, at: int) -> int:
        at = self._after(self._value(at))
        while self._path:
            at = self._after(self._value(at))
        return at

    def _value(self, at: int) -> int:
        """Go down to the next scalar or empty thing, and past it."""
        text = self._text
        while True:
            at = space(text, at)
            mark = text[at : at + 1]
            if mark == "{":
                begins, at = at, space(text, at + 1)
                if text.startswith("}", at):
                    return at + 1
                self._objects.append(begins)
                at = self._enter(at)
            elif mark == "[":
                at = space(text, at + 1)
                if text.startswith("]", at):
                    return at + 1
                self._push(0, self._key[-1], at)
            else:
                return self._scalar(at, mark)

    def _enter(self, at: int) -> int:
        """Push the key at `at`; past its colon."""
        key, end = self._string(at)
        self._push(key, key, at)
        if len(self._path) == 1:
            self.keys.append(key)
        after = space(self._text, end)
        if not self._text.startswith(":", after):
            raise Broken("a colon is missing", after)
        if self._telling:
            self._open.append((self._objects[-1], at, end, space(self._text, after + 1)))
        return after + 1

    def _push(self, step: str | int, key: str, at: int) -> None:
        if len(self._path) == DEEPEST:
            raise Broken(f"nested more than {DEEPEST} deep", at)
        self._path.append(step)
        self._key.append(key)

    def _pop(self) -> None:
        self._path.pop()
        self._key.pop()

    def _string(self, at: int) -> tuple[str, int]:
        if not self._text.startswith('"', at):
            raise Broken("it ends too early" if at >= len(self._text) else "a name in quotes is missing", at)
        try:
            return scanstring(self._text, at + 1, True)  # type: ignore[no-any-return]
        except json.JSONDecodeError as error:
            raise Broken(_lowered(error.msg), error.pos) from None

    def _scalar(self, at: int, mark: str) -> int:
        if mark == '"':
            said, end = self._string(at)
        else:
            match = _SCALAR.match(self._text, at)
            if not match:
                raise Broken("a value is missing" if mark else "it ends too early", at)
            said, end = match[0], match.end()
        if self._key[-1] in self._wanted:
            self.found.append(Value(tuple(self._path), at, end, said, mark == '"'))
        return end

    def _after(self, at: int) -> int:
        """Past what follows a value: to where the next one begins, or to the end of the whole."""
        text = self._text
        while self._path:
            inside = self._path[-1]
            if self._telling and isinstance(inside, str):
                self.members.append(Member(tuple(self._path), *self._open.pop(), at))
            at = space(text, at)
            mark = text[at : at + 1]
            if mark == ",":
                if isinstance(inside, int):
                    self._path[-1] = inside + 1
                    return at + 1
                self._pop()
                return self._enter(space(text, at + 1))
            if mark != ("]" if isinstance(inside, int) else "}"):
                raise Broken("a comma is missing" if mark else "it ends too early", at)
            self._pop()
            if mark == "}":
                self._objects.pop()
            at += 1
        return at


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:].removesuffix(" starting at").removesuffix(" at")


def edited(raw: str, edits: Iterable[Edit], *, ascii: bool) -> str:
    """The inside of a JSON string with edits of what it says; what they don't touch keeps its escapes.

    With `ascii`, new letters beyond ASCII are escaped.
    """
    return respelled(raw, Offsets(raw, _PIECE, "\\"), edits, lambda new: escaped(new, ascii=ascii))


def escaped(text: str, *, ascii: bool) -> str:
    """Text as it stands inside a JSON string."""
    spelled = json.dumps(text, ensure_ascii=ascii)[1:-1]
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", spelled)
