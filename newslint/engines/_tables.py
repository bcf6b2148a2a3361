"""The kernel on tables of Arrow: a table of findings, or the table mended, with what was taken beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec
import pyarrow as pa

from newslint.engines._kernel import Broken, Kernel, Mended, Scores, undecodable, unread
from newslint.files import records
from newslint.files.records import Wanted
from newslint.model.errors import ConfigError
from newslint.model.findings import Shown

T = TypeVar("T", pa.Table, pa.RecordBatch)

FINDINGS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "site", "field", "rule", "group")),
        *((name, pa.int64()) for name in ("start", "end", "line", "column", "end_line", "end_column")),
        *((name, pa.string()) for name in ("match", "message", "severity")),
        ("confidence", pa.float64()),
        ("fix", pa.string()),
        ("safe", pa.bool_()),
        ("fingerprint", pa.string()),
    ]
)
"""A finding: docs/engines.md tells of each column."""

TAKEN = pa.list_(
    pa.struct(
        [
            ("field", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("old", pa.string()),
            ("new", pa.string()),
            ("rules", pa.list_(pa.string())),
            ("confidence", pa.float64()),
        ]
    )
)

BESIDE = pa.schema(
    [
        ("newslint_taken", TAKEN),
        ("newslint_flags", pa.list_(pa.string())),
        ("newslint_scores", pa.struct([(name, pa.int64()) for name in Scores.__struct_fields__])),
    ]
)
"""What `fix_batch` puts beside a table."""

CORRUPT = "_corrupt_record"
"""The column in which Spark keeps a record that it could not read."""

SITES = ("site", "domain", "hostname")
"""What columns are called that name the site; where there is none, the host of an address names it."""


class Columns(NamedTuple):
    """The numbers of the columns that matter: of the texts, with the names of their fields, and of what is said."""

    texts: dict[int, str]
    lang: int | None
    id: int | None
    site: int | None
    address: int | None
    corrupt: int | None


def columns(kernel: Kernel, schema: pa.Schema) -> Columns:
    """The columns of a table that matter. Raises ConfigError where none holds texts, and where one that is named is not
    there.
    """
    wanted, labels = Wanted.of(kernel.fields), list(records.unique(schema.names))
    texts = {
        number: labels[number]
        for number, column in enumerate(schema)
        if _is_text(column.type) and records.is_named(column.name, wanted.text)
    }
    if not texts:
        raise ConfigError(records.wordless("table", kernel.fields, schema.names).replace("--field", "fields"))
    for name in (*kernel.fields.text, kernel.fields.lang, kernel.fields.id, kernel.site):
        if name is not None and not any(records.is_named(column, (name,)) for column in schema.names):
            raise ConfigError(f"table: no column is called {name}; it has {', '.join(schema.names)}")
    return Columns(
        texts,
        _first(schema, wanted.lang),
        _first(schema, wanted.id),
        _first(schema, (kernel.site,) if kernel.site else SITES),
        _first(schema, ("url", "link", "guid", "uri")),
        _first(schema, (CORRUPT,)),
    )


def needed(kernel: Kernel, schema: pa.Schema) -> list[str]:
    """The names of the columns without which a table can't be checked. Raises ConfigError as `columns` does."""
    texts, *said = columns(kernel, schema)
    return [schema.names[number] for number in sorted({*texts, *(one for one in said if one is not None)})]


def check(kernel: Kernel, table: T) -> T:
    """The findings of a table, a row each, in the order of the rows, of the columns and of the texts."""
    rows = [_row(one, site) for _, site, one in _findings(kernel, table)]
    made = pa.table(
        [pa.array(cells, column.type) for cells, column in zip(_across(rows), FINDINGS, strict=True)], FINDINGS
    )
    return made if isinstance(table, pa.Table) else _one(made)


def fix(kernel: Kernel, table: T) -> T:
    """The table mended, with the columns of BESIDE behind its own; such columns that it has already are replaced."""
    whole = table if isinstance(table, pa.Table) else pa.Table.from_batches([table])
    whole = whole.drop_columns([name for name in BESIDE.names if name in whole.schema.names])
    found, beside = columns(kernel, whole.schema), [list[Mended]() for _ in range(whole.num_rows)]
    said = _Said(whole, found)
    for number, field in found.texts.items():
        column, changed = whole.column(number), dict[int, str]()
        for row, value in enumerate(_values(column)):
            mended = kernel.mend(value, field, lang=said.lang[row], id=said.id[row])
            beside[row].append(mended)
            if mended.taken:
                changed[row] = mended.text
        if changed:
            whole = whole.set_column(number, whole.schema.field(number), _replaced(column, changed))
    for row, broken in said.broken():
        beside[row].append(Mended(None, left=unread(broken, said.id[row]), scores=Scores(errors=1)))
    for column, cells in zip(BESIDE, _across([_beside(parts) for parts in beside], 3), strict=True):
        whole = whole.append_column(column, pa.array(cells, column.type))
    return whole if isinstance(table, pa.Table) else _one(whole)


