"""What was wrong when newslint was adopted, and the file that it is kept in.

A baseline counts, for each file and rule, findings that are alike: of the same rule, with the same text, in the same
record and field. Line numbers are no part of it; the surroundings are noted and decide nothing but which of several is
meant. known.py says what is new beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from newslint.config import fingerprint
from newslint.config.paths import near as shortened
from newslint.config.paths import repository
from newslint.model.errors import ConfigError
from newslint.model.findings import Shown
from newslint.rules.utf8 import read_bytes

NAME = "newslint-baseline.json"
"""What a baseline is called where nobody says otherwise."""

VERSION = 1
"""Of the form of a baseline's file; one of another form is refused."""

MOST_BYTES = 30_000_000
"""How large a baseline may be: a million findings."""

_KIND, _AROUND = 4, 2
"""Bytes kept of what is found, which decides, and of its surroundings, which only choose between several."""


class Key(NamedTuple):
    """What a finding of one file is known by: its rule, what is found, and where it stands."""

    rule: str
    kind: str
    around: str


Entries = Mapping[Key, int]
"""How many of each there are in one file."""


def key(shown: Shown) -> Key:
    """What a finding is known by. Two kinds of one rule and file have the same name once in four billion pairs."""
    kind, around = msgspec.json.encode(fingerprint.kind(shown)), msgspec.json.encode(fingerprint.around(shown))
    return Key(shown.finding.rule, _short(kind, _KIND), _short(around, _AROUND))


def _short(content: bytes, size: int) -> str:
    from hashlib import blake2b  # most runs do without, and hashlib takes a while

    return blake2b(content, digest_size=size).hexdigest()


class Baseline(msgspec.Struct, frozen=True):
    """What each file is known for. `files` are paths from the baseline's own folder, with `/`."""

    files: Mapping[str, Entries] = {}

    def __len__(self) -> int:
        return sum(sum(known.values()) for known in self.files.values())


def read(path: Path) -> Baseline:
    """The baseline in a file. Raises ConfigError."""
    if not os.path.lexists(path):
        raise ConfigError(f"{path}: no such baseline; 'newslint baseline create' writes it")
    try:
        stored = msgspec.json.decode(read_bytes(path, ConfigError, MOST_BYTES), type=_Stored)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is no baseline: {error}; write it anew with 'newslint baseline create'") from error
    if stored.version != VERSION:
        raise ConfigError(
            f"{path}: is a baseline of version {stored.version}, and this newslint knows version {VERSION}; "
            "write it anew with 'newslint baseline create --force'"
        )
    return Baseline({name: dict(_keys(rules)) for name, rules in stored.files.items()})


def is_own(path: Path) -> bool:
    """Is a file one that `lines` wrote, in whatever state it is by now? No link to one is."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGIN)) == _BEGIN


def near(folder: Path) -> str | None:
    """The baseline that counts in a folder where nobody names one: called NAME, there or above it, as far as its git
    repository goes; None for none.
    """
    top = repository(folder)
    above = [one for one in (folder, *folder.parents) if one == folder or (top and one.is_relative_to(top))]
    return next((shortened(one / NAME) for one in above if is_own(one / NAME)), None)


_BEGIN = b'{"newslint-baseline":'


_Digits = Annotated[str, msgspec.Meta(pattern=f"^[0-9a-f]{{{2 * (_KIND + _AROUND)}}}$")]


class _Stored(msgspec.Struct, forbid_unknown_fields=True):
    version: Annotated[int, msgspec.Meta(ge=1)] = msgspec.field(name="newslint-baseline")
    files: dict[str, dict[str, dict[_Digits, Annotated[int, msgspec.Meta(ge=1)]]]] = {}


def _keys(rules: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[Key, int]]:
    for rule, places in rules.items():
        for name, count in places.items():
            yield Key(rule, name[: 2 * _KIND], name[2 * _KIND :]), count


def lines(baseline: Baseline) -> Iterator[str]:
    """The baseline as a file: JSON, sorted, a line for each file, rule and finding."""
    yield f'{{"newslint-baseline": {VERSION}, "files": {{'
    comma = "\n"
    for path, known in sorted(baseline.files.items()):
        rules: dict[str, list[str]] = {}
        for one, count in sorted(known.items()):
            rules.setdefault(one.rule, []).append(f'"{one.kind}{one.around}": {count}')
        yield comma + _text(path) + ": {\n "
        yield "},\n ".join(_text(rule) + ": {\n  " + ",\n  ".join(places) for rule, places in rules.items())
        yield "}}"
        comma = ",\n"
    yield "\n}}\n"


def _text(text: str) -> str:
    return msgspec.json.encode(text).decode()
