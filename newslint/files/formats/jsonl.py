"""`.jsonl`: an article on each line, as JSON. A record's number is that of its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from newslint.files import jsonfields, jsonrecord, jsontext, records
from newslint.files.charset import Spelling, is_mostly_nul
from newslint.files.jsontext import Broken, Value
from newslint.files.parts import SHARD_BYTES, Change, Read, Shard, Source
from newslint.files.records import Wanted
from newslint.model.edits import splice

RECORDS = True

foreign = is_mostly_nul


def shards(source: Source) -> Iterator[Shard]:
    """Whole lines. Raises ReadError."""
    with records.opened(source) as (stream, spelling):
        first, parts, size = 1, list[bytes](), 0
        while block := stream.read(SHARD_BYTES):
            cut = block.rfind(b"\n") + 1
            parts.append(block[:cut] if cut else block)
            size += len(block)
            if size > records.RECORD_BYTES:
                raise records.too_long(source, first)
            if cut:
                shard = _shard(source, parts, first, spelling)
                yield shard
                first += shard.data.count(b"\n")
                parts, size = [block[cut:]], len(block) - cut
        if any(parts):
            yield _shard(source, parts, first, spelling)


def _shard(source: Source, parts: Sequence[bytes], first: int, spelling: Spelling) -> Shard:
    data = b"".join(parts)
    return Shard(name=source.name, data=data, first=first, encoding=spelling.encoding, fields=source.fields)


def read(shard: Shard) -> Iterator[Read]:
    """The texts of every line; blank lines say nothing."""
    wanted, spelling = Wanted.of(shard.fields), Spelling(shard.encoding or "utf-8")
    for number, line in enumerate(shard.data.split(b"\n"), shard.first):
        try:
            text = spelling.decode(line)
        except UnicodeDecodeError as error:
            yield records.undecodable(number, line, error)
            continue
        start = _start(text)
        if start < len(text):
            yield from _read(text, start, shard, number, wanted)


def _start(text: str) -> int:
    """Where a line's JSON begins: past a byte order mark and blanks."""
    return jsontext.space(text, 1 if text.startswith("\ufeff") else 0)


def _read(text: str, start: int, shard: Shard, number: int, wanted: Wanted) -> Iterator[Read]:
    try:
        found, names = _values(text, start, wanted)
    except Broken as error:
        yield jsonrecord.unreadable(number, text, error)
    else:
        yield from jsonrecord.documents(shard, number, found, names, wanted)


def _values(text: str, start: int, wanted: Wanted) -> tuple[list[Value], list[str]]:
    found, names, end = jsontext.values(text, start, wanted.keys)
    if jsontext.space(text, end) < len(text):
        raise Broken("something follows the record", jsontext.space(text, end))
    return found, names


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with only the strings changed that hold the texts. Raises ReadError."""
    records.rewrite(source, out, changes, shards(source), _mended)


def extend(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with fields beside the texts. Raises ReadError."""
    records.rewrite(source, out, changes, shards(source), _extended)


def _extended(shard: Shard, changes: Sequence[Change]) -> bytes:
    wanted, spelling = Wanted.of(shard.fields), Spelling(shard.encoding or "utf-8")
    lines = shard.data.split(b"\n")
    for number, mine in records.by_record(changes).items():
        text = spelling.decode(lines[number - shard.first])
        start = _start(text)
        found, _ = _values(text, start, wanted)
        edits = jsonfields.edits(text, start, found, wanted, mine, ascii=spelling.encoding != "utf-8")
        lines[number - shard.first] = splice(text, edits).encode(spelling.encoding)
    return b"\n".join(lines)


def _mended(shard: Shard, changes: Sequence[Change]) -> bytes:
    wanted, spelling = Wanted.of(shard.fields), Spelling(shard.encoding or "utf-8")
    lines = shard.data.split(b"\n")
    for number, mine in records.by_record(changes).items():
        text = spelling.decode(lines[number - shard.first])
        found, _ = _values(text, _start(text), wanted)
        edits = jsonrecord.edits(text, found, wanted, mine, ascii=spelling.encoding != "utf-8")
        lines[number - shard.first] = splice(text, edits).encode(spelling.encoding)
    return b"\n".join(lines)
