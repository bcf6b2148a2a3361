"""Records of data files: which of their fields are texts, what language they say, what they are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import BinaryIO, NamedTuple, TypeVar

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
    site: tuple[str, ...]
    address: tuple[str, ...]
    day: tuple[str, ...]

    @classmethod
    def of(cls, fields: Fields) -> Wanted:
        """What the user says, else the usual names."""
        return cls(
            fields.text or parts.TEXT_FIELDS,
            (fields.lang,) if fields.lang else parts.LANG_FIELDS,
            (fields.id,) if fields.id else parts.ID_FIELDS,
            (fields.site,) if fields.site else parts.SITE_FIELDS,
            () if fields.site else parts.ADDRESS_FIELDS,
            parts.DAY_FIELDS,
        )

    @property
    def told(self) -> tuple[tuple[str, ...], ...]:
        """The names of what a record says of itself, in the order of Said."""
        return self.lang, self.id, self.site, self.address, self.day

    @property
    def keys(self) -> frozenset[str]:
        """The last parts of all names: keys under which anything wanted may stand."""
        names = [*self.text, *self.lang, *self.id, *self.site, *self.address, *self.day]
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


class Said(NamedTuple):
    """What a record says of itself, by the fields of Wanted."""

    lang: str | None = None
    id: str | None = None
    site: str | None = None
    address: str | None = None
    day: str | None = None

    @property
    def host(self) -> str | None:
        """The site: what is called so, else the host of its address."""
        return (host(self.site) or self.site or None) if self.site else host(self.address or "")


def host(address: str) -> str | None:
    """The host of an address, without `www.`: what a site is called.

    >>> host("https://www.Example.org:80/a"), host("no address")
    ('example.org', None)
    """
    _, is_address, rest = address.partition("://")
    name = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0].lower()
    return name.removeprefix("www.") or None if is_address else None


_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])")


def day(said: str | None) -> int:
    """The day, counted from 1970, that a date begins with, as in 2024-05-14T08:00; 0 if there is none.

    >>> day("2024-05-14T08:00:00Z"), day("1970-01-02"), day("yesterday")
    (19857, 1, 0)
    """
    found = _DATE.search(said or "")
    if found is None:
        return 0
    with suppress(ValueError):  # 30 February
        return max(0, date(int(found[1]), int(found[2]), int(found[3])).toordinal() - _EPOCH)
    return 0


_EPOCH = date(1970, 1, 1).toordinal()


def document(
    shard: Shard,
    record: int,
    field: str,
    text: str,
    said: Said,
    *,
    medium: Medium = PROSE,
) -> Document:
    """The document of a record's field."""
    scope: Scope = "text" if field.partition("#")[0].rpartition(".")[2] in parts.BRIEF_FIELDS else "article"
    return Document(
        text,
        lang=said.lang or None,
        scope=scope,
        origin=Origin(shard.name, record, field, said.id or None, said.host, day(said.day)),
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
    for shard, mine in with_changes(shards, changes):
        writer.write(mended(shard, mine) if mine else shard.data)


def with_changes(shards: Iterable[Shard], changes: Iterable[Change]) -> Iterator[tuple[Shard, list[Change]]]:
    """Each shard with the changes in it. Both come in the order of the file."""
    waiting = iter(changes)
    change = next(waiting, None)
    for shard, following in with_next(shards):
        mine = list[Change]()
        while change and (following is None or (change.record or 0) < following.first):
            mine.append(change)
            change = next(waiting, None)
        yield shard, mine


def wordless(name: str, fields: Fields, names: Iterable[str]) -> str:
    """What is said of a file in which nothing is called as texts are."""
    wanted, has = ", ".join(Wanted.of(fields).text), ", ".join(names) or "none"
    return f"{name}: no field is called {wanted}; name those that hold text with --field. Its fields: {has}"


def with_next(items: Iterable[T]) -> Iterator[tuple[T, T | None]]:
    """Each item with the one after it."""
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
