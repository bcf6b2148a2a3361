"""`newslint.ignore.yaml`: findings that are right as they are, in files and records that can't carry comments.

Each entry names a place, or what is found there, and gives a reason. All sidecars above a file count, the nearest and
those above it: each only adds to what is suppressed. A path is a .gitignore pattern, from the sidecar's folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newslint.config import globs, paths
from newslint.config.fingerprint import possible
from newslint.model.errors import ConfigError, RuleError
from newslint.model.findings import Hit
from newslint.model.shown import shown_hit
from newslint.rules import mistakes
from newslint.rules.utf8 import read_utf8

if TYPE_CHECKING:
    from newslint.model.documents import Document
    from newslint.model.rules import Rule, Silent
    from newslint.rules.yaml import Node

NAME = "newslint.ignore.yaml"
"""What a sidecar is called."""

_WANTED = "name a path, rule, id, text, near or fingerprint, or it hides everything below"


class Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an entry may say. A finding must fit all of it: where it lies (`path`, `id`), its `rule` or group, its
    `text`, a text on its lines (`near`), its `fingerprint`. White space in `text` and `near` counts as one blank.
    """

    path: str | list[str] = []
    rule: str | list[str] = []
    id: str | int | None = None
    text: str | None = None
    near: str | None = None
    fingerprint: str | None = None
    reason: str = ""

    @property
    def says_nothing(self) -> bool:
        """Does it fit every finding there is?"""
        return not (self.paths or self.names) and (self.id, self.text, self.near, self.fingerprint) == (None,) * 4

    @property
    def paths(self) -> list[str]:
        """Its patterns; none: every path."""
        return _listed(self.path)

    @property
    def names(self) -> list[str]:
        """Its rules and groups; none: every rule."""
        return _listed(self.rule)


class Entry(Keys, frozen=True, kw_only=True):
    """An entry, and the file and line where it stands."""

    source: str
    line: int

    @property
    def place(self) -> tuple[str, int]:
        """Which entry it is."""
        return self.source, self.line

    def holds(self, asked: Asked) -> bool:
        """Does it suppress a hit, in a file that it is for?"""
        return (
            self._means(asked.rule)
            and (self.id is None or str(self.id) == asked.document.origin.id)
            and (self.text is None or _same(self.text, asked.text))
            and (self.near is None or _blank(self.near) in asked.around)
            and (self.fingerprint is None or self.fingerprint in asked.fingerprints)
        )

    def _means(self, rule: Rule) -> bool:
        from newslint.config.comments import UNUSED

        if rule.name == UNUSED:
            return UNUSED in self.names
        return not self.names or not rule.names.isdisjoint(self.names)


class Asked:
    """A hit that entries are held against; what they want to know of it is found out once."""

    def __init__(self, document: Document, hit: Hit, rule: Rule) -> None:
        self.document = document
        self.rule = rule
        self._hit = hit

    @cached_property
    def text(self) -> str:
        """What is found."""
        return self.document.text[self._hit.start : self._hit.end]

    @cached_property
    def around(self) -> str:
        """The lines that it lies on, each run of white space as one blank."""
        return _blank(_lines(self.document.text, self._hit))

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """Those that it may have; to make them takes a hundred digests."""
        return frozenset(possible(shown_hit(self.document, self._hit, self.rule), self.rule.formerly))


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def _same(wanted: str, found: str) -> bool:
    return wanted == found or (bool(_blank(wanted)) and _blank(wanted) == _blank(found))


def _blank(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str, hit: Hit) -> str:
    end = text.find("\n", max(hit.end - 1, hit.start))
    return text[text.rfind("\n", 0, hit.start) + 1 : len(text) if end < 0 else end]


def silencing(entries: Iterable[Entry]) -> Silent:
    """What tells which of a file's entries suppress a hit in it."""
    mine = tuple(entries)

    def silent(document: Document, hit: Hit, rule: Rule) -> list[tuple[str, int]]:
        asked = Asked(document, hit, rule)
        return [entry.place for entry in mine if entry.holds(asked)]

    return silent


class Sidecar:
    """The entries of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries = read(path)

    @cached_property
    def _anchored(self) -> list[tuple[Entry, tuple[str, ...]]]:
        folder = self.path.absolute().parent
        return [(entry, tuple(globs.anchored(glob, folder) for glob in entry.paths)) for entry in self.entries]

    def of(self, path: str) -> Iterator[Entry]:
        """The entries that are for a file."""
        return (entry for entry, anchored in self._anchored if not anchored or globs.matches(anchored, path))


class Sidecars:
    """All sidecars above the files of a run, each read once."""

    def __init__(self) -> None:
        self._folders: dict[Path, tuple[Sidecar, ...]] = {}
        self._near: dict[str, tuple[Sidecar, ...]] = {}

    def of(self, path: str) -> tuple[Entry, ...]:
        """The entries that are for a file. Raises ConfigError."""
        folder = os.path.dirname(path)  # noqa: PTH120 - of a large corpus, a Path for each file is felt
        if folder not in self._near:
            self._near[folder] = self.above(Path(path).absolute().parent)
        near = self._near[folder]
        return tuple(entry for sidecar in near for entry in sidecar.of(path)) if near else ()

    def above(self, folder: Path) -> tuple[Sidecar, ...]:
        """The sidecars of a folder and of those above it, the nearest first."""
        if folder not in self._folders:
            path = folder / NAME
            own = (Sidecar(Path(paths.near(path))),) if paths.is_file(path) else ()
            above = self.above(folder.parent) if folder != folder.parent else ()
            self._folders[folder] = (*own, *above)
        return self._folders[folder]

    def all(self) -> list[Sidecar]:
        """Those that have been read, by their paths."""
        found = {sidecar.path: sidecar for sidecars in self._folders.values() for sidecar in sidecars}
        return [found[path] for path in sorted(found)]


def read(path: Path) -> list[Entry]:
    """The entries of a file. Raises ConfigError that lists every mistake, each with its line."""
    entries, errors = list[Entry](), list[str]()
    for node in _nodes(path):
        try:
            entries.append(_entry(node))
        except RuleError as error:
            errors += str(error).splitlines()
        if mistakes.enough(errors):
            break
    if errors:
        raise ConfigError(mistakes.told(errors))
    return entries


def _nodes(path: Path) -> list[Node]:
    from newslint.rules.yaml import parse

    try:
        root = parse(read_utf8(path, ConfigError), str(path))
    except RuleError as error:
        raise ConfigError(str(error)) from error
    if root.value is None:
        return []
    if not isinstance(root.value, list):
        raise ConfigError(f"{root.place}: is a list of entries; start each with '- path: ...' or '- rule: ...'")
    nodes: list[Node] = root.value
    return nodes


def _entry(node: Node) -> Entry:
    """The entry that a node says. Raises RuleError."""
    from newslint.rules.yaml import build

    keys: Keys = build(node, Keys)
    if keys.says_nothing:
        raise RuleError(f"{node.place}: {_WANTED}")
    return Entry(**msgspec.structs.asdict(keys), source=node.place.path, line=node.place.line)
