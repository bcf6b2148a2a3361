"""`.parquet`: a table in columns, its rows the records, from 1. Texts are columns of strings.

Parquet is read with pyarrow, in batches of rows. A table with changes is written anew, with the schema, metadata, row
groups, compression and encodings that it has; one that could not be is refused.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from newslint.files import beside, records
from newslint.files.parts import SHARD_BYTES, Change, Fields, Read, Shard, Source, Unreadable, Wordless
from newslint.files.records import Said, Wanted
from newslint.model.edits import splice
from newslint.model.errors import ConfigError, ReadError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

RECORDS = True

_ENCODINGS = ("DELTA_BINARY_PACKED", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY", "BYTE_STREAM_SPLIT")
"""Encodings that a writer must be asked for."""


def foreign(head: bytes) -> bool:
    """A file of another kind is told by pyarrow; an empty one is none."""
    return not head


@contextmanager
def _opened(source: Source) -> Iterator[pq.ParquetFile]:
    """The table. Raises ReadError for whatever pyarrow finds wrong with it, now or later."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ConfigError("to read .parquet files: pip install 'newslint[parquet]'") from error
    with _seekable(source) as file:
        try:
            yield pq.ParquetFile(file, buffer_size=SHARD_BYTES, pre_buffer=False)
        except (pa.ArrowException, OSError) as error:
            raise ReadError(f"{source.name}: can't be read as Parquet: {error}") from error


@contextmanager
def _seekable(source: Source) -> Iterator[BinaryIO]:
    """The file, or, of what comes packed, a copy on the disk."""
    with source.open() as file:
        if file.seekable():
            yield file
            return
        with TemporaryFile() as copy:
            shutil.copyfileobj(file, copy)
            copy.seek(0)
            yield copy


def _is_text(type: pa.DataType) -> bool:
    import pyarrow.types as types

    inner = type.value_type if types.is_dictionary(type) else type
    return any(is_it(inner) for is_it in (types.is_string, types.is_large_string, types.is_string_view))


def _texts(schema: pa.Schema, fields: Fields) -> dict[int, str]:
    """The columns that hold texts, with the names of their fields."""
    wanted, labels = Wanted.of(fields), list(records.unique(schema.names))
    return {
        number: labels[number]
        for number, column in enumerate(schema)
        if _is_text(column.type) and records.is_named(column.name, wanted.text)
    }


def shards(source: Source) -> Iterator[Shard]:
    """Batches of rows, with the columns that matter. Raises ReadError."""
    with _opened(source) as table:
        schema, wanted = table.schema_arrow, Wanted.of(source.fields)
        texts = {schema.names[column] for column in _texts(schema, source.fields)}
        if not texts:
            yield Shard(name=source.name, data=b"", fields=source.fields, head="\0".join(schema.names).encode())
            return
        said = {name for name in schema.names if name in {name for some in wanted.told for name in some}}
        first = 1
        columns = [name for name in dict.fromkeys(schema.names) if name in texts | said]
        for batch in table.iter_batches(batch_size=_rows(table), columns=columns, use_threads=False):
            yield Shard(name=source.name, data=_packed(batch), first=first, fields=source.fields)
            first += batch.num_rows


def _rows(table: pq.ParquetFile) -> int:
    """So many rows that a batch is about as big as a shard."""
    about = table.metadata
    size = sum(about.row_group(number).total_byte_size for number in range(about.num_row_groups))
    return int(max(1, SHARD_BYTES * about.num_rows // max(size, 1)))


def _packed(batch: pa.RecordBatch) -> bytes:
    import pyarrow as pa

    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, batch.schema) as writer:
        writer.write_batch(batch)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]


def read(shard: Shard) -> Iterator[Read]:
    """The texts of every row."""
    if not shard.data:
        yield Wordless(record=shard.first, names=tuple(shard.head.decode().split("\0")))
        return
    import pyarrow as pa

    table = pa.ipc.open_stream(shard.data).read_all()
    wanted, texts = Wanted.of(shard.fields), _texts(table.schema, shard.fields)
    for row in range(table.num_rows):
        said = Said(*(_said(table, row, names) for names in wanted.told))
        for column, field in texts.items():
            try:
                text = table.column(column)[row].as_py()
            except UnicodeDecodeError:
                yield Unreadable(record=shard.first + row, reason=f"{field}: not UTF-8")
                continue
            if text is not None:
                yield records.document(shard, shard.first + row, field, text, said)


def _said(table: pa.Table, row: int, names: Iterable[str]) -> str | None:
    """What the first column of those names says."""
    for name in names:
        if name in table.schema.names:
            said = table.column(table.schema.names.index(name))[row].as_py()
            return None if said is None else str(said)
    return None


