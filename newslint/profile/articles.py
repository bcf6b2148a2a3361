"""The map: what is kept of one article: keys of its lines, the text of short ones and of its edges, a signature.

It is about half a kilobyte; the paragraphs of the article are not in it.

    >>> leaf = leaf_of(Article("The port is open.\\nRead the Gazette every day", site="gazette.example"), "en")
    >>> leaf.site, sorted(one for one in leaf.texts if one)
    ('gazette.example', ['Read the Gazette every day', 'The port is open.'])
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

import msgspec

from newslint.cache.store import blake2b, pack
from newslint.evidence.lines.places import is_prose
from newslint.evidence.lines.sheet import Row, sheet
from newslint.model.documents import Document
from newslint.model.languages import UNKNOWN, Language
from newslint.profile.copies import signature
from newslint.profile.keys import LINE, SIZE, keys

LONG = 400
"""Characters from which a paragraph is learned only at an edge: what repeats in the midst of articles is their own."""

FIRST, LAST = 4, 8
"""Lines at the start and at the end of an article of which long ones are learned, too, and their texts kept."""

TEXT = 160
"""Characters of a line that are kept of it: enough to show what repeats."""

FAR = 255
"""What stands for a place so far from the start or the end, or further."""

LINES = 400
"""Lines of an article from its start, and as many from its end, that are learned: a list of results has thousands."""


class Article(msgspec.Struct, frozen=True):
    """An article to learn from: its text, the site that it is from, its language's code, its day (days since 1970)."""

    text: str
    site: str = ""
    lang: str | None = None
    day: int = 0


class Spot(NamedTuple):
    """A key of an article's lines: what it is known by, and its places from the start and from the end."""

    digest: bytes
    top: int
    end: int


class Leaf(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of an article. `spots` are its lines' keys with their places, packed; `texts` the lines they are
    of, "" where the text is not kept. `id` is of all that was given.
    """

    site: str
    id: bytes
    lang: str
    day: int
    signature: bytes
    spots: bytes
    texts: tuple[str, ...]


SPOT = Struct(f"{SIZE}sBB")


def leaf_of(article: Article, code: str | None, language: Language = UNKNOWN) -> Leaf:
    """What is kept of an article in a language. Pure."""
    document = Document(article.text, lang=code)
    rows = sheet(document, language).rows
    found = dict[bytes, tuple[int, int, str]]()
    for row, end in _learned(rows):
        for one in keys(row.text):
            old = found.get(one.digest, (FAR, FAR, ""))
            text = one.text[:TEXT] if row.number < FIRST or end < LAST or len(row.text) <= TEXT else ""
            if one.kind != LINE and len(one.text) > TEXT:
                text = ""
            found[one.digest] = (
                min(old[0], row.number),
                min(old[1], end),
                min(filter(None, (old[2], text)), default=""),
            )
    ordered = sorted(found.items())
    signed = _signature(rows) or b""
    return Leaf(
        site=article.site,
        id=blake2b(repr((article.site, article.lang, article.day, article.text)).encode(), digest_size=8).digest(),
        lang=code or "",
        day=article.day,
        signature=signed,
        spots=b"".join(SPOT.pack(digest, min(top, FAR), min(end, FAR)) for digest, (top, end, _) in ordered),
        texts=tuple(text for _, (_, _, text) in ordered),
    )


def signature_of(document: Document, language: Language = UNKNOWN) -> bytes | None:
    """The signature of a text, by which its copies are told; None for too few words."""
    return _signature(sheet(document, language).rows)


def _signature(rows: list[Row]) -> bytes | None:
    return signature(row.text for row in rows if is_prose(row)) or signature(row.text for row in rows)


def _learned(rows: list[Row]) -> Iterator[tuple[Row, int]]:
    """The rows that are learned, and how many stand below each."""
    for row in rows:
        end = len(rows) - 1 - row.number
        at_edge = row.number < FIRST or end < LAST
        if (len(row.text) <= LONG or at_edge) and min(row.number, end) < LINES:
            yield row, end


def spots(leaf: Leaf) -> Iterator[tuple[Spot, str]]:
    """A leaf's keys with their texts."""
    for found, text in zip(SPOT.iter_unpack(leaf.spots), leaf.texts, strict=True):
        yield Spot(*found), text


def packed(leaf: Leaf) -> bytes:
    """A leaf as bytes."""
    return pack(leaf)


def unpacked(data: bytes) -> Leaf:
    """The leaf that was packed."""
    return msgspec.msgpack.decode(data, type=Leaf)
