"""`newslint.ignore.yaml`: findings that are right as they are, in files and records that can't carry comments.

Each entry names a place, or what is found there, and gives a reason. All sidecars above a file count, the nearest and
those above it: each only adds to what is suppressed. A path is a .gitignore pattern, from the sidecar's folder.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
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

    def means(self, rule: Rule) -> bool:
        """Does it speak of a rule?"""
        from newslint.config.comments import UNUSED

        if rule.name == UNUSED:
            return UNUSED in self.names
        return not self.names or not rule.names.isdisjoint(self.names)


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def _blank(text: str) -> str:
    return " ".join(text.split())


def _said(text: str) -> str:
    """The same for texts that differ in nothing but white space, where they hold anything else."""
    return _blank(text) or text


def _lines(text: str, hit: Hit) -> tuple[int, int]:
    """The lines that a hit lies on."""
    end = text.find("\n", max(hit.end - 1, hit.start))
    return text.rfind("\n", 0, hit.start) + 1, len(text) if end < 0 else end


def silencing(entries: Iterable[Entry]) -> Silent:
    """What tells which of a file's entries suppress hits in its documents."""
    mine = tuple(entries)
    return lambda document: Silence(mine, document)


_Entries = tuple[Entry, ...]
_Sorted = Mapping[str | None, _Entries]


class Silence:
    """Some entries at work on one document: is there one for a hit, and which ones did any hit need?

    However many there are, a hit is held against few: by their fingerprints, by what they find or name. Those that say
    what stands near are looked up by the rarest of their first characters, once for each line.
    """

    def __init__(self, entries: Iterable[Entry], document: Document) -> None:
        mine = [one for one in entries if one.id is None or str(one.id) == document.origin.id]
        self._document = document
        self._named = _grouped((one for one in mine if one.fingerprint is not None), lambda one: one.fingerprint)
        rest = [one for one in mine if one.fingerprint is None]
        self._anywhere = _by_text(one for one in rest if one.near is None)
        self._near = _Near(one for one in rest if one.near is not None)
        self._lines: dict[tuple[int, int], tuple[_Sorted, _Blank]] = {}
        self._known: dict[tuple[object, str | None, str], _Entries] = {}
        self._used: dict[int, _Entries] = {}

    def __call__(self, hit: Hit, rule: Rule) -> bool:
        """Does an entry suppress a hit?"""
        found = list(self._entries(hit, rule))
        self._used.update((id(some), some) for some in found)
        return bool(found)

    @property
    def used(self) -> frozenset[tuple[str, int]]:
        """The entries that suppressed any of the hits so far."""
        return frozenset(one.place for some in self._used.values() for one in some)

    def _entries(self, hit: Hit, rule: Rule) -> Iterator[_Entries]:
        text = self._document.text
        said, span = _said(text[hit.start : hit.end]), _lines(text, hit)
        groups: list[tuple[object, str | None, _Sorted]] = [("", said, self._anywhere), ("", None, self._anywhere)]
        if self._near:
            if span not in self._lines:
                line = _Blank(text[slice(*span)])
                self._lines[span] = _by_text(self._near.within(line.text)), line
            near, line = self._lines[span]
            groups += [(span, said, near), (span, None, near)]
        for place, key, grouped in groups:
            if some := grouped.get(key):
                if (place, key, rule.name) not in self._known:
                    self._known[place, key, rule.name] = tuple(one for one in some if one.means(rule))
                meant = self._known[place, key, rule.name]
                if meant and place == span and key is not None:
                    meant = line.at(hit.start - span[0], said, meant)
                if meant:
                    yield meant
        if self._named:
            yield from self._by_name(hit, rule, said, _blank(text[slice(*span)]))

    def _by_name(self, hit: Hit, rule: Rule, said: str, around: str) -> Iterator[_Entries]:
        """Those that name one of the fingerprints that a hit may have; to make them takes a hundred digests."""
        for name in possible(shown_hit(self._document, hit, rule), rule.formerly):
            for one in self._named.get(name, ()):
                fits = one.near is None or _blank(one.near) in around
                if fits and one.means(rule) and (one.text is None or _said(one.text) == said):
                    yield (one,)


