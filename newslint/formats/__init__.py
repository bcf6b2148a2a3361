"""The file formats. A format is a module of this folder, named by the file extension that it reads.

Each has two functions, which see a whole file through a Source and neither open nor replace files themselves:

`read(source) -> Iterator[Document | ReadError]`
    The documents of the file, in its order: one of a plain text, one for each record and field of a data file. A record
    that can't be read is yielded as a ReadError and the rest goes on. Raises ReadError for a file that can't be read at
    all.
`rewrite(source, out, changes) -> None`
    Copies the file to `out`, the changes merged in. With no changes the copy is the file, byte for byte; with changes
    only the changed texts differ. `changes` come in the order in which `read` gave the documents. Raises ReadError.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import BinaryIO, Protocol

import msgspec

from newslint.model import Document, Edit, ReadError

PLAIN = "txt"
"""How a file without an extension, or standard input without a name, is read."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file to read: what messages call it, a way to open it anew, and what the user says of it."""

    name: str
    open: Callable[[], BinaryIO]
    encoding: str | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one document: edits of its text, sorted by start, none overlapping."""

    edits: list[Edit]
    record: int | None = None
    field: str | None = None


class Format(Protocol):
    """What a module of this folder offers."""

    def read(self, source: Source) -> Iterator[Document | ReadError]:
        """The documents of a file."""
        ...  # pragma: no cover

    def rewrite(self, source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
        """A copy of the file with the changes merged in."""
        ...  # pragma: no cover


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The extensions that can be read, without their dots."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def name_of(path: str | PurePath) -> str | None:
    """The format of a file, by its extension; None if none reads it."""
    name = PurePath(path).suffix[1:].lower()
    return name if name in names() else None


def get(name: str) -> Format:
    """The format called `name`."""
    module: Format = importlib.import_module(f"newslint.formats.{name}")
    return module
