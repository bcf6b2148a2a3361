"""The kernel on tables of Arrow: a table of findings, or the table mended, with what was taken beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec
import pyarrow as pa

from newslint.engines._kernel import Broken, Kernel, Mended, said, told, undecodable, unread
from newslint.evidence.scores.scores import Scores
from newslint.files import beside, records
from newslint.files.parts import Fields
from newslint.files.records import Said, Wanted
from newslint.model.documents import Document
from newslint.model.errors import ConfigError
from newslint.model.findings import Shown
from newslint.profile.articles import Article

T = TypeVar("T", pa.Table, pa.RecordBatch)

FINDINGS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "site", "path", "field", "rule", "group")),
        *((name, pa.int64()) for name in ("start", "end", "line", "column", "end_line", "end_column")),
        *((name, pa.string()) for name in ("match", "message", "severity")),
        ("confidence", pa.float64()),
        ("fix", pa.string()),
        ("safe", pa.bool_()),
        ("fingerprint", pa.string()),
    ]
)
"""A finding: docs/engines.md tells of each column."""

BESIDE = pa.schema([(name, type) for name, type in beside.types().items() if name != beside.FINDINGS])
"""What `fix_batch` puts beside a table."""

SCORED = pa.schema([field for field in BESIDE if field.name != beside.TAKEN])
"""What `score_batch` puts beside a table."""

OF_ROWS = ("id", "site", "path", "field")
"""The columns of a finding that tell of its row."""

CORRUPT = "_corrupt_record"
"""The column in which Spark keeps a record that it could not read."""


class Columns(NamedTuple):
    """The numbers of the columns that matter: of the texts, with the names of their fields, and of what is said."""

    texts: dict[int, str]
    said: dict[str, int]
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
    named = (*kernel.fields.text, kernel.fields.lang, kernel.fields.id, kernel.fields.site, kernel.path)
    missing = [name for name in named if name and not any(records.is_named(one, (name,)) for one in schema.names)]
    if missing:
        raise ConfigError(f"table: no column is called {missing[0]}; it has {', '.join(schema.names)}")
    told = {what: _first(schema, names) for what, names in zip(Said._fields, wanted.told, strict=True)}
    told["path"] = _first(schema, (kernel.path,)) if kernel.path else None
    return Columns(texts, {what: at for what, at in told.items() if at is not None}, _first(schema, (CORRUPT,)))


def needed(kernel: Kernel, schema: pa.Schema) -> list[str]:
    """The names of the columns without which a table can't be checked. Raises ConfigError as `columns` does."""
    found = columns(kernel, schema)
    numbers = {*found.texts, *found.said.values(), *(() if found.corrupt is None else (found.corrupt,))}
    return [schema.names[number] for number in sorted(numbers)]


def check(kernel: Kernel, table: T) -> T:
    """The findings of a table, a row each, in the order of the rows, of the columns and of the texts."""
    rows = [{**told(one), "site": site} for site, one in _findings(kernel, table)]
    made = pa.Table.from_pylist(rows, FINDINGS)
    return made if isinstance(table, pa.Table) else _one(made)


def fix(kernel: Kernel, table: T) -> T:
    """The table mended, with the columns of BESIDE behind its own; such columns that it has already are replaced."""
    return _judged(kernel, table, kernel.mend, BESIDE)


def score(kernel: Kernel, table: T) -> T:
    """The table as it is, with the columns of SCORED behind its own; such columns that it has already are replaced."""
    return _judged(kernel, table, kernel.score, SCORED)


def _judged(kernel: Kernel, table: T, judge: Callable[..., Mended], schema: pa.Schema) -> T:
    whole = table if isinstance(table, pa.Table) else pa.Table.from_batches([table])
    whole = whole.drop_columns([name for name in schema.names if name in whole.schema.names])
    found, rows = columns(kernel, whole.schema), [list[Mended]() for _ in range(whole.num_rows)]
    about, broken = _about(whole, found), _broken(whole, found)
    for number, field in found.texts.items():
        column, changed = whole.column(number), dict[int, str]()
        for row, value in enumerate(_values(column)):
            mended = judge(value, field, **about[row])
            rows[row].append(mended)
            if mended.taken:
                changed[row] = mended.text
        if changed:
            whole = whole.set_column(number, whole.schema.field(number), _replaced(column, changed))
    for row, cell in broken.items():
        rows[row].append(Mended(None, left=_unread(cell, about[row]), scores=Scores(errors=1)))
    made = pa.Table.from_pylist([_beside(parts) for parts in rows], schema)
    for column in schema:
        whole = whole.append_column(column, made.column(column.name))
    return whole if isinstance(table, pa.Table) else _one(whole)