class _Blank:
    """A line with its white space as single blanks, and where in it things stand."""

    def __init__(self, line: str) -> None:
        self._line = line
        self.text = _blank(line)
        self._meant: dict[int, _Meant] = {}

    @cached_property
    def _places(self) -> list[int]:
        """For each character, how many stand before it."""
        places, at, inside = list[int](), 0, False
        for character in self._line:
            places.append(at)
            at += inside or not character.isspace()
            inside = not character.isspace()
        return places

    def at(self, start: int, said: str, entries: _Entries) -> _Entries:
        """Those entries that mean what is said there: of an entry whose `near` holds its text, that place is meant."""
        if not said.strip() or all(said not in _blank(one.near or "") for one in entries):
            return entries
        if id(entries) not in self._meant:
            self._meant[id(entries)] = _Meant(entries, said, self.text)
        blanks = len(self._line[start:]) - len(self._line[start:].lstrip())
        return self._meant[id(entries)].at(self._places[start + blanks])


class _Meant:
    """Entries of one text that are on a line, by the places that they mean there."""

    def __init__(self, entries: _Entries, said: str, line: str) -> None:
        self.entries = entries  # which keeps their identity theirs
        nears = [(_blank(one.near or ""), one) for one in entries]
        self._all = tuple(one for near, one in nears if said not in near)
        holding = [(near, one) for near, one in nears if said in near]
        found = ((near, one, start) for near, one in holding for start in _places(near, line))
        self._spots = sorted(((start, start + len(near) - len(said), one) for near, one, start in found), key=_begins)
        self._longest = max((last - first for first, last, _ in self._spots), default=0)

    def at(self, place: int) -> _Entries:
        """Those that mean a place."""
        low = bisect_left(self._spots, place - self._longest, key=_begins)
        high = bisect_right(self._spots, place, key=_begins)
        return (*self._all, *(one for _, last, one in self._spots[low:high] if place <= last))


def _places(near: str, line: str) -> Iterator[int]:
    """Where a text begins on a line."""
    at = line.find(near)
    while at >= 0:
        yield at
        at = line.find(near, at + 1)


def _begins(spot: tuple[int, int, Entry]) -> int:
    return spot[0]


def _grouped(entries: Iterable[Entry], key: Callable[[Entry], str | None]) -> _Sorted:
    grouped: dict[str | None, list[Entry]] = {}
    for one in entries:
        grouped.setdefault(key(one), []).append(one)
    return {name: tuple(some) for name, some in grouped.items()}


def _by_text(entries: Iterable[Entry]) -> _Sorted:
    return _grouped(entries, lambda one: None if one.text is None else _said(one.text))


class _Near:
    """Entries that say what stands near, by some characters of it: those that the fewest of them have."""

    SIZE = 8

    def __init__(self, entries: Iterable[Entry]) -> None:
        told = [(_blank(one.near or ""), one) for one in entries]
        often = Counter(part for near, _ in told for part in _parts(near, self.SIZE))
        self._entries: dict[str, list[tuple[str, Entry]]] = {}
        for near, one in told:
            part = min(_parts(near, self.SIZE), key=often.__getitem__)
            self._entries.setdefault(part, []).append((near, one))
        self._sizes = sorted({len(part) for part in self._entries})

    def __bool__(self) -> bool:
        return bool(self._entries)

    def within(self, around: str) -> Iterator[Entry]:
        """Those whose text is part of a line."""
        parts = dict.fromkeys(part for size in self._sizes for part in _parts(around, size))
        here = (self._entries.get(part, ()) for part in parts)
        return (one for some in here for near, one in some if near in around)


def _parts(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(max(len(text) - size, 0) + 1)]


class Sidecar:
    """The entries of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries = read(path)

    @cached_property
    def _sorted(self) -> tuple[dict[str, list[int]], list[tuple[int, tuple[str, ...]]]]:
        """The entries, by their numbers: for each path that some name, these; and those with patterns, or for all."""
        folder, named, rest = self.path.absolute().parent, dict[str, list[int]](), list[tuple[int, tuple[str, ...]]]()
        for number, entry in enumerate(self.entries):
            exact = [globs.exact(glob, folder) for glob in entry.paths]
            if exact and None not in exact:
                for path in dict.fromkeys(exact):
                    named.setdefault(str(path), []).append(number)
            else:
                rest.append((number, tuple(globs.anchored(glob, folder) for glob in entry.paths)))
        return named, rest

    def of(self, path: str) -> Iterator[Entry]:
        """The entries that are for a file."""
        named, rest = self._sorted
        numbers = {number for number, anchored in rest if not anchored or globs.matches(anchored, path)}
        if named:
            file = paths.rooted(path)
            numbers.update(number for above in (file, *file.parents) for number in named.get(str(above), ()))
        return (self.entries[number] for number in sorted(numbers))


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
