"""`--add-fields`: what becomes of a text stands beside it, and the text stays; in every format that has fields."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attacks import cloned, tree, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint.__main__ import main
from newslint.files import formats
from newslint.files.beside import NAMES, mended

BAD = "The ferry stopped , said the the mayor.\nAdvertisement\nIt runs again."
GOOD = "The ferry stopped, said the mayor.\nIt runs again."
TAKEN = [(17, 18, " ", ""), (28, 32, " the", ""), (40, 54, "Advertisement\n", "")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return cloned(tmp_path, monkeypatch)


def added(*args: str) -> int:
    return main(["check", "--fix", "--add-fields", "--lang", "en", "--output-format", "concise", *(args or (".",))])


def parquet(rows: list[dict[str, Any]]) -> bytes:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), out, compression="zstd", row_group_size=2)
    return out.getvalue()


def from_parquet(data: bytes) -> list[dict[str, Any]]:
    from pyarrow import parquet

    found: list[dict[str, Any]] = parquet.read_table(io.BytesIO(data)).to_pylist()
    return found


def table(rows: list[dict[str, Any]], delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def from_table(data: bytes, delimiter: str) -> list[dict[str, Any]]:
    rows = [*csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)]
    return [{key: json.loads(cell) if key in NAMES else cell for key, cell in row.items()} for row in rows]


WRITERS: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "jsonl": (lambda rows: "".join(json.dumps(row) + "\n" for row in rows).encode()),
    "ndjson": (lambda rows: "".join(json.dumps(row, separators=(",", ":")) + "\r\n" for row in rows).encode()),
    "json": (lambda rows: json.dumps(rows, indent=2, ensure_ascii=False).encode()),
    "csv": (lambda rows: table(rows, ",")),
    "tsv": (lambda rows: table(rows, "\t")),
    "parquet": parquet,
}
READERS: dict[str, Callable[[bytes], list[dict[str, Any]]]] = {
    "jsonl": (lambda data: [json.loads(line) for line in data.splitlines()]),
    "ndjson": (lambda data: [json.loads(line) for line in data.splitlines()]),
    "json": json.loads,
    "csv": (lambda data: from_table(data, ",")),
    "tsv": (lambda data: from_table(data, "\t")),
    "parquet": from_parquet,
}
ROWS = [
    {"id": "1", "text": BAD, "n": "x"},
    {"id": "2", "text": "Éric is here.", "n": "y"},
    {"id": "3", "text": "Oh", "n": ""},
]


def test_every_format_with_fields_is_among_them() -> None:
    assert {name for name in formats.names() if formats.extender(formats.get(name))} == set(WRITERS) == set(READERS)


@pytest.mark.parametrize("ending", WRITERS)
def test_what_becomes_of_a_text_stands_beside_it(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(f"a.{ending}", WRITERS[ending](ROWS))
    before = path.read_bytes()
    assert added() == 0
    err = capsys.readouterr().err
    assert (
        "Fixed 3 problems in 1 file.\nThe mended texts are in fields of their own, newslint_text for text; the" in err
    )
    rows = READERS[ending](path.read_bytes())
    assert [{name: row[name] for name in ("id", "text", "n")} for row in rows] == ROWS
    assert [row["newslint_text"] for row in rows] == [GOOD, ROWS[1]["text"], ROWS[2]["text"]]
    taken = rows[0]["newslint_taken"]
    assert [(one["start"], one["end"], one["old"], one["new"]) for one in taken] == TAKEN
    assert [one["rules"] for one in taken] == [["space-before-punctuation"], ["repeated-word"], ["ad-label"]]
    assert rows[1]["newslint_taken"] == rows[2]["newslint_taken"] == []
    assert {name: rows[0]["newslint_scores"][name] for name in ("removed", "fixed")} == {"removed": 19, "fixed": 3}
    assert {"newslint_text", *NAMES} == set(rows[0]) - set(ROWS[0])
    whole = path.read_bytes()
    assert added() == 0, "again, and nothing is written"
    assert path.read_bytes() == whole
    assert len([*Path(".newslint/journal").iterdir()]) == 1
    assert main(["undo", "-q"]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", WRITERS)
def test_what_is_left_is_told_by_its_place_in_the_mended_text(ending: str) -> None:
    path = write(f"a.{ending}", WRITERS[ending]([{"id": "1", "text": f"{BAD}\nHe sat in a caf\ufffd."}]))
    assert added("--select", "repeated-word,replacement-character") == 1
    (row,) = READERS[ending](path.read_bytes())
    assert row["newslint_flags"] == ["replacement-character"]
    (left,) = row["newslint_findings"]
    assert row["newslint_text"][left["start"] : left["end"]] == left["match"]
    assert (left["rule"], left["field"], left["fix"]) == ("replacement-character", "text", None)
    assert row["newslint_scores"]["errors"] + row["newslint_scores"]["warnings"] == 1


@pytest.mark.parametrize("ending", WRITERS)
def test_fields_of_an_older_run_get_new_values(ending: str) -> None:
    path = write(f"a.{ending}", WRITERS[ending](ROWS))
    assert added("--select", "ad-label") == 0
    assert added() == 0
    twice = path.read_bytes()
    path.write_bytes(WRITERS[ending](ROWS))
    assert added() == 0
    assert READERS[ending](twice) == READERS[ending](path.read_bytes())
    if ending != "parquet":
        assert twice == path.read_bytes()


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_copies_get_the_fields_and_the_originals_stay(ending: str, jobs: str, here: Path) -> None:
    write(f"in/a.{ending}", WRITERS[ending](ROWS))
    write(f"b.{ending}.gz", gzip.compress(WRITERS[ending](ROWS[1:])))
    write("c.txt", BAD)
    before = tree(here)
    assert added("--output-dir", "out", "--jobs", jobs, ".") == 0
    after = tree(here)
    assert {name: after[name] for name in before} == before
    copies = {name for name in after if name.startswith("out/")}
    assert copies == {f"out/in/a.{ending}", f"out/b.{ending}.gz"}
    assert READERS[ending](after[f"out/in/a.{ending}"])[0]["newslint_text"] == GOOD
    assert READERS[ending](gzip.decompress(after[f"out/b.{ending}.gz"]))[0]["newslint_text"] == "Éric is here."


EXACT = [  # a record, and what it is then; … stands for what is said of the record
    ('{"text":"a  b"}', '{"text":"a  b","newslint_text":"a b",…}'),
    ('{"text": "a  b", "n": 1.50}', '{"text": "a  b", "newslint_text": "a b", "n": 1.50, …}'),
    (
        '  {"n":[{"x":"}"}],"text":"\\u00e9  b" } ',
        '  {"n":[{"x":"}"}],"text":"\\u00e9  b","newslint_text":"\\u00e9 b",… } ',
    ),
    ('{"text":["a  b",3,["c"]],"n":0}', '{"text":["a  b",3,["c"]],"newslint_text":["a b",3,["c"]],"n":0,…}'),
    ('{"a":{"text":"a  b"},"n":{}}', '{"a":{"text":"a  b","newslint_text":"a b"},"n":{},…}'),
    ('{"text":"a  b","text":"c"}', '{"text":"a  b","newslint_text":"a b","text":"c","newslint_text":"c",…}'),
    ('[{"text":"a  b"},{"text":"c"}]', '[{"text":"a  b","newslint_text":"a b",…},{"text":"c","newslint_text":"c"}]'),
    ('{"text":[{"body":"a  b"}]}', '{"text":[{"body":"a  b","newslint_body":"a b"}],…}'),
    ('{"n":1}', '{"n":1}'),
    ('{"text":"a  b"', '{"text":"a  b"'),
]


@pytest.mark.parametrize(("record", "wanted"), EXACT)
def test_nothing_else_of_a_record_is_spelled_anew(record: str, wanted: str) -> None:
    path = write("a.jsonl", f"{record}\n" + '{"text":"c"}\n')
    added("--select", "repeated-space", "a.jsonl")
    line = path.read_text(encoding="utf-8").split("\n")[0]
    head, dots, tail = wanted.partition("…")
    assert line.startswith(head), line
    assert line.endswith(tail)
    said = line[len(head) : len(line) - len(tail)]
    assert bool(said) == bool(dots)
    assert not said or set(json.loads(f"{{{said}}}")) == set(NAMES)


def test_rows_that_cannot_be_read_and_blank_lines_stay() -> None:
    content = 'id,text\r\n1,"a  ""b"""\r\n2\r\n\r\n3,c'
    path = write("a.csv", content)
    assert added("--select", "repeated-space") == 1
    lines = path.read_bytes().decode().split("\r\n")
    assert lines[0] == "id,text,newslint_text,newslint_taken,newslint_flags,newslint_findings,newslint_scores"
    assert lines[1].startswith('1,"a  ""b""","a ""b""","[{""field"":""text""')
    assert lines[2:4] == ["2", ""]
    assert lines[4].startswith("3,c,c,[],[],[],")


