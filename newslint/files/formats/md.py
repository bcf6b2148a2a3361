"""`.md`: the whole file is one article, in Markdown; it is judged as its reader sees it, and its markup is not.

Scrapers that write Markdown keep links, code and lists. A rule for plain text would take a list's bullet for a stray
one, a hard line break for trailing spaces, an indented block for a damaged paragraph. So hits that touch front matter,
code, tables or HTML are dropped, and so are those that hold nothing but a line's indentation, bullet or hard break. A
line that goes as a whole may go with its bullet. Links, pictures and emphasis are read (_reader.py): what is judged is
their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newslint.files.charset import decode, edited
from newslint.files.charset import is_binary as foreign
from newslint.files.formats import whole as shards
from newslint.files.formats._markup import Span, blocks, inline_code, markup, merged, touched
from newslint.files.formats._reader import Reader
from newslint.files.parts import Change, Shard, Source
from newslint.model import documents
from newslint.model.documents import Document, Medium, Origin

__all__ = ["MARKDOWN", "RECORDS", "foreign", "markup", "read", "rewrite", "shards"]

RECORDS = False


def read(shard: Shard) -> Iterator[Document]:
    """The file's text, which knows its markup. Raises ReadError."""
    text = decode(shard.data, shard.name, shard.encoding).text
    yield Document(text, origin=Origin(shard.name), medium=MARKDOWN)


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with its text changed: same encoding, byte order mark and line endings. Raises ReadError."""
    edits = [edit for change in changes for edit in change.edits]
    with source.open() as file:
        out.write(edited(file.read(), source.name, source.encoding, edits))


def comments(text: str) -> Iterator[Span]:
    """Where comments stand in a Markdown text; what is shown as code is none."""
    code = merged([*blocks(text), *inline_code(text, 0, len(text))]) if "<!--" in text else []

    def past(at: int) -> int | None:
        return next((end for _, end in touched(code, at, at + 1)), None)

    return documents.comments(text, past)


MARKDOWN = Medium(markup=markup, view=Reader, comments=comments)
"""Text in Markdown."""
