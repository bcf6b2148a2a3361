"""`.json`: an article, or a list of them; texts are found at any depth. A list's items are the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from newslint.files import jsonfields, jsonrecord, jsontext, records
from newslint.files.charset import decode
from newslint.files.charset import is_binary as foreign
from newslint.files.formats import whole as shards
from newslint.files.jsontext import Broken, Value
from newslint.files.parts import Change, Read, Shard, Source
from newslint.files.records import Wanted
from newslint.model.edits import splice
from newslint.model.errors import ReadError
from newslint.model.findings import Edit

__all__ = ["RECORDS", "extend", "foreign", "read", "rewrite", "shards"]

RECORDS = False


def read(shard: Shard) -> Iterator[Read]:
    """The texts of every record. Raises ReadError."""
    wanted = Wanted.of(shard.fields)
    text = decode(shard.data, shard.name, shard.encoding).text
    for number, record in enumerate(_records(text, shard.name, wanted), start=1):
        yield from jsonrecord.documents(shard, number, record.found, record.names, wanted)


class _Record(NamedTuple):
    """Where a record begins, its values, and its keys."""

    start: int
    found: list[Value]
    names: list[str]


def _records(text: str, name: str, wanted: Wanted) -> list[_Record]:
    """The records. A file that is broken anywhere has none: where it goes on is unknown."""
    try:
        return list(_each(text, wanted))
    except Broken as error:
        line, column = text.count("\n", 0, error.at) + 1, error.at - text.rfind("\n", 0, error.at)
        raise ReadError(f"{name}:{line}:{column}: not JSON: {error.reason}") from error


def _each(text: str, wanted: Wanted) -> Iterator[_Record]:
    at = jsontext.space(text, 0)
    if at == len(text):
        return
    many = text.startswith("[", at)
    at += many
    if many and text.startswith("]", jsontext.space(text, at)):
        at = jsontext.space(text, at)
    else:
        start = at
        found, names, at = jsontext.values(text, start, wanted.keys)
        yield _Record(start, found, names)
        while many and text.startswith(",", jsontext.space(text, at)):
            start = jsontext.space(text, at) + 1
            found, names, at = jsontext.values(text, start, wanted.keys)
            yield _Record(start, found, names)
    at = jsontext.space(text, at)
    if many and not text.startswith("]", at):
        raise Broken("a comma is missing" if at < len(text) else "it ends too early", at)
    at = jsontext.space(text, at + many)
    if at < len(text):
        raise Broken("something follows the end", at)


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with only the strings changed that hold the texts. Raises ReadError."""
    with source.open() as file:
        data = file.read()
    mine = records.by_record(list(changes))
    out.write(_mended(data, source, mine) if mine else data)


def extend(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with fields beside the texts. Raises ReadError."""
    with source.open() as file:
        data = file.read()
    mine = records.by_record(list(changes))
    out.write(_mended(data, source, mine, adds=True) if mine else data)


def _mended(data: bytes, source: Source, changes: dict[int, dict[str, Change]], *, adds: bool = False) -> bytes:
    wanted, before = Wanted.of(source.fields), decode(data, source.name, source.encoding)
    if before.encode(before.text) != data:
        raise ReadError(f"{source.name}: {before.encoding} can't be written back unchanged; convert the file to UTF-8")
    text, ascii, edits = before.text, not before.encoding.startswith("utf"), list[Edit]()
    for number, record in enumerate(_records(text, source.name, wanted), start=1):
        mine = changes.get(number)
        if mine and adds:
            edits += jsonfields.edits(text, record.start, record.found, wanted, mine, ascii=ascii)
        elif mine:
            edits += jsonrecord.edits(text, record.found, wanted, mine, ascii=ascii)
    return before.encode(splice(text, edits))
