"""`.csv`: a table, its first row the names of its columns. Records are the rows after it, from 1.

The delimiter is the one between the names; a cell that is edited stays quoted, or not, as it was.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO

import msgspec

from newslint.files import beside, csvtext, records
from newslint.files.charset import Readable, Spelling
from newslint.files.charset import is_mostly_nul as foreign
from newslint.files.csvtext import Cell, Row
from newslint.files.parts import SHARD_BYTES, Change, Read, Shard, Source, Unreadable, Wordless
from newslint.files.records import Said, Wanted
from newslint.model.documents import Medium

__all__ = ["RECORDS", "extend", "foreign", "read", "rewrite", "shards"]

RECORDS = True

_MARK = codecs.BOM_UTF8


class _Columns(msgspec.Struct, frozen=True):
    """What the first row says: the delimiter, the columns' names, which hold texts (with the fields' names), which what
    a record says of itself."""

    delimiter: bytes
    names: list[str]
    texts: dict[int, str]
    said: list[int | None]

    @classmethod
    def of(cls, shard: Shard) -> _Columns:
        """The columns of a shard's file."""
        mark = _delimiter(shard.head, shard.name)
        names = [name.strip() for name in _said(shard.head, next(csvtext.rows(shard.head, mark)), shard.encoding)]
        wanted = Wanted.of(shard.fields)
        labels = list(records.unique(names))
        texts = {n: label for n, label in enumerate(labels) if records.is_named(names[n], wanted.text)}
        return cls(mark, names, texts, [_first(names, some) for some in wanted.told])


def _delimiter(head: bytes, name: str) -> bytes:
    return csvtext.delimiter(head, b"\t" if ".tsv" in name.lower() else b",")


def _said(data: bytes, row: Row, encoding: str | None) -> list[str]:
    spelled = (data[cell.start : cell.end].decode(encoding or "utf-8", "replace") for cell in row.cells)
    return [csvtext.text(text, quoted=cell.quoted) for text, cell in zip(spelled, row.cells, strict=True)]


