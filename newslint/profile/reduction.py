"""The reduction: what a set of leaves comes to. The same set gives the same bytes.

It goes through the leaves in order, of which only eight bytes each are in memory; what it counts is sorted on disk.
`Entry` is what is known of a line on a site.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from struct import Struct
from typing import NamedTuple

import msgspec

from newslint.cache.store import pack
from newslint.profile.articles import Leaf, spots, unpacked
from newslint.profile.copies import groups
from newslint.profile.keys import SIZE
from newslint.profile.spill import Spill

ALL = 0xFFFFFFFF
"""The number that stands for all sites together."""

TIMES = 2
"""Articles from which on a line is known."""

HEAD = 2
"""Lines at the start of a text in which its own title is."""

FOOT = 6
"""Lines at the end of a text that are its foot."""

ENTRY = Struct(f">{SIZE}sIIIIIIIIQ")
"""A key, the numbers of an entry, and where its text is."""


class Entry(NamedTuple):
    """What is known of a line on a site: in how many articles it stands, among the first two lines of how many, as the
    last line of how many, among the last six; on how many days (0: not known), of which the first and the last; on how
    many sites; its text.
    """

    articles: int
    heads: int
    lasts: int
    feet: int
    days: int
    first: int
    last: int
    sites: int
    text: str


class Site(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A site: its name, how many articles are known of it (copies count once), how many copies were left out, and
    which of the entries are its."""

    name: str
    articles: int
    copies: int
    start: int
    stop: int


_SPOT = Struct(f">I{SIZE}sIBBII")


class Reduction:
    """What the leaves, packed and in order, come to: the sections of an image."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._leaves = leaves
        first = groups(leaf.signature or None for leaf in map(unpacked, leaves))
        self._lines = Spill()
        self._sites = _sites(map(unpacked, leaves), first)
        distinct = sum(group == number for number, group in enumerate(first))
        self._all = Site("", distinct, len(first) - distinct, 0, 0)
        several = len(self._sites) > 1
        numbers = {site.name: number for number, site in enumerate(self._sites)}
        for leaf, group in zip(map(unpacked, leaves), first, strict=True):
            number = numbers[leaf.site]
            self._lines.extend(_records(leaf, group, number, number))
            if several:
                self._lines.extend(_records(leaf, group, ALL, number))

    def sections(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """The sections, in the order in which they are to be written."""
        texts, table = list[bytes](), dict(enumerate(self._sites)) | {ALL: self._all}
        yield "entries", self._entries(texts, table)
        yield "texts", texts
        every = table.pop(ALL) if len(table) > 2 else table.get(0, self._all)
        yield "sites", [pack((every, sorted(table[number] for number in range(len(self._sites)))))]

    def _entries(self, texts: list[bytes], table: dict[int, Site]) -> Iterator[bytes]:
        """The entries of each site, by key; their texts and which are whose are put where they are to be."""
        at = offset = 0
        for number, of_site in groupby(map(_unpacked, self._lines), lambda one: one.site):
            start = at
            for digest, alike in groupby(of_site, lambda one: one.digest):
                entry = _entry(alike)
                if entry is None:
                    continue
                text = entry.text.encode()
                texts.append(len(text).to_bytes(2, "big") + text)
                yield ENTRY.pack(digest, *entry[:8], offset)
                offset, at = offset + 2 + len(text), at + 1
            table[number] = msgspec.structs.replace(table[number], start=start, stop=at)


class _Line(NamedTuple):
    site: int
    digest: bytes
    group: int
    top: int
    end: int
    day: int
    of: int
    text: str


def _records(leaf: Leaf, group: int, number: int, of: int) -> Iterator[bytes]:
    for spot, text in spots(leaf):
        yield _SPOT.pack(number, spot.digest, group, spot.top, spot.end, leaf.day, of) + text.encode()


def _unpacked(record: bytes) -> _Line:
    site, digest, group, top, end, day, of = _SPOT.unpack_from(record)
    return _Line(site, digest, group, top, end, day, of, record[_SPOT.size :].decode())


def _entry(lines: Iterator[_Line]) -> Entry | None:
    """What lines with one key come to; None where they stand in too few articles. Copies of an article are one."""
    articles = heads = lasts = feet = 0
    days, sites, text = set[int](), set[int](), ""
    for _, copies in groupby(lines, lambda one: one.group):
        first = next(copies)
        top, end = first.top, first.end
        for one in chain([first], copies):
            top, end = min(top, one.top), min(end, one.end)
            days.add(one.day)
            text = min(filter(None, (text, one.text)), default="")
        articles += 1
        sites.add(first.of)
        heads, lasts, feet = heads + (top < HEAD), lasts + (end == 0), feet + (end < FOOT)
    days.discard(0)
    if articles < TIMES:
        return None
    return Entry(articles, heads, lasts, feet, len(days), min(days, default=0), max(days, default=0), len(sites), text)


def _sites(leaves: Iterator[Leaf], first: Sequence[int]) -> list[Site]:
    """The sites in order, with their articles counted: those whose first copy the site has not had yet."""
    found = list[Site]()
    seen = array("I", bytes(array("I").itemsize * len(first)))
    for name, some in groupby(zip(first, leaves, strict=True), lambda pair: pair[1].site):
        articles = distinct = 0
        for group, _ in some:
            articles += 1
            distinct += seen[group] != len(found) + 1
            seen[group] = len(found) + 1
        found.append(Site(name, distinct, articles - distinct, 0, 0))
    return found