def extend(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The table with columns behind its own. Raises ReadError."""
    with _opened(source) as table:
        _write(source, table, out, iter(changes), adds=True)


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The table with only those cells changed that hold the texts. Raises ReadError."""
    waiting = iter(changes)
    first = next(waiting, None)
    if first is None:
        with source.open() as file:
            shutil.copyfileobj(file, out)
        return
    with _opened(source) as table:
        _write(source, table, out, chain([first], waiting), adds=False)


def _write(source: Source, table: pq.ParquetFile, out: BinaryIO, changes: Iterator[Change], *, adds: bool) -> None:
    import pyarrow.parquet as pq

    made = _extended if adds else _mended
    schema = made(table.schema_arrow.empty_table(), 1, [], source.fields).schema
    settings = _settings(table, schema) if adds else _settings(table)
    _hold(source, table, schema, settings)
    done, change = 0, next(changes, None)
    with pq.ParquetWriter(out, schema, **settings) as writer:
        for number in range(table.num_row_groups):
            group, mine = table.read_row_group(number), []
            while change and (change.record or 0) <= done + group.num_rows:
                mine.append(change)
                change = next(changes, None)
            writer.write_table(made(group, done + 1, mine, source.fields), row_group_size=max(group.num_rows, 1))
            done += group.num_rows


def _extended(group: pa.Table, first: int, changes: list[Change], fields: Fields) -> pa.Table:
    """The group with its texts mended beside them, and with what is said of each row; both behind its own columns."""
    import pyarrow as pa

    texts, types = _texts(group.schema, fields), beside.types()
    new = {beside.mended(field): column for column, field in texts.items()}
    whole, mended = group, _mended(group, first, changes, fields)
    whole = whole.select([n for n, name in enumerate(group.schema.names) if name not in new and name not in types])
    for name, column in new.items():
        whole = whole.append_column(group.schema.field(column).with_name(name), mended.column(column))
    rows: list[list[Change]] = [[] for _ in range(group.num_rows)]
    for change in changes:
        rows[(change.record or 0) - first].append(change)
    told = pa.Table.from_pylist([beside.record(row) for row in rows], pa.schema(types))
    for field in told.schema:
        whole = whole.append_column(field, told.column(field.name))
    return whole


def _mended(group: pa.Table, first: int, changes: list[Change], fields: Fields) -> pa.Table:
    import pyarrow as pa

    for column, field in _texts(group.schema, fields).items():
        mine = {(change.record or 0) - first: change for change in changes if change.field == field}
        if mine:
            type = group.schema.field(column).type
            cells = group.column(column)
            plain = cells.cast(type.value_type) if pa.types.is_dictionary(type) else cells
            array = pa.chunked_array([_cells(plain, mine)], plain.type)
            if pa.types.is_dictionary(type):
                array = array.dictionary_encode()
            group = group.set_column(column, group.schema.field(column), array.cast(type))
    return group


def _cells(column: pa.ChunkedArray, changes: dict[int, Change]) -> pa.Array:
    """The column with some cells edited; the others are carried over as the bytes they are."""
    import pyarrow as pa

    large = pa.large_binary()
    raw = column.cast(large).to_pylist()
    for row, change in changes.items():
        raw[row] = splice(raw[row].decode(), change.edits).encode()
    return pa.array(raw, large).cast(column.type, safe=False)


def _settings(table: pq.ParquetFile, extended: pa.Schema | None = None) -> dict[str, Any]:
    """What a writer must be told to write a table like this one; columns that it has not, where it is `extended`, are
    packed as its first one is.
    """
    about = table.metadata
    group = about.row_group(0) if about.num_row_groups else None
    columns = [group.column(number) for number in range(group.num_columns)] if group else []
    coded = {c.path_in_schema for c in columns if any("DICTIONARY" in encoding for encoding in c.encodings)}
    asked = {
        c.path_in_schema: e for c in columns for e in _ENCODINGS if e in c.encodings and c.path_in_schema not in coded
    }
    settings: dict[str, Any] = {
        "version": about.format_version,
        "compression": {c.path_in_schema: c.compression.replace("UNCOMPRESSED", "NONE") for c in columns} or "NONE",
        "use_dictionary": sorted(coded),
        "write_statistics": [c.path_in_schema for c in columns if c.is_stats_set],
        "store_schema": b"ARROW:schema" in (about.metadata or {}),
        "use_deprecated_int96_timestamps": any(c.physical_type == "INT96" for c in columns),
        "write_page_index": any(c.has_offset_index for c in columns),
        "sorting_columns": group.sorting_columns or None if group else None,
    }
    settings = {**settings, "column_encoding": asked} if asked else settings
    if extended is None or not columns:
        return settings
    known, first = {c.path_in_schema for c in columns}, columns[0].compression.replace("UNCOMPRESSED", "NONE")
    packed = {path: first for path in _paths(extended, settings) if path not in known}
    return {**settings, "compression": {**settings["compression"], **packed}}


def _paths(schema: pa.Schema, settings: dict[str, Any]) -> list[str]:
    """What Parquet calls the columns of a schema."""
    trial = _trial(schema, settings).schema
    return [trial.column(number).path for number in range(len(trial.names))]


def _trial(schema: pa.Schema, settings: dict[str, Any]) -> pq.ParquetFile:
    """A table without rows, as it would be written."""
    import io

    import pyarrow.parquet as pq

    trial = io.BytesIO()
    with pq.ParquetWriter(trial, schema, **settings):
        pass
    return pq.ParquetFile(trial)


def _hold(source: Source, table: pq.ParquetFile, schema: pa.Schema, settings: dict[str, Any]) -> None:
    """See to it that what would be written has the columns of what is there, to the last mark; new ones come behind."""
    trial, old = _trial(schema, settings).schema, table.schema
    if schema == table.schema_arrow:
        same = trial.equals(old)
    else:
        there = [old.column(number) for number in range(len(old.names))]
        kept = [column for column in there if column.path.partition(".")[0] in schema.names[: _own(schema)]]
        same = all(column.equals(trial.column(number)) for number, column in enumerate(kept))
    if not same:
        raise ReadError(f"{source.name}: newslint can't write this table's schema as it is; not written")


def _own(schema: pa.Schema) -> int:
    """How many columns come before those that newslint puts behind them."""
    return next((n for n, name in enumerate(schema.names) if name.startswith(beside.PREFIX)), len(schema.names))
