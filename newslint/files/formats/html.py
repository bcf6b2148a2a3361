"""`.html`: a page or a fragment is one article; what a reader sees is judged, and only letters are changed. An element
of which all text goes, goes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newslint.files.charset import decode, edited
from newslint.files.charset import is_binary as foreign
from newslint.files.formats import whole as shards
from newslint.files.formats._emptied import emptied
from newslint.files.htmltext import Prose
from newslint.files.parts import Change, Shard, Source
from newslint.model.documents import Document, Medium, Origin, comments

__all__ = ["HTML", "RECORDS", "foreign", "read", "rewrite", "shards"]

RECORDS = False


def read(shard: Shard) -> Iterator[Document]:
    """The file's text, which knows its prose. Raises ReadError."""
    text = decode(shard.data, shard.name, shard.encoding).text
    yield Document(text, scope="article", origin=Origin(shard.name), medium=HTML)


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with its text changed: same encoding, byte order mark and line endings. Raises ReadError."""
    edits = [edit for change in changes for edit in change.edits]
    with source.open() as file:
        out.write(edited(file.read(), source.name, source.encoding, edits))


HTML = Medium(view=Prose, comments=comments, emptied=emptied)
"""Text in HTML."""