def test_an_encoding_stays_and_a_formula_is_not_made() -> None:
    path = write("a.csv", "id;text\n1;é  b\n2;Advertisement =1\n".encode("cp1252"))
    assert added("--select", "repeated-space", "--encoding", "cp1252") == 0
    assert path.read_bytes().decode("cp1252").split("\n")[1].startswith("1;é  b;é b;")


def test_files_without_fields_are_passed_over_and_named_ones_are_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", BAD)
    write("b.jsonl", WRITERS["jsonl"](ROWS))
    assert added() == 0
    assert "Skipped 1 file: 1 without fields." in capsys.readouterr().err
    assert added("a.txt") == 2
    assert "a.txt: has no fields, so none can be added; without --add-fields it is mended" in capsys.readouterr().err
    assert Path("a.txt").read_text() == BAD


@pytest.mark.parametrize("args", [[], ["--diff"], ["--fix", "--diff"]], ids=" ".join)
def test_it_goes_with_fix(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--add-fields", *args, "."]) == 2
    assert "--add-fields says where --fix writes" in capsys.readouterr().err


def test_a_rule_alone_cannot_be_undone(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("b.jsonl", WRITERS["jsonl"](ROWS))
    added()
    whole = path.read_bytes()
    assert main(["undo", "--rule", "ad-label"]) == 2
    assert "got fields for all rules at once; undo it without --rule" in capsys.readouterr().err
    assert path.read_bytes() == whole


def test_an_undo_is_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("b.jsonl", WRITERS["jsonl"](ROWS))
    added()
    whole = path.read_bytes()
    assert main(["undo"]) == 0
    again = capsys.readouterr().err.rpartition("'newslint undo ")[2].partition("'")[0]
    assert path.read_bytes() == WRITERS["jsonl"](ROWS)
    assert main(["undo", again]) == 0
    assert path.read_bytes() == whole


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["text", "title", "n", "é", "newslint_text"]), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(value=VALUES, indent=st.sampled_from([None, 1]), ascii=st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_keeps_what_it_says(value: Any, indent: int | None, ascii: bool) -> None:
    path = write("a.json", json.dumps([value, value], indent=indent, ensure_ascii=ascii))
    assert main(["check", "--fix", "--add-fields", "--isolated", "--lang", "en", "-q", "--no-journal", "."]) in (0, 1)
    first, second = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    assert bare(first) == bare(second) == bare(value)


def bare(value: Any) -> Any:
    """What a value says without the fields that newslint put there, or had put there before."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if key not in (*NAMES, mended("text"), mended("title"))}
    return value
