"""Records of data files: which of their fields are texts, what language they say, what they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TypeVar

import msgspec

from newslint.files import parts
from newslint.files.charset import Readable, Spelling
from newslint.files.parts import SHARD_BYTES, Change, Fields, Shard, Source, Unreadable
from newslint.model.documents import PROSE, Document, Medium, Origin, Scope
from newslint.model.errors import ReadError

RECORD_BYTES = 500_000_000
"""A longer record is none: it is rather a file without line breaks, or with a quotation mark that is never closed."""

T = TypeVar("T")


class Wanted(msgspec.Struct, frozen=True):
    """The names to look for, in the order of preference."""

    text: tuple[str, ...]
    lang: tuple[str, ...]
    id: tuple[str, ...]

    @classmethod
    def of(cls, fields: Fields) -> Wanted:
        """What the user says, else the usual names."""
        return cls(
            fields.text or parts.TEXT_FIELDS,
            (fields.lang,) if fields.lang else parts.LANG_FIELDS,
            (fields.id,) if fields.id else parts.ID_FIELDS,
        )

    @property
    def keys(self) -> frozenset[str]:
        """The last parts of all names: keys under which anything wanted may stand."""
        names = [*self.text, *self.lang, *self.id]
        return frozenset(part for name in names for part in (name, name.rpartition(".")[2]))


def is_named(path: str, names: Iterable[str]) -> bool:
    """Is a dotted path one of the names? `text` is one at any depth, `.text` on top only, `a.text` within an `a`."""
    return any(path == name.removeprefix(".") or (name[0] != "." and path.endswith(f".{name}")) for name in names)


def unique(names: Iterable[str]) -> Iterator[str]:
    """The names, those that stand twice told apart: `text`, `text#2`."""
    seen: set[str] = set()
    for name in names:
        label, count = name, 1
        while label in seen:
            count += 1
            label = f"{name}#{count}"
        seen.add(label)
        yield label


def document(
    shard: Shard,
    record: int,
    field: str,
    text: str,
    *,
    id: str | None,
    lang: str | None,
    medium: Medium = PROSE,
) -> Document:
    """The document of a record's field."""
    scope: Scope = "text" if field.partition("#")[0].rpartition(".")[2] in parts.BRIEF_FIELDS else "article"
    return Document(
        text,
        lang=lang or None,
        scope=scope,
        origin=Origin(shard.name, record, field, id or None),
        medium=medium,
    )


@contextmanager
def opened(source: Source) -> Iterator[tuple[Readable, Spelling]]:
    """The file's bytes, and how they spell its text."""
    spelling = spelled(source)
    with source.open() as file:
        yield spelling.reading(file, source.name), spelling


def spelled(source: Source) -> Spelling:
    """How the file spells its text, by what it begins with."""
    with source.open() as file:
        return Spelling.of(file.read(SHARD_BYTES), source.encoding)


def rewrite(
    source: Source,
    out: BinaryIO,
    changes: Iterable[Change],
    shards: Iterable[Shard],
    mended: Callable[[Shard, Sequence[Change]], bytes],
) -> None:
    """Copy the shards, those with changes `mended`. Shards and changes come in the order of the file."""
    writer = spelled(source).writing(out)
    waiting = iter(changes)
    change = next(waiting, None)
    for shard, following in _with_next(shards):
        mine = []
        while change and (following is None or (change.record or 0) < following.first):
            mine.append(change)
            change = next(waiting, None)
        writer.write(mended(shard, mine) if mine else shard.data)


def wordless(name: str, fields: Fields, names: Iterable[str]) -> str:
    """What is said of a file in which nothing is called as texts are."""
    wanted, has = ", ".join(Wanted.of(fields).text), ", ".join(names) or "none"
    return f"{name}: no field is called {wanted}; name those that hold text with --field. Its fields: {has}"


def _with_next(items: Iterable[T]) -> Iterator[tuple[T, T | None]]:
    stream = iter(items)
    item = next(stream, None)
    while item is not None:
        following = next(stream, None)
        yield item, following
        item = following


def by_record(changes: Sequence[Change]) -> dict[int, dict[str, Change]]:
    """The changes by record and field."""
    found: dict[int, dict[str, Change]] = {}
    for change in changes:
        found.setdefault(change.record or 0, {})[change.field or ""] = change
    return found


def too_long(source: Source, record: int, hint: str = "") -> ReadError:
    """The error for a record that is longer than any article."""
    return ReadError(f"{source.name}:{record}: a record of more than {RECORD_BYTES // 1_000_000} MB{hint}; left alone")


def undecodable(record: int, data: bytes, error: UnicodeDecodeError) -> Unreadable:
    """What is said of a record whose bytes are no text."""
    before = len(data[: error.start].decode(error.encoding, "replace"))
    match = data[error.start : error.start + 40].decode("ascii", "backslashreplace")
    return Unreadable(record=record, reason=f"not {error.encoding.upper()}", column=before + 1, match=match)
