"""Parquet: with changes only the changed texts differ; schema, metadata, row groups and compression stay."""

from __future__ import annotations

import datetime
import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.config.config import Config
from newslint.config.project.nearest import Settings
from newslint.files import formats
from newslint.files.formats import parquet
from newslint.files.parts import Change, Fields, Read, Source, Unreadable, Wordless
from newslint.model.documents import Document
from newslint.model.edits import splice
from newslint.model.errors import ReadError
from newslint.model.findings import Edit
from newslint.run import listing, run
from newslint.run.outcome import Task

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


def source(data: bytes, **more: Any) -> Source:
    return Source(name="a", open=lambda: io.BytesIO(data), **more)


def written(content: pa.Table, **settings: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(content, out, **settings)
    return out.getvalue()


def read(data: bytes, **more: Any) -> list[Read]:
    return [item for shard in parquet.shards(source(data, **more)) for item in parquet.read(shard)]


def documents(data: bytes, **more: Any) -> list[Document]:
    return [item for item in read(data, **more) if isinstance(item, Document)]


def rewritten(data: bytes, changes: Iterable[Change]) -> bytes:
    out = io.BytesIO()
    parquet.rewrite(source(data), out, changes)
    return out.getvalue()


def facts(data: bytes) -> list[object]:
    """All that a table says of itself, but for its sizes and statistics."""
    file = pq.ParquetFile(io.BytesIO(data))
    about = file.metadata
    groups = [about.row_group(number) for number in range(about.num_row_groups)]
    columns = [group.column(number) for group in groups for number in range(group.num_columns)]
    chunks = [(c.path_in_schema, c.compression, c.encodings, c.is_stats_set, c.has_offset_index) for c in columns]
    return [
        str(file.schema).partition("\n")[2],
        str(file.schema_arrow),
        {key: key == b"ARROW:schema" or value for key, value in (about.metadata or {}).items()},
        about.format_version,
        [(group.num_rows, group.sorting_columns) for group in groups],
        chunks,
    ]


def table(texts: list[str | None], titles: list[str | None]) -> pa.Table:
    count = len(texts)
    meta = pa.struct([("text", pa.string()), ("n", pa.float32())])
    columns = {
        "id": pa.array(range(count), pa.int32()),
        "text": pa.array(texts, pa.string()),
        "headline": pa.array(titles, pa.large_string()),
        "lead": pa.array(titles, pa.string()).dictionary_encode(),
        "when": pa.array([datetime.datetime(2020, 1, 1)] * count, pa.timestamp("ms", "UTC")),
        "tags": pa.array([["a", None]] * count, pa.list_(pa.string())),
        "meta": pa.array([{"text": "b", "n": 1.5}] * count, meta),
        "raw": pa.array([b"\xff"] * count, pa.binary()),
    }
    return pa.table(columns, metadata={"own": "note"})


SETTINGS: list[dict[str, Any]] = [
    {},
    {"compression": "zstd", "row_group_size": 2},
    {"compression": {"text": "gzip", "headline": "none"}, "row_group_size": 3, "use_dictionary": False},
    {"version": "1.0", "write_statistics": False, "store_schema": False, "row_group_size": 1},
    {"use_dictionary": ["lead"], "column_encoding": {"text": "DELTA_BYTE_ARRAY", "id": "DELTA_BINARY_PACKED"}},
    {"write_page_index": True, "sorting_columns": [pq.SortingColumn(0)]},
    {"use_deprecated_int96_timestamps": True, "compression": "brotli"},
]


@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=7),
    how=st.sampled_from(SETTINGS),
    data=st.data(),
    size=st.integers(1, 200),
)
@settings(max_examples=80, deadline=None)
def test_only_changed_texts_differ(
    rows: list[tuple[str | None, str | None]], how: dict[str, Any], data: st.DataObject, size: int
) -> None:
    before = written(table([text for text, _ in rows], [title for _, title in rows]), **how)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "SHARD_BYTES", size)
        found = documents(before)
    assert [(item.origin.record, item.origin.field) for item in found] == [
        (number, field)
        for number, (text, title) in enumerate(rows, start=1)
        for field, said in (("text", text), ("headline", title), ("lead", title))
        if said is not None
    ]
    changed = {
        (item.origin.record, item.origin.field): splice(item.text, [Edit(at, at, "⟨é⟩")])
        for item in found
        if data.draw(st.booleans())
        for at in [data.draw(st.integers(0, len(item.text)))]
    }
    changes = [
        Change(edits=[Edit(0, len(item.text), changed[place])], record=place[0], field=place[1])
        for item in found
        if (place := (item.origin.record, item.origin.field)) in changed
    ]
    after = rewritten(before, changes)
    if not changes:
        assert after == before
    wanted = pq.read_table(io.BytesIO(before)).to_pylist()
    for (record, field), text in changed.items():
        assert record is not None
        wanted[record - 1][field] = text
    assert pq.read_table(io.BytesIO(after)).to_pylist() == wanted
    assert facts(after) == facts(before)


