"""The law of formats for data files: only changed texts differ, to the byte; a bad record spoils no other."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint.files import formats, jsontext, records
from newslint.files.parts import Change, Fields, Read, Source, Unreadable, Wordless
from newslint.model.documents import Document
from newslint.model.edits import splice
from newslint.model.errors import ReadError
from newslint.model.findings import Edit

MARK = "⟨new⟩"
"""Stands in no generated text; as it is inserted, everything around it must be as it was."""

TEXTS = st.text(st.characters() | st.sampled_from('\r\n\t "\\,;|=\0/\ud83d\ude00éa'), max_size=20)
PLAIN = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\r\n\t ",;|=\0éa'), max_size=20)
ROWS = ["jsonl", "ndjson", "csv", "tsv"]


def source(data: bytes, encoding: str | None = None, fields: Fields | None = None) -> Source:
    return Source(name="a", open=lambda: io.BytesIO(data), encoding=encoding, fields=fields or Fields())


def read(format: str, data: bytes, **more: Any) -> list[Read]:
    reader = formats.get(format)
    return [item for shard in reader.shards(source(data, **more)) for item in reader.read(shard)]


def documents(format: str, data: bytes, **more: Any) -> list[Document]:
    return [item for item in read(format, data, **more) if isinstance(item, Document)]


def rewritten(format: str, data: bytes, changes: Iterable[Change] = (), **more: Any) -> bytes:
    out = io.BytesIO()
    formats.get(format).rewrite(source(data, **more), out, changes)
    return out.getvalue()


def change(document: Document, edits: list[Edit]) -> Change:
    return Change(edits=edits, record=document.origin.record, field=document.origin.field)


def joined(text: str) -> str:
    """Halves of a surrogate pair that have come to stand together are one character to JSON."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@st.composite
def edits_of(draw: st.DrawFn, text: str, new: st.SearchStrategy[str]) -> list[Edit]:
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    return [Edit(start, end, draw(new)) for start, end in pairwise(places) if draw(st.booleans())]


# --- any bytes ---


@pytest.mark.parametrize("format", [*ROWS, "json"])
@given(data=st.binary(max_size=60) | PLAIN.map(str.encode), mark=st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe"]))
def test_any_bytes_are_copied_or_refused(format: str, data: bytes, mark: bytes) -> None:
    try:
        read(format, mark + data)
    except ReadError as error:
        message = str(error)
    else:
        assert rewritten(format, mark + data) == mark + data
        return
    assert message.startswith("a:")


@pytest.mark.parametrize("format", ROWS)
@given(
    lines=st.lists(st.binary(max_size=20) | PLAIN.map(str.encode), max_size=20),
    size=st.integers(1, 30),
    head=st.just(b"text,id\n"),
)
@example(lines=[b"a", b"\x8a", b"\xb8", b"\xc7", b""], size=1, head=b"text,id\n")
def test_shards_are_the_file(format: str, lines: list[bytes], size: int, head: bytes) -> None:
    data = head + b"\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        module = formats.get({"ndjson": "jsonl", "tsv": "csv"}.get(format, format))
        patch.setattr(module, "SHARD_BYTES", size)
        shards = list(module.shards(source(data)))
    assert b"".join(shard.data for shard in shards) == data
    small = [item for shard in shards for item in module.read(shard)]
    assert [told(item) for item in small] == [told(item) for item in read(format, data)]


def told(item: Read) -> tuple[object, ...]:
    if isinstance(item, Document):
        return item.origin.record, item.origin.field, item.text, item.origin.id
    return (item,)


# --- JSON ---

SCALARS = st.none() | st.booleans() | st.floats() | st.integers() | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.just("text"), inner, max_size=3)
)


class Pairs(list[tuple[str, Any]]):
    """An object with its keys in order, some of them twice."""


@st.composite
def articles(draw: st.DrawFn) -> Pairs:
    keys = st.sampled_from(["text", "title", "body", "meta", "text"])
    return Pairs(
        (key, draw(VALUES if key == "meta" else TEXTS | st.lists(TEXTS, max_size=2)))
        for key in draw(st.lists(keys, max_size=5))
    )