def articles(kernel: Kernel, table: pa.Table | pa.RecordBatch) -> Iterator[Article]:
    """The articles of a table, to learn from: its texts that are no titles or summaries, and that can be judged."""
    found = columns(kernel, table.schema)
    about = _about(table, found)
    for number, field in found.texts.items():
        for row, value in enumerate(_values(table.column(number))):
            one = kernel.document(value, field, **about[row])
            if isinstance(one, Document) and one.scope != "text" and one.text:
                yield Article(one.text, one.origin.site or "", one.lang, one.origin.day)


def check_column(kernel: Kernel, column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The findings of each cell of a column of texts, a list for each."""
    kept = [field for field in FINDINGS if field.name not in OF_ROWS]
    rows = [[told(one) for one in kernel.check(value)] for value in _values(column)]
    return pa.array(rows, pa.list_(pa.struct(kept)))


def fix_column(kernel: Kernel, column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Each cell of a column of texts mended: `text`, and what `fix` puts beside it: `taken`, `flags` and `scores`."""
    mended = fix(_bare(kernel), pa.table({"text": column})).combine_chunks()
    names = ["text", *(name.removeprefix("newslint_") for name in BESIDE.names)]
    return pa.StructArray.from_arrays([column.combine_chunks() for column in mended.columns], names)


def score_column(kernel: Kernel, column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """What `score` puts beside each cell of a column of texts: `flags` and `scores`."""
    scored = score(_bare(kernel), pa.table({"text": column}))
    names = [name.removeprefix("newslint_") for name in SCORED.names]
    return pa.StructArray.from_arrays([scored.column(name).combine_chunks() for name in SCORED.names], names)


def _bare(kernel: Kernel) -> Kernel:
    """The kernel for a column that has no others beside it."""
    return msgspec.structs.replace(kernel, fields=Fields(), path=None)


def _findings(kernel: Kernel, table: pa.Table | pa.RecordBatch) -> Iterator[tuple[str | None, Shown]]:
    found = columns(kernel, table.schema)
    texts = {number: _values(table.column(number)) for number in found.texts}
    about, broken = _about(table, found), _broken(table, found)
    for row in range(table.num_rows):
        site = _site(about[row])
        if row in broken:
            yield from ((site, one) for one in _unread(broken[row], about[row]))
        for number, field in found.texts.items():
            yield from ((site, one) for one in kernel.check(texts[number][row], field, **about[row]))


def _about(table: pa.Table | pa.RecordBatch, found: Columns) -> list[dict[str, Any]]:
    """What each row says of itself."""
    cells = {what: _values(table.column(number)) for what, number in found.said.items()}
    return [{what: said[row] for what, said in cells.items()} for row in range(table.num_rows)]


def _site(about: dict[str, Any]) -> str | None:
    return Said(site=said(about.get("site")), address=said(about.get("address"))).host


def _unread(cell: str, about: dict[str, Any]) -> list[Shown]:
    return unread(cell, about.get("id"), about.get("path"))


def _broken(table: pa.Table | pa.RecordBatch, found: Columns) -> dict[int, str]:
    """The rows that are none, and what stands there."""
    cells = [] if found.corrupt is None else _values(table.column(found.corrupt))
    return {row: cell for row, cell in enumerate(cells) if isinstance(cell, str)}


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


def _beside(parts: Iterable[Mended]) -> dict[str, Any]:
    taken = [msgspec.structs.asdict(one) for part in parts for one in part.taken]
    scores = msgspec.structs.asdict(sum((part.scores for part in parts), Scores()))
    flags = sorted({flag for part in parts for flag in part.flags})
    return dict(zip(BESIDE.names, (taken, flags, scores), strict=True))


def _one(table: pa.Table) -> pa.RecordBatch:
    """The table as one batch."""
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], table.schema)