def test_bytes_that_are_no_text_stay() -> None:
    bad = pa.array([b"caf\xe9", b"a .", None]).cast(pa.string(), safe=False)
    before = written(pa.table({"text": bad}))
    unreadable, good = read(before)
    assert unreadable == Unreadable(record=1, reason="text: not UTF-8")
    assert isinstance(good, Document)
    after = rewritten(before, [Change(edits=[Edit(1, 2, "")], record=2, field="text")])
    column = pq.read_table(io.BytesIO(after)).column("text")
    assert column.cast(pa.binary()).to_pylist() == [b"caf\xe9", b"a.", None]


def test_tables_without_texts_and_files_that_are_no_tables() -> None:
    assert read(written(pa.table({"x": [1], "y": ["a"]}))) == [Wordless(record=1, names=("x", "y"))]
    assert [item.text for item in documents(written(pa.table({"y": ["a"]})), fields=Fields(text=("y",)))] == ["a"]
    whole = written(table(["a"], ["b"]))
    for bad in (b"", b"PAR1", b"rubbish" * 9, whole[:-9], whole[:100] + b"\0" * 50 + whole[150:]):
        with pytest.raises(ReadError, match="a: can't be read as Parquet: "):
            rewritten(bad, [Change(edits=[Edit(0, 0, "x")], record=1, field="text")])


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run(ending: str, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for module in (run, parquet):
        monkeypatch.setattr(module, "SHARD_BYTES", 1000)
    monkeypatch.setattr(run, "POOL_BYTES", 0)
    texts: list[str | None] = ["The council met ." if number % 3 else None for number in range(100)]
    data = written(table(texts, ["Title"] * 100), row_group_size=30)
    path = Path(f"t.parquet{ending}")
    path.write_bytes({"": data, ".gz": gzip.compress(data), ".zst": zstandard.compress(data)}[ending])
    config = Config(select=["space-before-punctuation", "missing-final-newline"], lang="en")
    plan = listing.plan(["."], Settings(config))
    assert [file.format for file in plan.files] == [f"parquet{ending}"]
    found = [one.finding.place for outcome in run.run(plan, Task(), jobs=jobs) for one in outcome.left]
    assert found[:2] == [f"t.parquet{ending}:2:text:1:16", f"t.parquet{ending}:3:text:1:16"]
    assert len(found) == 66
    done = list(run.run(plan, Task(fix=True, write=True), jobs=jobs))
    assert [trouble for outcome in done for trouble in outcome.troubles] == []
    assert list(run.run(listing.plan(["."], Settings(config)), Task(), jobs=jobs))[-1].left == []


def test_pyarrow_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (outcome,) = run.run(listing.plan([str(tmp_path)], Settings(Config())), Task())
    assert outcome.troubles[0].endswith("a.parquet: to read .parquet files: pip install 'newslint[parquet]'")
    assert "parquet" in formats.names()
