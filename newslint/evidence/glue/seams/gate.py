"""Which cuts of a word no document could make glue of, told before their evidence is put together.

Most cuts that are worth weighing come to nothing. So the sum comes first, and what passes is weighed anew, piece by
piece. A gate lets through whatever could come to enough, and a test holds it to that.

    >>> from newslint.evidence.glue.judge import lore_of
    >>> from newslint.evidence.glue.weights import weights
    >>> from newslint.rules.languages import languages
    >>> lore = lore_of(languages()["fr"])
    >>> cuts = [Cut(5, 5.0, 4.0, elided=False), Cut(6, 3.5, 7.3, elided=False)]  # large|set, larges|et
    >>> [cut.at for cut in Passage(Gate(weights().cut, 0.5), "largeset", lore, lore.words, {}).let(cuts)]
    [6]
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, log
from typing import NamedTuple

from newslint.evidence.glue.seams.seam import IN_DOCUMENT, MOST_LETTERS, PART, Lore
from newslint.evidence.lexicon import Lexicon

MARGIN = 1e-6
"""Log-odds by which two ways of adding up the same may differ."""


class Cut(NamedTuple):
    """A cut of a word, with the Zipf frequencies of its halves. `elided`: an apostrophe follows, as in `mondel'`."""

    at: int
    left: float
    right: float
    elided: bool


_AMOUNTS = (
    *("left frequency", "right frequency", "rarer half", "letters", "suffix", "prefix"),
    *("left letters", "right letters"),
)


class _Table:
    """The weights of one kind of seam: those of amounts, and all by name."""

    __slots__ = ("amounts", "named")

    def __init__(self, named: Mapping[str, float]) -> None:
        self.named = named
        self.amounts = tuple(named.get(name, 0.0) for name in _AMOUNTS)


class Gate:
    """Lets those cuts of words through whose own evidence may come to a probability of `least`."""

    def __init__(self, tables: Mapping[str, Mapping[str, float]], least: float) -> None:
        self.least = log(least / (1 - least)) - MARGIN if least > 0 else -inf
        self.tables = {kind: _Table(tables[kind]) for kind in ("function", "content", "name")}


class Passage:
    """A word at a gate. `told` is the evidence that holds for all of its cuts, besides its capitals."""

    __slots__ = ("_gate", "_lore", "_low", "_same", "_text", "_told", "_words")

    def __init__(self, gate: Gate, text: str, lore: Lore, words: Lexicon, told: Mapping[str, float]) -> None:
        self._gate, self._text, self._lore, self._words, self._told = gate, text, lore, words, told
        self._low = text.lower()
        self._same: dict[str, float] = {}

    def let(self, cuts: list[Cut]) -> list[Cut]:
        """Those of the word's cuts that pass."""
        parting, low, words = self._words.parting(self._low), self._low, self._words
        passing = []
        for cut in cuts:
            at = cut.at
            seen = (at, len(low) - at, parting.letters(at), words.suffix(low[at:]), words.prefix(low[:at]))
            if self._lets(cut, seen):
                passing.append(cut)
        return passing

    def _lets(self, cut: Cut, seen: _Seen) -> bool:
        """Does a cut pass, or would it in a document that has its unknown halves, if they are long enough to count?"""
        at, zl, zr, elided = cut
        left, right, functions = self._low[:at], self._low[at:], self._lore.functions
        small = "function" if elided or left in functions or right in functions else "content"
        names = _names(self._text, at, left, right, self._lore)
        if elided:
            names.append("right elided")
        least, known = self._gate.least, zl >= PART and zr >= PART
        if self._odds(small if known else "name", zl, zr, names, seen) >= least:
            return True
        if known:
            return False
        if zl < PART and at > 2:
            zl = IN_DOCUMENT
            names.append("left known here")
        if zr < PART and len(right) > 2:
            zr = IN_DOCUMENT
            names.append("right known here")
        return self._odds(small if zl >= PART and zr >= PART else "name", zl, zr, names, seen) >= least

    def _odds(self, kind: str, zl: float, zr: float, names: list[str], seen: _Seen) -> float:
        table = self._gate.tables[kind]
        named = table.named
        summed = self._same[kind] if kind in self._same else self._alike(kind)
        by_left, by_right, by_rarer, by_letters, by_suffix, by_prefix, by_left_letters, by_right_letters = table.amounts
        left, right, letters, suffix, prefix = seen
        summed += by_left * zl + by_right * zr + by_rarer * (zl if zl < zr else zr)
        summed += by_letters * letters + by_suffix * suffix + by_prefix * prefix
        summed += by_left_letters * (left if left < MOST_LETTERS else MOST_LETTERS)
        summed += by_right_letters * (right if right < MOST_LETTERS else MOST_LETTERS)
        if zl < PART:
            summed += named.get("left unknown", 0.0)
        if zr < PART:
            summed += named.get("right unknown", 0.0)
        for name in names:
            if name in named:
                summed += named[name]
        return summed

    def _alike(self, kind: str) -> float:
        """What all cuts of the word have in common."""
        named = self._gate.tables[kind].named
        summed = named["base"]
        for name, value in self._told.items():
            summed += named.get(name, 0.0) * value
        if self._text[0].isupper():
            summed += named.get("capitalised", 0.0)
        if self._text.isupper():
            summed += named.get("all capitals", 0.0)
        self._same[kind] = summed
        return summed


_Seen = tuple[int, int, float, float, float]
"""How many letters the halves of a cut have, how they part, and how productive the halves are as affixes."""


def _names(text: str, at: int, left: str, right: str, lore: Lore) -> list[str]:
    """The evidence for a cut that is there or not."""
    names = []
    if at <= 3:
        names.append(f"left of {at}")
    if len(right) <= 3:
        names.append(f"right of {len(right)}")
    if left in lore.functions:
        names.append("left function word")
    if right in lore.functions:
        names.append("right function word")
    if right in lore.auxiliaries:
        names.append("right auxiliary")
    if right in lore.enclitics:
        names.append("right enclitic")
    if text[:at] in lore.agencies:
        names.append("left agency")
    if text[at:] in lore.agencies:
        names.append("right agency")
    return names
