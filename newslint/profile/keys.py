"""What a line is known by, so that it is the same line on another page.

"Published on 3 May at 14:05" stands on each page with another date. So a line is known by its words in plain form, with
numbers, months and weekdays alike; by its form, in which names are alike, too; and by the words that it begins and ends
with, as "Watch on Gazette Live" stands after any title. The months are those of all languages.

    >>> key("Published on 3 May, 14:05") == key("published on Tuesday 12 April 2024, 9.30")
    True
    >>> [one.text for one in keys("The old mill burned Watch on Gazette Live") if one.kind == ENDING]
    ['Watch on Gazette Live']
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

import regex

from newslint.cache.store import blake2b
from newslint.evidence.phrases import all_calendars
from newslint.evidence.signs.capitals import CAPITAL
from newslint.evidence.tokens import NUMBER, places, tokens

SIZE = 6
"""Bytes of a key: among a million lines of one site two are taken for one by chance once in 500 sites."""

LINE, FORM, OPENING, ENDING = "line", "form", "opening", "ending"
"""Kinds of keys: all words of a line; the same with names alike; its first words, its last ones."""

KINDS = (LINE, FORM, OPENING, ENDING)
"""The kinds, in an order that files rest on."""

EDGE = 4
"""Words of an opening or an ending. Chosen: with three, sentences of articles begin alike by chance."""

SHORT = 160
"""Characters up to which a line has a form, an opening and an ending; longer ones are paragraphs."""

NAME = "@"
"""Stands for a name in a form."""

_NAMES = regex.compile(rf"{CAPITAL}[\w'’.-]+(?:[ \u00a0]{CAPITAL}[\w'’.-]+)+")


class Key(NamedTuple):
    """One of the keys of a line, and which part of it that is."""

    kind: str
    digest: bytes
    text: str


def folded(text: str) -> list[str]:
    """The words of a text in plain form; numbers, months and weekdays are `#`, however many stand side by side."""
    known = _calendar()
    plain = [NUMBER if token in known else token for token in tokens(unescape(text) if "&" in text else text)]
    if NUMBER not in plain:
        return plain
    return [token for token, before in zip(plain, ["", *plain], strict=False) if token != NUMBER or before != NUMBER]


@cache
def _calendar() -> frozenset[str]:
    return all_calendars()


def key(text: str) -> bytes | None:
    """What a line is known by; None for one without words."""
    words = folded(text)
    return _digest(LINE, words) if has_words(words) else None


def keys(text: str) -> Iterator[Key]:
    """All that a line is known by."""
    words = folded(text)
    if not has_words(words):
        return
    yield Key(LINE, _digest(LINE, words), text)
    if len(text) > SHORT:
        return
    form = _form(text)
    if form is not None:
        yield Key(FORM, _digest(FORM, form), text)
    spots = list(places(text))
    if len(spots) >= EDGE + 2 and len(words) >= EDGE + 2:
        for kind, some, part in (
            (OPENING, words[:EDGE], text[spots[0][0] : spots[EDGE - 1][1]]),
            (ENDING, words[-EDGE:], text[spots[-EDGE][0] : spots[-1][1]]),
        ):
            if has_words(some):
                yield Key(kind, _digest(kind, some), part)


def has_words(folded: list[str]) -> bool:
    """Is there a word beside numbers and single letters?"""
    return any(len(word) > 1 for word in folded)


def _form(text: str) -> list[str] | None:
    """The words of a line with its names alike; None where it has none, or nothing else."""
    plain, count = _NAMES.subn(f" {_MARK} ", text)
    if not 1 <= count <= 2:
        return None
    words = [NAME if word == _MARK else word for word in folded(plain)]
    return words if sum(len(word) > 1 for word in words) >= 2 else None


_MARK = "qqnameqq"
"""A word that no text has: it stands for a name while a line is read."""


def _digest(kind: str, words: list[str]) -> bytes:
    digest = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=SIZE).digest()
    return bytes([digest[0] & ~3 | KINDS.index(kind)]) + digest[1:]


def kind_of(digest: bytes) -> str:
    """Which kind of key it is: its first two bits say it."""
    return KINDS[digest[0] & 3]
