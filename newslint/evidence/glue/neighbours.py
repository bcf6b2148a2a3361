"""What a seam's halves do with their neighbours: after `the old` stands a noun, and `at` before `the`.

Words are told by classes: each small word of a language is one of its own (`the`, `at`), and so is each of the
commonest others (`year`, `called`); the rest are known by their endings (`-ing`, `-ción`), names, numbers and marks by
their shapes. How much likelier two classes stand side by side than by chance was counted in articles
(rules/evidence/neighbours.yaml, made by benchmarks/pairs.py). Two halves that are words stand side by side, each beside
its neighbour; a word that no list has stands between both neighbours alone.

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

SHAPES = frozenset((LINE, OTHER))
"""Classes that are written like words."""

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
    """The tables of all languages. A row is one string: what follows a class, and its log-odds, in turns."""

    pairs: dict[str, dict[str, str]]


class Pairs:
    """How words of one language stand side by side; `small` words are classes of their own, and others, too."""

    def __init__(self, table: Table, small: Collection[str], named: Collection[str] = ()) -> None:
        """`named` are all classes of the table, where it does not show them."""
        names = frozenset(named) or frozenset(table).union(*table.values())
        small = frozenset((*small, *(name for name in names - SHAPES if name.isalpha() and name.islower())))
        self._table, self.small, self._known = table, small, bool(names)
        endings = frozenset(name[1:] for name in names if len(name) > 1 and name[0] == "-")
        self._kept = lru_cache(maxsize=KEPT)(lambda word, sign: class_of(word, sign, small, endings))

    def __bool__(self) -> bool:
        return self._known

    def of(self, left: str, right: str) -> float:
        """How much likelier two classes stand side by side than by chance; 0 where too little is known."""
        try:
            return self._table[left].get(right, 0.0)
        except KeyError:
            return 0.0

    def beside(self, text: str, start: int, gap: int, end: int) -> dict[str, float]:
        """How much better text[start:gap] and text[gap:end] are as two words: side by side, and in the sentence."""
        before, sign = _before(text, start)
        after = _NEXT.match(text, end, end + REACH)
        first = self._class(before, sign)
        left, right = self._class(text[start:gap], before[-1]), self._class(text[gap:end], "")
        if gap - start == 1 and left in self.small:  # l|enfance: what one letter is that lost its apostrophe
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
    if not packed:
        return Pairs({}, small_words(code))
    named, rows = store.unpack(bytes(packed), tuple[list[str], dict[str, msgspec.Raw]])
    return Pairs(_Rows(rows), small_words(code), named)


class _Rows(dict[str, Mapping[str, float]]):
    """Rows of a table that are unpacked when they are first asked for: a text asks for a few of a thousand."""

    def __init__(self, packed: Mapping[str, msgspec.Raw]) -> None:
        self._packed = packed

    def __missing__(self, left: str) -> Mapping[str, float]:
        packed = self._packed.get(left)
        row: dict[str, float] = store.unpack(bytes(packed), dict[str, float]) if packed else {}
        self[left] = row
        return row


@lru_cache(maxsize=32)
def small_words(code: str) -> frozenset[str]:
    """The small words of a language: each is a class of its own."""
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


def _read(file: Path) -> dict[str, tuple[list[str], dict[str, dict[str, float]]]]:
    """For each language the classes of its table, and its rows."""
    from newslint.rules.yaml import build, parse

    counted: Counted = build(parse(read_utf8(file, RuleError), str(file)), Counted)
    read = {}
    for code, table in counted.pairs.items():
        rows = {left: _row(told) for left, told in table.items()}
        read[code] = (sorted(set(rows).union(*rows.values())), rows)
    return read


def _row(told: str) -> dict[str, float]:
    pieces = told.split(" ")
    return {right: float(value) for right, value in zip(pieces[::2], pieces[1::2], strict=True)}