def _first(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    """The column of the first wanted name that there is."""
    return next((number for want in wanted for number, name in enumerate(names) if name == want), None)


def shards(source: Source) -> Iterator[Shard]:
    """Whole rows; the first shard begins with the names, which are row 0. Raises ReadError."""
    with records.opened(source) as (stream, spelling):
        shard = Shard(name=source.name, data=b"", first=0, encoding=spelling.encoding, fields=source.fields)
        for data, at, count in _cut(stream, source):
            if shard.first == 0 and at < len(data):
                row = next(csvtext.rows(data, _delimiter(data[at:], source.name), at))
                shard = msgspec.structs.replace(shard, head=data[row.start : row.stop])
            yield msgspec.structs.replace(shard, data=data)
            shard = msgspec.structs.replace(shard, first=shard.first + count)


def _cut(stream: Readable, source: Source) -> Iterator[tuple[bytes, int, int]]:
    """Portions of whole rows: their bytes, where the first row begins in them, and how many they are."""
    data = stream.read(SHARD_BYTES)
    at = len(_MARK) if data.startswith(_MARK) else 0
    mark, row, ended = _delimiter(data[at:], source.name), 0, not data
    while data or not ended:
        stop, count = _whole_rows(data, mark, at, final=ended)
        if count:
            yield data[:stop], at, count
            data, at, row = data[stop:], 0, row + count
        elif len(data) > records.RECORD_BYTES:
            raise records.too_long(source, row, " (a quotation mark that is never closed?)")
        if not ended:
            block = stream.read(max(SHARD_BYTES - len(data), len(data)))
            data, ended = data + block, not block


def _whole_rows(data: bytes, delimiter: bytes, at: int, *, final: bool) -> tuple[int, int]:
    """Where the last whole row ends, and how many there are; at the end of the file, the last one is whole."""
    if b'"' not in data:
        stop = len(data) if final else data.rfind(b"\n") + 1
        return stop, data.count(b"\n") + (final and stop > 0 and not data.endswith(b"\n"))
    stop = count = 0
    for row in csvtext.rows(data, delimiter, at):
        if row.whole or final:
            stop, count = row.stop, count + 1
    return stop, count


def read(shard: Shard) -> Iterator[Read]:
    """The texts of every row; a row of another length than the first one can't be read."""
    if not shard.head:
        return
    columns = _Columns.of(shard)
    if not columns.texts:
        yield Wordless(record=shard.first, names=tuple(columns.names))
        return
    for number, row in _rows(shard, columns):
        if row.blank or number == 0:
            continue
        fault = _fault(row, columns)
        if fault:
            match = shard.data[row.start : row.end][:40].decode("ascii", "backslashreplace")
            yield Unreadable(record=number, reason=fault, match=match.partition("\n")[0])
        else:
            yield from _read(shard, number, row, columns)


def _rows(shard: Shard, columns: _Columns) -> Iterator[tuple[int, Row]]:
    at = len(_MARK) if shard.first == 0 and shard.data.startswith(_MARK) else 0
    return enumerate(csvtext.rows(shard.data, columns.delimiter, at), shard.first)


def _fault(row: Row, columns: _Columns) -> str:
    fault = next((cell.fault for cell in row.cells if cell.fault), "")
    if fault or len(row.cells) == len(columns.names):
        return fault
    return f"{len(row.cells)} cells where the first row has {len(columns.names)}"


def _read(shard: Shard, number: int, row: Row, columns: _Columns) -> Iterator[Read]:
    spelling = Spelling(shard.encoding or "utf-8")
    said = _said(shard.data, row, shard.encoding)
    told = Said(*(None if column is None else said[column] for column in columns.said))
    for column, field in columns.texts.items():
        cell = row.cells[column]
        spelled = shard.data[cell.start : cell.end]
        try:
            text = csvtext.text(spelling.decode(spelled), quoted=cell.quoted)
        except UnicodeDecodeError as error:
            yield records.undecodable(number, spelled, error)
        else:
            medium = Medium(refuses=partial(_refusal, text, spelling))
            yield records.document(shard, number, field, text, told, medium=medium)


def _refusal(before: str, spelling: Spelling, after: str) -> str | None:
    """Why a cell can't say the new text."""
    if csvtext.becomes_formula(before, after):
        return f"a cell that begins with {(after.strip() or after)[0]!r} is a formula to a spreadsheet"
    return spelling.lack(after)


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with only those cells changed that hold the texts. Raises ReadError."""
    records.rewrite(source, out, changes, shards(source), _mended)


def extend(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The table with columns beside those of texts: the last ones, where it has none of these names. What is no text is
    written as JSON. Raises ReadError.
    """
    writer = records.spelled(source).writing(out)
    for shard, mine in records.with_changes(shards(source), changes):
        writer.write(_extended(shard, mine))


def _extended(shard: Shard, changes: Sequence[Change]) -> bytes:
    if not shard.head:
        return shard.data
    columns, found = _Columns.of(shard), records.by_record(changes)
    new = [*(beside.mended(field) for field in columns.texts.values()), *beside.NAMES]
    parts, at = list[bytes](), 0
    for number, row in _rows(shard, columns):
        if row.blank or _fault(row, columns):
            continue
        cells = _spelled(shard, new, columns) if number == 0 else _added(shard, row, columns, found.get(number, {}))
        for place, cell in sorted(_placed(row, columns, new, cells), key=lambda placed: placed[0].start):
            parts += (shard.data[at : place.start], cell)
            at = place.end
    return b"".join([*parts, shard.data[at:]])


def _added(shard: Shard, row: Row, columns: _Columns, changes: Mapping[str, Change]) -> list[bytes]:
    """The new cells of a row; a text that can't be read has its cell copied."""
    cells = [(row.cells[column], changes.get(field)) for column, field in columns.texts.items()]
    copies = [
        _respelled(shard, cell, change, columns) if change else shard.data[cell.start : cell.end]
        for cell, change in cells
    ]
    told = beside.record(list(changes.values())).values()
    ascii = (shard.encoding or "utf-8") != "utf-8"
    said = (json.dumps(value, ensure_ascii=ascii, separators=(",", ":")) for value in told)
    return [*copies, *_spelled(shard, said, columns)]


def _spelled(shard: Shard, texts: Iterable[str], columns: _Columns) -> list[bytes]:
    encoding, mark = shard.encoding or "utf-8", columns.delimiter.decode()
    return [csvtext.spelled(text, mark).encode(encoding) for text in texts]


def _placed(row: Row, columns: _Columns, new: Sequence[str], cells: Sequence[bytes]) -> Iterator[tuple[Cell, bytes]]:
    """Where the cells of the new columns go: over what is there, or behind the row."""
    for name, cell in zip(new, cells, strict=True):
        if name in columns.names:
            yield row.cells[columns.names.index(name)], cell
        else:
            yield Cell(row.end, row.end), columns.delimiter + cell


def _mended(shard: Shard, changes: Sequence[Change]) -> bytes:
    columns, found = _Columns.of(shard), records.by_record(changes)
    parts, at = list[bytes](), 0
    for number, row in _rows(shard, columns):
        mine = found.get(number, {})
        for column, field in columns.texts.items() if mine else ():
            if field in mine:
                cell = row.cells[column]
                parts += (shard.data[at : cell.start], _respelled(shard, cell, mine[field], columns))
                at = cell.end
    return b"".join([*parts, shard.data[at:]])


def _respelled(shard: Shard, cell: Cell, change: Change, columns: _Columns) -> bytes:
    spelling = Spelling(shard.encoding or "utf-8")
    spelled, mark = spelling.decode(shard.data[cell.start : cell.end]), columns.delimiter.decode()
    edited = csvtext.edited(spelled, change.edits, mark, quoted=cell.quoted, alone=len(columns.names) == 1)
    return edited.encode(spelling.encoding)
