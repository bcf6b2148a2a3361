"""A seam's sums, worked out once for all documents that say the same about it.

The evidence is a few dozen named values, and the weights of each sum a few hundred; but of one seam most of it is the
same in every document, and what the amount of other glue adds is a straight line. So a seam keeps its sums, and a
document only draws that line. What comes out is what adding up the evidence piece by piece gives (a test holds it to
that), at a tenth of the cost.

    >>> probability(total({"right function word": 1.0, "again": 2.0}, {"base": -3.0, "right function word": 3.0}))
    0.5
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cache
from itertools import accumulate
from math import exp

import msgspec
from msgspec import structs

from newslint.evidence.glue.combined import (
    AMOUNTS,
    CROSSED,
    DENSITIES,
    MOST_DENSITY,
    NO_GLUE,
    SURE_ODDS,
    Amount,
    together,
)
from newslint.evidence.glue.seams import WORDS, Seam, Words, known_here
from newslint.evidence.glue.weights import weights

KEPT = 32
"""Sums that a seam keeps: what documents say about it differs little."""


class Sums(msgspec.Struct, frozen=True, gc=False):
    """What the evidence for a seam in some surroundings comes to, in log-odds.

    `alone` is the first probability, `kind` the seam's. Of the final sum, `final` counts always, `quiet` where there is
    no other glue; where there is, `by_amount` and `by_density` count in proportion to it. `sure`: it is never less than
    SURE_ODDS.
    """

    alone: float
    final: float
    quiet: float
    by_amount: float
    by_density: float
    sure: bool
    kind: str

    def odds(self, table: Mapping[str, float], glue: Amount) -> float:
        """The final sum where there is so much other glue; `table` are the final weights of the seam's kind."""
        amount, density, nearby, begun, ended = glue
        summed = self.final + _steps(self.kind, glue) + table.get("glue nearby", 0.0) * nearby
        if begun:
            summed += table.get("gap before the left half", 0.0) * begun
        if ended:
            summed += table.get("gap after the right half", 0.0) * ended
        summed += table.get("glue elsewhere", 0.0) * amount + table.get("glue density", 0.0) * density
        if amount < NO_GLUE:
            summed += self.quiet
        else:
            summed += self.by_amount * amount + self.by_density * min(density, MOST_DENSITY)
        return max(summed, SURE_ODDS) if self.sure else summed


def _steps(kind: str, glue: Amount) -> float:
    by_density, by_amount = _stairs(kind)
    return by_density[bisect_right(DENSITIES, glue.density)] + by_amount[bisect_right(AMOUNTS, glue.amount)]


@cache
def _stairs(kind: str) -> tuple[list[float], list[float]]:
    """What the steps of density, and of the amount, come to: from none of them on."""
    table = weights().final[kind]
    by_density = (table.get(f"glue density from {level}", 0.0) for level in DENSITIES)
    by_amount = (table.get(f"glue elsewhere from {level}", 0.0) for level in AMOUNTS)
    return [*accumulate(by_density, initial=0.0)], [*accumulate(by_amount, initial=0.0)]


_UNKNOWN = ("left unknown", "right unknown")


class Case(msgspec.Struct, gc=False):
    """A seam as a document sees it: with the halves known that stand alone elsewhere in it.

    `cut` is its probability by its own evidence. What documents say about it is kept; a process has thousands of cases,
    so nothing is made before it is asked for, and Python's garbage collector need not look at them.
    """

    seam: Seam
    cut: float
    _unknown: tuple[str, ...] = ()
    _known: dict[tuple[str, ...], Case] | None = None
    _sums: dict[tuple[object, ...], Sums] | None = None

    @classmethod
    def of(cls, seam: Seam) -> Case:
        """A seam as most documents see it."""
        unknown = tuple(name for name in _UNKNOWN if name in seam.features) if seam.kind in WORDS else ()
        return cls(seam, probability(total(seam.features, weights().cut[seam.kind])), unknown)

    def seen(self, words: Words) -> Case:
        """The seam as a document sees it that has `words`."""
        if not self._unknown:
            return self
        seam = self.seam
        known = tuple(name for name in self._unknown if (seam.left if name == "left unknown" else seam.right) in words)
        if not known:
            return self
        return self._other(known, lambda: known_here(seam, words))

    def facing(self, sign: str) -> Case:
        """The seam where a straight quotation mark faces so (see newslint/evidence/glue/seams/quotation.py)."""
        return self._other((sign,), lambda: structs.replace(self.seam, features={**self.seam.features, sign: 1.0}))

    def _other(self, key: tuple[str, ...], make: Callable[[], Seam]) -> Case:
        """The seam as a document sees it for which `key` holds; made once."""
        if self._known is None:
            self._known = {}
        if key not in self._known:
            self._known[key] = Case.of(make())
        return self._known[key]

    def sums(self, more: Mapping[str, float], code: str) -> Sums:
        """The sums where a document in the language `code` says `more` about the seam."""
        key = (code, *more.items())
        if self._sums is None:
            self._sums = {}
        if key not in self._sums:
            if len(self._sums) >= KEPT:
                self._sums.clear()
            self._sums[key] = _sums(together(self.seam, more, code), self.seam.kind)
        return self._sums[key]


def _sums(features: Mapping[str, float], kind: str) -> Sums:
    summed = [0.0] * SUMS
    rows = _rows(kind)
    for name, value in features.items():
        row = rows.get(name)
        if row is not None:
            for number, weight in row:
                summed[number] += weight * value
    alone, final, quiet, by_amount, by_density = summed
    sure, table = features.get("sure", 0.0), weights().final[kind]
    return Sums(
        alone=probability(weights().alone[kind]["base"] + alone + sure),
        final=table["base"] + final + sure,
        quiet=table.get("no glue elsewhere", 0.0) + quiet,
        by_amount=by_amount,
        by_density=by_density,
        sure="sure" in features,
        kind=kind,
    )


SUMS = 5
"""Alone, the final one, and what counts where there is no other glue, in proportion to its amount and its density."""


@cache
def _rows(kind: str) -> dict[str, tuple[tuple[int, float], ...]]:
    """The weights of each piece of evidence in the sums that it counts in, by their numbers."""
    alone, table = weights().alone[kind], weights().final[kind]
    ways = ("no glue elsewhere", "by glue elsewhere", "by glue density")
    crossed = ({name: table[f"{name}, {how}"] for name in CROSSED if f"{name}, {how}" in table} for how in ways)
    tables = [alone, table, *crossed]
    names = dict.fromkeys(name for one in tables for name in one)
    return {name: tuple((at, one[name]) for at, one in enumerate(tables) if name in one) for name in names}


def total(features: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The summed weights, in log-odds; features without a weight count nothing, but "sure" counts as it is."""
    summed = table["base"] + sum([table[name] * value for name, value in features.items() if name in table])
    return summed + features.get("sure", 0.0)


def probability(odds: float) -> float:
    """The probability that log-odds mean."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
