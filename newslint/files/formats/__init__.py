"""The file formats: which texts a file holds, and how it is written with these mended. A format is a module of this
folder, named by the file extension that it reads.

Each sees a file through a Source, neither opens nor replaces files itself, and has these functions:

`shards(source) -> Iterator[Shard]`
    The file in parts that can be read by themselves, in order: one for a format whose file is one text, else about
    SHARD_BYTES of records. Raises ReadError for a file that can't be read.
`read(shard) -> Iterator[Document | Unreadable | Wordless]`
    The documents of a part, in its order: one of a plain text, one for each record and field of a data file. A record
    that can't be read is yielded as such, and the rest goes on. Raises ReadError.
`rewrite(source, out, changes) -> None`
    Copies the file to `out`, the changes merged in. With no changes the copy is the file, byte for byte; with changes
    only the changed texts differ. `changes` come in the order in which `read` gave the documents. Raises ReadError.
`foreign(head) -> bool`
    Does a file that begins like this hold something else altogether?

A format whose records have fields has one more:

`extend(source, out, changes)`
    Copies the file to `out`, its texts as they are, with fields beside them (beside.py) for what becomes of them. There
    is a change for each text that `read` gave; fields of these names that are there already get new values. All else
    stays, byte for byte. Raises ReadError.

`RECORDS` says whether the file is a row of records, of which there may be any number.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import PurePath
from typing import BinaryIO, Protocol

from newslint.files import packings
from newslint.files.parts import Change, Read, Shard, Source
from newslint.model.errors import ReadError
from newslint.model.members import members

PLAIN = "txt"
"""How a file without an extension, or standard input without a name, is read."""


class Format(Protocol):
    """What a module of this folder offers."""

    RECORDS: bool

    def shards(self, source: Source) -> Iterator[Shard]:
        """The parts of a file."""
        ...  # pragma: no cover

    def read(self, shard: Shard) -> Iterator[Read]:
        """The documents of a part."""
        ...  # pragma: no cover

    def rewrite(self, source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
        """A copy of the file with the changes merged in."""
        ...  # pragma: no cover

    def foreign(self, head: bytes) -> bool:
        """Is a file that begins like this of another kind?"""
        ...  # pragma: no cover


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The extensions that can be read, without their dots."""
    return members(__path__)


def name_of(path: str | PurePath) -> str | None:
    """The format of a file, by its extensions, with what it is packed in: `jsonl.gz`; None if none reads it."""
    name = path.rpartition("/")[2] if isinstance(path, str) and os.sep == "/" else PurePath(path).name
    inner, _, last = name.lower().rpartition(".")
    if inner and last in packings.names():
        name = inner.rpartition(".")[2] if "." in inner.lstrip(".") else ""
        return f"{name}.{last}" if name in names() else None
    return last if inner and last in names() else None


Extender = Callable[[Source, BinaryIO, Iterable[Change]], None]
"""Writes a file anew, with fields added."""


def extender(format: Format) -> Extender | None:
    """What adds fields in a format; None where there are none."""
    found: Extender | None = getattr(format, "extend", None)
    return found


@cache
def get(name: str) -> Format:
    """The format called `name`, whatever it is packed in."""
    module: Format = importlib.import_module(f"newslint.files.formats.{name.partition('.')[0]}")
    return module


def packing_of(name: str) -> str | None:
    """What a format called `name` is packed in."""
    return name.partition(".")[2] or None


MOST_WHOLE = 100_000_000
"""Bytes of a file that is read whole, unpacked. To check it takes 30 times as much memory (600 MB for 20 MB of news as
.txt, .md, .html or .json alike), so that this is 3 GB; the longest of 1,364 articles as stored has 13 kB."""


def whole(source: Source) -> Iterator[Shard]:
    """The shards of a format whose file is one text: the file. Raises ReadError for one that is no article's size."""
    with source.open() as file:
        data = file.read(MOST_WHOLE + 1)
    if len(data) > MOST_WHOLE:
        raise ReadError(
            f"{source.name}: has more than {MOST_WHOLE // 1_000_000} MB and would be read whole, which takes 30 times "
            "as much memory; split it up, or write its articles as JSON Lines, which may have any size"
        )
    yield Shard(name=source.name, data=data, encoding=source.encoding, fields=source.fields)
