"""What a seam's halves do with their neighbours: after `the old` stands a noun, and `at` before `the`.

Words are told by classes: each small word of a language is one of its own (`the`, `at`), others are known by their
endings (`-ing`, `-ción`), names, numbers and marks by their shapes. How much likelier two classes stand side by side
than by chance was counted in articles (rules/evidence/neighbours.yaml, made by benchmarks/pairs.py). Two halves that
are words stand side by side, each beside its neighbour; a word that no list has stands between both neighbours alone.

    >>> table = {"the": {"-ory": 1.5, "the": -4.0}, "-ory": {"at": 1.0, "the": -2.0}, "at": {"the": 2.0}}
    >>> known = Pairs(table, frozenset(("the", "at")))
    >>> known.beside("Before the victoryat the port", 11, 18, 20)
    {'words inside': 1.0, 'words outside': 3.5}
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
import regex

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.evidence.language import get
from newslint.model.errors import RuleError
from newslint.rules.home import home
from newslint.rules.utf8 import read_utf8

Table = Mapping[str, Mapping[str, float]]
"""For each class of words, those that may follow it, with how much likelier they do than by chance, in log-odds."""

REACH = 45
"""Characters in which a neighbour is looked for: the longest word of 99.99 % of running text is shorter."""

ENDINGS = (4, 3, 2)
"""Letters of an ending, the longest first."""

LINE, NUMBER, NAME, CAPITALS, OTHER = "line", "0", "A", "AA", "a"
"""Classes of what is told by its shape: a line's end, a number, a capital in a sentence, capitals, any other word."""

_PIECE = (
    r"(?<=\p{L})['’]\p{L}{1,2}(?!\p{L})|\p{L}{1,8}['’](?=\p{L}{3})|[\p{L}\p{M}]+|\p{N}+(?:[.,:]\p{N}+)*|\n+|[^\w\s]"
)
"""What is of a class: what is left of a word behind an apostrophe or stands before one, a word, a number, a mark."""

_ALL = regex.compile(_PIECE)
_LAST = regex.compile(rf"(?r)({_PIECE})[^\S\n]*$")
_NEXT = regex.compile(rf"[^\S\n]*({_PIECE})")

_OPENING = frozenset('\n.!?:"“”„«»(•')
"""Behind these a capital says nothing."""


KEPT = 20_000
"""Words whose class is kept at hand, in each language."""


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of all languages."""

    pairs: dict[str, dict[str, dict[str, float]]]


class Pairs:
    """How words of one language stand side by side; `small` are those that are a class of their own."""

    def __init__(self, table: Table, small: Collection[str]) -> None:
        names = {*table, *(name for row in table.values() for name in row)}
        self._table, self._small = table, small
        endings = frozenset(name[1:] for name in names if len(name) > 1 and name[0] == "-")
        self._kept = lru_cache(maxsize=KEPT)(lambda word, sign: class_of(word, sign, small, endings))

    def __bool__(self) -> bool:
        return bool(self._table)

    def of(self, left: str, right: str) -> float:
        """How much likelier two classes stand side by side than by chance; 0 where too little is known."""
        row = self._table.get(left)
        return row.get(right, 0.0) if row else 0.0

    def beside(self, text: str, start: int, gap: int, end: int) -> dict[str, float]:
        """How much better text[start:gap] and text[gap:end] are as two words: side by side, and in the sentence."""
        before, sign = _before(text, start)
        after = _NEXT.match(text, end, end + REACH)
        first = self._class(before, sign)
        left, right = self._class(text[start:gap], before[-1]), self._class(text[gap:end], "")
        if gap - start == 1 and left in self._small:  # l|enfance: what one letter is that lost its apostrophe
            left = max(left, f"{left}'", key=lambda one: self.of(one, right))
        whole = self._class(text[start:end], before[-1])
        last = self._class(after[1], text[end - 1]) if after else LINE
        outside = self.of(first, left) + self.of(right, last) - self.of(first, whole) - self.of(whole, last)
        return {"words inside": self.of(left, right), "words outside": round(outside, 1)}

    def across(self, text: str, start: int, end: int) -> float:
        """How much likelier the words on both sides of text[start:end] stand side by side than by chance."""
        before, sign = _before(text, start)
        after = _NEXT.match(text, end, end + REACH)
        return self.of(self._class(before, sign), self._class(after[1], before[-1])) if after else 0.0

    def before_stop(self, text: str) -> float:
        """How much likelier a full stop follows the last word of a text than by chance."""
        word, sign = _before(text, len(text))
        return self.of(self._class(word, sign), ".")

    def _class(self, word: str, before: str) -> str:
        return self._kept(word, "\n" if before in _OPENING else "")


def _before(text: str, start: int) -> tuple[str, str]:
    """The word or mark before an offset, and the sign before that."""
    found = _LAST.search(text, max(0, start - REACH), start)
    if found is None:
        return "\n", "\n"
    sign = text[max(0, found.start(1) - REACH) : found.start(1)].rstrip(" \t\xa0")
    return found[1], sign[-1:] or "\n"


def class_of(word: str, before: str, small: Collection[str], endings: Collection[str]) -> str:
    """The class of a word, number or mark behind the sign `before`."""
    first = word[0]
    if first == "\n":
        return LINE
    if first.isdigit():
        return NUMBER
    low = word.lower().replace("’", "'")
    if not first.isalpha() or low.removesuffix("'") in small:
        return low
    if first.isupper():
        if len(word) > 1 and word.isupper():
            return CAPITALS
        if before not in _OPENING:
            return NAME
    for length in ENDINGS:
        if len(low) > length and low[-length:] in endings:
            return "-" + low[-length:]
    return OTHER


def words(text: str) -> Iterator[tuple[str, str]]:
    """All words, numbers and marks of a text, each with the sign before it."""
    before = "\n"
    for match in _ALL.finditer(text):
        yield match[0], before
        before = match[0][-1]


@lru_cache(maxsize=32)
def pairs(code: str) -> Pairs:
    """What is known of a language; nothing of one whose articles were not counted."""
    packed = _packed().get(code)
    return Pairs(store.unpack(bytes(packed), dict[str, dict[str, float]]) if packed else {}, small_words(code))


def small_words(code: str) -> frozenset[str]:
    """The words of a language that are a class of their own."""
    return frozenset((*get(code).function_words, *get(code).auxiliaries))


@lru_cache(maxsize=1)
def _packed() -> Mapping[str, msgspec.Raw]:
    """The tables of all languages (rules/evidence/neighbours.yaml), of which a text needs one."""
    file = home() / "evidence" / "neighbours.yaml"
    return compiled(
        "neighbours",
        [file],
        lambda: store.pack(_read(file)),
        lambda packed: store.unpack(packed, dict[str, msgspec.Raw]),
    )


def _read(file: Path) -> dict[str, dict[str, dict[str, float]]]:
    from newslint.rules.yaml import build, parse

    counted: Counted = build(parse(read_utf8(file, RuleError), str(file)), Counted)
    return counted.pairs
