"""`.txt`: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newslint.charset import decode, edited
from newslint.formats import Change, Source
from newslint.model import Document, ReadError


def read(source: Source) -> Iterator[Document | ReadError]:
    """The file's text. Raises ReadError."""
    with source.open() as file:
        yield Document(decode(file.read(), source.name, source.encoding).text, source=source.name)


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with its text changed: same encoding, byte order mark and line endings. Raises ReadError."""
    edits = [edit for change in changes for edit in change.edits]
    with source.open() as file:
        out.write(edited(file.read(), source.name, source.encoding, edits))