def _findings(kernel: Kernel, table: pa.Table | pa.RecordBatch) -> Iterator[tuple[int, str | None, Shown]]:
    found = columns(kernel, table.schema)
    said, texts = _Said(table, found), {number: _values(table.column(number)) for number in found.texts}
    broken = dict(said.broken())
    for row in range(table.num_rows):
        site = said.site(row)
        if row in broken:
            yield from ((row, site, one) for one in unread(broken[row], said.id[row]))
        for number, field in found.texts.items():
            some = kernel.check(texts[number][row], field, lang=said.lang[row], id=said.id[row])
            yield from ((row, site, one) for one in some)


class _Said:
    """What a table says of the texts of each row."""

    def __init__(self, table: pa.Table | pa.RecordBatch, found: Columns) -> None:
        def cells(number: int | None) -> list[Any]:
            return [None] * table.num_rows if number is None else _values(table.column(number))

        self.lang, self.id = cells(found.lang), cells(found.id)
        self._sites, self._addresses, self._corrupt = cells(found.site), cells(found.address), cells(found.corrupt)

    def site(self, row: int) -> str | None:
        """The site of a row."""
        named, address = self._sites[row], self._addresses[row]
        return str(named) if named else host(address) if isinstance(address, str) else None

    def broken(self) -> Iterator[tuple[int, str]]:
        """The rows that are none, and what stands there."""
        return ((row, cell) for row, cell in enumerate(self._corrupt) if isinstance(cell, str))


def host(address: str) -> str | None:
    """The host of an address, without `www.`: what a site is called.

    >>> host("https://www.Example.org:80/a"), host("no address")
    ('example.org', None)
    """
    _, is_address, rest = address.partition("://")
    name = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
    return name.removeprefix("www.") or None if is_address else None


def _is_text(type: pa.DataType) -> bool:
    inner = type.value_type if pa.types.is_dictionary(type) else type
    return any(is_it(inner) for is_it in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _first(schema: pa.Schema, names: Iterable[str]) -> int | None:
    """The first column of those names."""
    return next((schema.names.index(name) for name in names if name in schema.names), None)


def _values(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """The cells; one that is no UTF-8 is Broken."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        return [_decoded(cell) for cell in _plain(column).cast(pa.large_binary()).to_pylist()]


def _decoded(cell: bytes | None) -> str | Broken | None:
    if cell is None:
        return None
    try:
        return cell.decode()
    except UnicodeDecodeError as error:
        return undecodable(cell, error)


def _plain(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    type = column.type
    return column.cast(type.value_type) if pa.types.is_dictionary(type) else column


def _replaced(column: pa.Array | pa.ChunkedArray, changed: dict[int, str]) -> pa.Array:
    """The column with some cells changed; the others are carried over as the bytes they are."""
    raw = _plain(column).cast(pa.large_binary()).to_pylist()
    for row, text in changed.items():
        raw[row] = text.encode()
    array = pa.array(raw, pa.large_binary()).cast(_plain(column).type, safe=False)
    return array.dictionary_encode().cast(column.type) if pa.types.is_dictionary(column.type) else array


def _row(one: Shown, site: str | None) -> tuple[Any, ...]:
    finding = one.finding
    return (
        *(finding.id, site, finding.field, finding.rule, finding.group, finding.start, finding.end),
        *(finding.line, finding.column, finding.end_line, finding.end_column, finding.match, finding.message),
        *(finding.severity, finding.confidence, finding.fix, finding.safe, one.fingerprint),
    )


def _beside(parts: Iterable[Mended]) -> tuple[list[Any], list[str], dict[str, int]]:
    taken = [msgspec.structs.asdict(one) for part in parts for one in part.taken]
    flags = sorted({flag for part in parts for flag in part.flags})
    return taken, flags, msgspec.structs.asdict(sum((part.scores for part in parts), Scores()))


def _across(rows: list[tuple[Any, ...]], width: int = len(FINDINGS)) -> list[list[Any]]:
    """The rows as columns."""
    return [list(cells) for cells in zip(*rows, strict=True)] if rows else [[] for _ in range(width)]


def _one(table: pa.Table) -> pa.RecordBatch:
    """The table as one batch."""
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], table.schema)
