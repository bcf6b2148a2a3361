"""One record of JSON: its texts, and the record with some of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newslint.files import jsontext
from newslint.files.jsontext import Broken, Path, Value
from newslint.files.parts import Change, Shard, Unreadable, Wordless
from newslint.files.records import Said, Wanted, document, is_named, unique
from newslint.model.documents import Document
from newslint.model.findings import Edit

Text = tuple[str, Value]
"""A field's name and its value."""


def texts(found: Sequence[Value], wanted: Wanted) -> list[Text]:
    """The values that are texts, with the names of their fields: keys and indices joined with dots."""
    named = [value for value in found if value.quoted and is_named(_keys(value.path), wanted.text)]
    labels = unique(".".join(map(str, value.path)) for value in named)
    return list(zip(labels, named, strict=True))


def documents(
    shard: Shard, record: int, found: Sequence[Value], names: Sequence[str], wanted: Wanted
) -> Iterator[Document | Wordless]:
    """The documents of a record."""
    named = texts(found, wanted)
    if not named:
        yield Wordless(record=record, names=tuple(dict.fromkeys(names)))
    for field, value in named:
        said = Said(*(_said(found, names, value.path) for names in wanted.told))
        yield document(shard, record, field, value.text, said)


def edits(
    text: str, found: Sequence[Value], wanted: Wanted, changes: Mapping[str, Change], *, ascii: bool
) -> Iterator[Edit]:
    """The changes of a record's fields as edits of `text`, in which the values were found.

    New letters beyond ASCII are escaped where the string escapes its own, and with `ascii`.
    """
    for field, value in texts(found, wanted):
        if field in changes:
            start, end = value.start + 1, value.end - 1
            raw = text[start:end]
            escape = ascii or (raw.isascii() and "\\u" in raw)
            yield Edit(start, end, jsontext.edited(raw, changes[field].edits, ascii=escape))


def unreadable(record: int, text: str, error: Broken) -> Unreadable:
    """What is said of a record that is not JSON."""
    match = text[error.at : error.at + 40]
    return Unreadable(record=record, reason=f"not JSON: {error.reason}", column=error.at + 1, match=match)


def _keys(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def _said(found: Sequence[Value], names: Sequence[str], path: Path) -> str | None:
    """What the nearest object around a text says under one of the names."""
    best: tuple[int, int] | None = None
    said = None
    for value in found:
        around = value.path[:-1]
        if path[: len(around)] != around or value.text == "null" or not is_named(_keys(value.path), names):
            continue
        rank = next(number for number, name in enumerate(names) if is_named(_keys(value.path), (name,)))
        if best is None or (-len(around), rank) < best:
            best, said = (-len(around), rank), value.text
    return said
