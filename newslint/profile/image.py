"""A profile as one file: sections behind a head, each sealed, mapped into memory and shared by all processes.

    MAGIC | sections, one after the other | their names, places and check sums, packed and sealed | length of that

The same knowledge gives the same bytes. The check sums of the sections together are the profile's seal: what tells it
from any that knows something else.

    >>> import io
    >>> out = io.BytesIO()
    >>> write(out, [("words", [b"port", b"mill"])])
    >>> image = Image(out.getvalue())
    >>> bytes(image.section("words"))
    b'portmill'
"""

from __future__ import annotations

import errno
import mmap
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import msgspec

from newslint.cache import store
from newslint.cache.store import blake2b
from newslint.model.errors import ConfigError

MAGIC = b"newslint profile 1\n"
"""What a profile begins with. Another number is another form, or another way to fold lines."""


class Section(msgspec.Struct, frozen=True, array_like=True):
    """Where a section lies, and its check sum."""

    start: int
    size: int
    sum: int


LEAVES = "leaves"
"""The section of what a profile was learned from: it is not read to check, and no part of the seal."""

_WIDTH = 8
"""Bytes of the length at the end."""


def write(out: BinaryIO, sections: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write sections, each given in pieces."""
    out.write(MAGIC)
    at, table = len(MAGIC), dict[str, Section]()
    for name, pieces in sections:
        size = total = 0
        for piece in pieces:
            out.write(piece)
            size, total = size + len(piece), crc32(piece, total)
        table[name] = Section(at, size, total)
        at += size
    sealed_head = store.seal(store.pack(table), "head")
    out.write(sealed_head + len(sealed_head).to_bytes(_WIDTH, "little"))


def seal_of(table: Mapping[str, Section]) -> str:
    """The seal of what the sections hold, but for what it was learned from."""
    known = sorted((name, part.size, part.sum) for name, part in table.items() if name != LEAVES)
    return blake2b(repr(known).encode(), digest_size=16).hexdigest()


def head(data: memoryview, name: str) -> dict[str, Section]:
    """Where the sections lie. Raises ConfigError for what is no profile."""
    if bytes(data[: len(MAGIC)]) != MAGIC:
        newer = bytes(data[:17]) == MAGIC[:17]
        what = "is a profile of another newslint" if newer else "is no profile"
        raise ConfigError(f"{name}: {what}; make it anew with 'newslint learn'")
    size = int.from_bytes(data[-_WIDTH:], "little")
    try:
        return store.unpack(store.unseal(bytes(data[-_WIDTH - size : -_WIDTH]), "head"), dict[str, Section])
    except (ValueError, msgspec.MsgspecError) as error:
        raise damaged(name) from error


def damaged(name: str) -> ConfigError:
    """The error for a profile that is not what was written."""
    return ConfigError(f"{name}: is damaged; make it anew with 'newslint learn'")


def mapped(path: Path) -> mmap.mmap:
    """A file, mapped. Raises ConfigError."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):  # a pipe that nobody writes to would never answer
                raise OSError(errno.EINVAL, "is no regular file")
            return mmap.mmap(handle, 0, access=mmap.ACCESS_READ)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "is empty").lower()
        raise ConfigError(f"{path}: {reason}; name a profile, or make one with 'newslint learn'") from error


def sealed(path: Path) -> str:
    """The seal of a profile's file, of which only the head is read. Raises ConfigError."""
    with mapped(path) as data, memoryview(data) as view:
        return seal_of(head(view, str(path)))


class Image:
    """The bytes of a profile. Raises ConfigError for what is none, or damaged; of LEAVES when they are read."""

    def __init__(self, data: bytes | mmap.mmap, name: str = "profile") -> None:
        self._data = memoryview(data)
        self._name = name
        self._table = head(self._data, name)
        self.seal = seal_of(self._table)
        self._proved = set[str]()
        for section in self._table:
            if section != LEAVES:
                self.section(section)

    @property
    def names(self) -> tuple[str, ...]:
        """The sections, in their order."""
        return tuple(self._table)

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def section(self, name: str) -> memoryview:
        """The bytes of a section; none of one that the profile lacks. Raises ConfigError if they are damaged."""
        place = self._table.get(name)
        if place is None:
            return self._data[:0]
        found = self._data[place.start : place.start + place.size]
        if name not in self._proved:
            if len(found) != place.size or crc32(found) != place.sum:
                raise damaged(self._name)
            self._proved.add(name)
        return found