@st.composite
def spelled(draw: st.DrawFn, value: Any) -> str:
    """JSON as somebody else may write it."""
    blank = st.sampled_from(["", " ", "\t", "\r", "  "])
    if isinstance(value, Pairs | dict):
        pairs = value if isinstance(value, Pairs) else value.items()
        inner = [f"{draw(spelled(key))}{draw(blank)}:{draw(blank)}{draw(spelled(item))}" for key, item in pairs]
        return "{" + draw(blank) + f"{draw(blank)},{draw(blank)}".join(inner) + draw(blank) + "}"
    if isinstance(value, list):
        return "[" + draw(blank) + ",".join(draw(spelled(item)) + draw(blank) for item in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(draw(letter(character)) for character in value) + '"'
    return json.dumps(value)


@st.composite
def letter(draw: st.DrawFn, character: str) -> str:
    ways = [json.dumps(character)[1:-1], "".join(f"\\u{unit:04X}" for unit in units(character))]
    if not 0xD800 <= ord(character) < 0xE000:
        ways.append(json.dumps(character, ensure_ascii=False)[1:-1])
    return draw(st.sampled_from(["\\/", *ways] if character == "/" else ways))


def units(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


@given(data=st.data(), many=st.lists(articles(), max_size=4))
@settings(max_examples=150)
@pytest.mark.parametrize("format", ["jsonl", "json"])
def test_an_insertion_leaves_all_else_as_it_is_spelled(format: str, data: st.DataObject, many: list[Pairs]) -> None:
    lines = [data.draw(spelled(article)) for article in many]
    text = "\n".join(lines) if format == "jsonl" else "[" + ",\n".join(lines) + "]"
    before = text.encode()
    found = documents(format, before)
    changed = [item for item in found if data.draw(st.booleans())]
    places = [data.draw(st.integers(0, len(item.text))) for item in changed]
    after = rewritten(format, before, [change(i, [Edit(at, at, MARK)]) for i, at in zip(changed, places, strict=True)])
    escaped = json.dumps(MARK)[1:-1].encode()
    assert after.replace(MARK.encode(), b"").replace(escaped, b"") == before
    wanted = {(item.origin.record, item.origin.field): item.text for item in found}
    for item, at in zip(changed, places, strict=True):
        wanted[item.origin.record, item.origin.field] = splice(item.text, [Edit(at, at, MARK)])
    assert {(item.origin.record, item.origin.field): item.text for item in documents(format, after)} == wanted


@given(data=st.data(), value=TEXTS)
def test_a_string_after_edits_says_what_they_say(data: st.DataObject, value: str) -> None:
    raw = data.draw(spelled(value))[1:-1]
    said = json.loads(f'"{raw}"')
    edits = data.draw(edits_of(said, TEXTS))
    after = jsontext.edited(raw, edits, ascii=data.draw(st.booleans()))
    assert joined(json.loads(f'"{after}"')) == joined(splice(said, edits))


@given(data=st.data(), value=VALUES)
def test_the_scanner_agrees_with_json(data: st.DataObject, value: Any) -> None:
    text = data.draw(spelled(value))
    found, _, end = jsontext.values(text, 0, Everything())
    assert end == len(text)
    assert [json.loads(text[item.start : item.end]) for item in found if item.quoted] == list(strings(json.loads(text)))


class Everything:
    def __contains__(self, key: object) -> bool:
        return True


def strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


@given(text=st.text(st.sampled_from('{}[]":,\\u0d8 1e-.nultrfasNI\n\x00é'), max_size=30))
def test_the_scanner_refuses_what_json_refuses(text: str) -> None:
    try:
        _, _, end = jsontext.values(text, 0, Everything())
        whole = jsontext.space(text, end) == len(text)
    except jsontext.Broken:
        whole = False
    try:
        json.loads(text)
    except ValueError:
        valid = False
    else:
        valid = True
    assert whole == valid


def test_nesting_without_end_is_refused() -> None:
    bad = b'{"text": ' + b"[" * 100_000 + b"\n" + b'{"text": "a"}'
    first, second = read("jsonl", bad)
    assert isinstance(first, Unreadable)
    assert first.reason == "not JSON: nested more than 1000 deep"
    assert isinstance(second, Document)


# --- tables ---


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, str]:
    """A table in one of many dialects."""
    mark = draw(st.sampled_from(",;\t|"))
    ends = st.sampled_from(["\n", "\r\n"])
    names = ["id", "text", draw(st.sampled_from(["title", "text", "n"]))]
    rows = [names, *draw(st.lists(st.lists(PLAIN, min_size=3, max_size=3), max_size=4))]
    text = "".join(mark.join(draw(quoted(cell, mark)) for cell in row) + draw(ends) for row in rows)
    return (text if draw(st.booleans()) else text.removesuffix("\n").removesuffix("\r")).encode(), mark


@st.composite
def quoted(draw: st.DrawFn, value: str, mark: str) -> str:
    must = value.startswith('"') or any(sign in value for sign in (mark, "\n", "\r"))
    return '"' + value.replace('"', '""') + '"' if must or draw(st.booleans()) else value


@given(data=st.data(), table=tables())
@settings(max_examples=200)
def test_an_insertion_leaves_all_else_of_a_table(data: st.DataObject, table: tuple[bytes, str]) -> None:
    before, _ = table
    found = documents("csv", before)
    changed = [item for item in found if data.draw(st.booleans())]
    changes = [
        change(item, [Edit(at, at, MARK)]) for item in changed for at in [data.draw(st.integers(0, len(item.text)))]
    ]
    after = rewritten("csv", before, changes)
    assert after.replace(MARK.encode(), b"") == before


@given(data=st.data(), table=tables())
@settings(max_examples=200)
def test_a_table_after_edits_says_what_they_say(data: st.DataObject, table: tuple[bytes, str]) -> None:
    before, mark = table
    found = documents("csv", before)
    edits = [data.draw(edits_of(item.text, PLAIN.map(lambda new: new.replace("\r", "")))) for item in found]
    after = rewritten("csv", before, [change(item, mine) for item, mine in zip(found, edits, strict=True) if mine])
    wanted = [splice(item.text, mine) for item, mine in zip(found, edits, strict=True)]
    assert [item.text for item in documents("csv", after)] == wanted
    if sys.version_info >= (3, 11) or b"\0" not in before + after:  # csv reads no NUL before Python 3.11
        rows = list(csv.reader(io.StringIO(before.decode(), newline=""), delimiter=mark))
        assert len(rows) == len(list(csv.reader(io.StringIO(after.decode(), newline=""), delimiter=mark)))


BAD_ROWS = [
    (b"text,id\na,1,2\nb,1\n", "3 cells where the first row has 2"),
    (b"text,id\na\nb,1\n", "1 cells where the first row has 2"),
    (b'text,id\n"a"x,1\nb,1\n', "something follows a closing quotation mark"),
    (b"text,id\na\xff,1\nb,1\n", "not UTF-8"),
    (b'text,id\nb,1\n"a,1\n', "a quotation mark is never closed"),
]


@pytest.mark.parametrize(("data", "reason"), BAD_ROWS)
def test_a_bad_row_spoils_no_other(data: bytes, reason: str) -> None:
    items = read("csv", data)
    assert [item.text for item in items if isinstance(item, Document)] == ["b"]
    assert [item.reason for item in items if isinstance(item, Unreadable)] == [reason]
    (good,) = documents("csv", data)
    assert rewritten("csv", data, [change(good, [Edit(0, 1, "c")])]) == data.replace(b"b,1", b"c,1")


# --- lines of JSON ---

BAD_LINES = [
    (b'{"text": "a', "not JSON: unterminated string"),
    (b'{"text": "a"} x', "not JSON: something follows the record"),
    (b'{"text": "a\xff"}', "not UTF-8"),
    (b'{"text": "a\0"}', "not JSON: invalid control character"),
    (b'{"text": "\xed\xa0\x80"}', "not UTF-8"),
    (b"{'text': 1}", "not JSON: a name in quotes is missing"),
    (b'{"text": "a",}', "not JSON: a name in quotes is missing"),
    (b'{"text" "a"}', "not JSON: a colon is missing"),
    (b'{"text": "a" "b": 1}', "not JSON: a comma is missing"),
    (b'{"text": ', "not JSON: it ends too early"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_bad_line_spoils_no_other(line: bytes, reason: str) -> None:
    data = b'{"text": "b"}\r\n' + line + b'\n\n{"text": "c"}'
    _, bad, last = read("jsonl", data)
    assert isinstance(bad, Unreadable)
    assert (bad.record, bad.reason) == (2, reason)
    assert isinstance(last, Document)
    assert last.origin.record == 4
    assert rewritten("jsonl", data, [change(last, [Edit(0, 1, "d")])]) == data.replace(b'"c"', b'"d"')


@pytest.mark.parametrize("format", ["jsonl", "csv"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings(format: str, encoding: str) -> None:
    text = (
        '\ufeff{"text": "a é \U0001f600"}\r\n{"text": "b"}\n'
        if format == "jsonl"
        else "\ufefftext,n\r\na é \U0001f600,1\nb,2"
    )
    data = text.encode(encoding)
    first, _ = documents(format, data)
    assert first.text == "a é \U0001f600"
    assert rewritten(format, data) == data
    after = rewritten(format, data, [change(first, [Edit(0, 1, "å")])])
    assert after.decode(encoding) == text.replace("a é", "å é")
    assert rewritten(format, text[1:].encode(encoding), encoding=encoding) == text[1:].encode(encoding)


def test_an_encoding_that_lacks_a_letter() -> None:
    table, lines = "text\né\n".encode("cp1252"), '{"text": "é"}\n'.encode("cp1252")
    (cell,) = documents("csv", table, encoding="cp1252")
    assert cell.medium.refuses
    assert cell.medium.refuses("œ") is None
    assert cell.medium.refuses("ą") == "cp1252 has no '\\u0105'; convert the file to UTF-8"
    (line,) = documents("jsonl", lines, encoding="cp1252")
    assert (
        rewritten("jsonl", lines, [change(line, [Edit(1, 1, "ą")])], encoding="cp1252") == b'{"text": "\xe9\\u0105"}\n'
    )


def test_a_fix_makes_no_formula() -> None:
    (cell,) = documents("csv", "text\n\u200b=1+1\n".encode())
    assert cell.medium.refuses
    assert cell.medium.refuses("=1+1") == "a cell that begins with '=' is a formula to a spreadsheet"
    assert cell.medium.refuses(" =1+1") is None
    (formula,) = documents("csv", b"text\n=1  +1\n")
    assert formula.medium.refuses
    assert formula.medium.refuses("=1 +1") is None


# --- fields ---

FOUND = [  # a record, the names, the fields that are texts
    ('{"text": "a", "title": "b", "n": 1, "date": "c"}', (), ["text", "title"]),
    ('{"meta": {"text": "a"}, "text": "b"}', (), ["meta.text", "text"]),
    ('{"meta": {"text": "a"}, "text": "b"}', (".text",), ["text"]),
    ('{"meta": {"text": "a"}, "text": "b"}', ("meta.text",), ["meta.text"]),
    ('{"text": "a", "text": "b"}', (), ["text", "text#2"]),
    ('{"text": "a", "text#2": "c", "text": "b"}', ("text", "text#2"), ["text", "text#2", "text#3"]),
    ('{"paragraphs": ["a", "b", 1]}', (), ["paragraphs.0", "paragraphs.1"]),
    ('{"articles": [{"body": "a"}, {"body": "b"}]}', (), ["articles.0.body", "articles.1.body"]),
    ('{"og.text": "a", "x": {"og": {"text": "b"}}}', ("og.text",), ["og.text", "x.og.text"]),
    ('{"text": null, "title": 1}', (), []),
    ('["a"]', (), []),
]


@pytest.mark.parametrize(("record", "names", "wanted"), FOUND)
def test_which_fields_are_texts(record: str, names: tuple[str, ...], wanted: list[str]) -> None:
    items = read("jsonl", record.encode(), fields=Fields(text=names))
    assert [item.origin.field for item in items if isinstance(item, Document)] == wanted
    assert bool(wanted) != isinstance(items[0], Wordless)


def test_language_and_identity_are_those_of_the_nearest_object() -> None:
    line = (
        b'{"url": "u", "lang": "de", "list": [{"text": "a", "id": 7, "language": null}, {"text": "b", "lang": "fr"}]}'
    )
    assert [(item.origin.id, item.lang) for item in documents("jsonl", line)] == [("7", "de"), ("u", "fr")]
    own = Fields(text=("text",), lang="l", id="key")
    (item,) = documents("jsonl", b'{"text": "a", "l": "it", "key": "k", "id": 1}', fields=own)
    assert (item.origin.id, item.lang) == ("k", "it")
    (row,) = documents("csv", b"id,url,text,lang\n,u,a,fr-FR\n")
    assert (row.origin.id, row.lang) == (None, "fr-FR")


def test_a_table_without_texts_says_so() -> None:
    assert read("csv", b"x,y\n1,2\n", fields=Fields(text=("zip",))) == [Wordless(record=0, names=("x", "y"))]
    told = records.wordless("a", Fields(text=("zip",)), ("x", "y"))
    assert told == "a: no field is called zip; name those that hold text with --field. Its fields: x, y"


@pytest.mark.parametrize("format", ROWS)
def test_a_record_longer_than_any_article_is_refused(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "RECORD_BYTES", 1_500_000)
    with pytest.raises(ReadError, match=r"a:\d: a record of more than 1 MB"):
        read(format, b'text,n\n"' + b"x" * 4_000_000)


@pytest.mark.parametrize("format", ROWS)
def test_a_line_of_many_megabytes(format: str) -> None:
    big = b"word " * 600_000
    lines = b'{"text": "' + big + b'"}\n{"text": "b ."}\n'
    data = b'text,n\n"' + big + b'",1\nb .,2\n' if format in ("csv", "tsv") else lines
    first, second = documents(format, data)
    assert len(first.text) == len(big)
    assert rewritten(format, data, [change(second, [Edit(1, 2, "")])]) == data.replace(b"b .", b"b.")


def test_json_says_where_it_is_broken() -> None:
    with pytest.raises(ReadError, match="a:2:8: not JSON: a comma is missing"):
        read("json", b'[{"text": "a"},\n {"b" "c"}]'.replace(b'"b" ', b'"b":1'))
