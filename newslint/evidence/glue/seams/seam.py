"""A seam, the kinds of seams, and what must be known of a language to find them.

What meets at a seam says how likely it is to be one, so each kind has weights of its own. A half that no list has may
be known all the same: a name that stands alone elsewhere in the document.

    >>> evidence = {"left unknown": 1.0, "right frequency": 7.0, "right function word": 1.0}
    >>> johnson = Seam(7, "name", "Johnson", "on", 0, evidence)
    >>> known_here(johnson, {"Johnson"}).kind
    'function'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

import msgspec
from msgspec import structs

from newslint.evidence.lexicon import Lexicon

WORDS = ("function", "content", "name", "capital", "title", "upper")
NUMBERS = ("digit",)
MARKS = ("stop", "quote", "bracket", "comma", "other")
KINDS = (*WORDS, *NUMBERS, *MARKS)
"""function: one half is a function word, `solideset`; content: two other words, `Vladivostokcoïncidant`; name: one half
is unknown, `Kwasniewskihat`; capital: `vertLors`; title: `ParisSport`; upper: `SPDDoch`, `FTXwhile`; digit: `le2`,
`2021juez`; stop: `year.The`; quote: `dit«`, `end."The`; bracket: `(CNN)A`; comma: `wall,black`; other: `land–as`."""

PART = 2.0
"""Below this Zipf frequency a half counts as unknown: the rarest words of the lists are typing errors and names.
Chosen; the weights are fitted on evidence so parted."""

MOST_LETTERS = 10
"""Letters of a half; more say no more."""

Features = Mapping[str, float]


class Seam(msgspec.Struct, frozen=True, gc=False):
    """A place where a chunk may be two words: chunk[:at] and chunk[at:]. Offsets are code points.

    `kind` is what meets there (see KINDS); `left` and `right` are the words beside it. Seams of one chunk with the same
    `unit` exclude each other: they are several cuts of one word. `features` is the evidence, by name.
    """

    at: int
    kind: str
    left: str
    right: str
    unit: int
    features: dict[str, float]


MOST_UNITS = 1000
"""In a run of letters: more than it has letters."""

BY_MARKS, BY_NUMBER, BY_ADDRESS = 700, 800, 900
"""Numbers of units that no run of letters has, which is shorter (see runs.py)."""


def unit(number: int, place: int) -> int:
    """What seams exclude each other by that belong to the same: of one place, the run or the mark where they lie."""
    return MOST_UNITS * place + number


class Lore(NamedTuple):
    """What is known of a language: its word list (None: there is none), and words of some classes, in lower case.

    `functions` are all small words, the `auxiliaries` among them; `agencies` are as they are written.
    """

    words: Lexicon | None
    functions: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    enclitics: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    closing_quotes: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()


DOMAINS = frozenset(
    "com net org de fr es it pt uk co io tv info ch at be nl pl us eu ai gov edu br mx ar js py app me".split()
)
"""Endings of domain names, and of names that look like one: Node.js."""


def halves(left: str, right: str, lore: Lore) -> dict[str, float]:
    """How well known the two words beside a seam are."""
    words = lore.words
    if words is None:
        return {"no word list": 1.0}
    low, high = left.lower(), right.lower()
    zl, zr = words.zipf(low), words.zipf(high)
    features = {"left frequency": zl, "right frequency": zr, "rarer half": min(zl, zr)}
    if zl < PART:
        features["left unknown"] = 1.0
    if zr < PART:
        features["right unknown"] = 1.0
    if low in lore.functions:
        features["left function word"] = 1.0
    if high in lore.functions:
        features["right function word"] = 1.0
    if high in lore.auxiliaries:
        features["right auxiliary"] = 1.0
    if left in lore.agencies:
        features["left agency"] = 1.0
    if right in lore.agencies:
        features["right agency"] = 1.0
    return features


class Placed(NamedTuple):
    """A seam in its document: the chunk is text[start:end], the seam lies at text[at]."""

    seam: Seam
    start: int
    end: int
    at: int


class Words(Protocol):
    """Words that can be asked for one."""

    def __contains__(self, word: str, /) -> bool:
        """Is the word among them?"""
        ...  # pragma: no cover


IN_DOCUMENT = 3.5
"""A half that the word list does not have, but that stands alone elsewhere in the document, counts as a word of this
Zipf frequency (3 in a million: a name that the news knows)."""


def known_here(seam: Seam, words: Words) -> Seam:
    """The seam as a document sees it that has `words`: they are a word list, too."""
    if seam.kind not in WORDS:
        return seam
    unknown = [
        (side, half)
        for side, half in (("left", seam.left), ("right", seam.right))
        if f"{side} unknown" in seam.features and len(half) > 2 and half in words
    ]
    if not unknown:
        return seam
    features = dict(seam.features)
    for side, _ in unknown:
        del features[f"{side} unknown"]
        features[f"{side} frequency"] = IN_DOCUMENT
        features[f"{side} known here"] = 1.0
    features["rarer half"] = min(features["left frequency"], features["right frequency"])
    kind = lower_kind(features) if seam.kind == "name" else seam.kind
    return structs.replace(seam, kind=kind, features=features)


def lower_kind(features: Features) -> str:
    """The kind of a seam between two small letters: by what its halves are."""
    if "left unknown" in features or "right unknown" in features:
        return "name"
    small = ("left function word", "right function word", "right elided")
    return "function" if any(name in features for name in small) else "content"
