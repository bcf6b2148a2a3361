"""What a document says about its seams: the evidence for glue that lies around a chunk.

A half that stands alone elsewhere, the same form again (names repeat, glue does not), where in its line the chunk
stands, what follows it, and how much other glue there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log1p
from typing import NamedTuple

import regex

from newslint.form import code, form
from newslint.model import Document, Language
from newslint.seams import MARKS, Placed, Seam
from newslint.vocabulary import vocabulary

NEAR = 60
"""Characters within which the partner of a lost link's other end is looked for (1 to 8 words)."""

_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_CODE = regex.compile(r"[{}=<>\\_]|\(\)|;\s*$|//|::")
_WORD = regex.compile(r"[\p{L}\p{M}]+|\p{N}+")


def surroundings(document: Document, chosen: Sequence[Placed], language: Language) -> list[dict[str, float]]:
    """All evidence for each seam but the amount of other glue: its own and what the document says about it."""
    told = said(document, chosen, language)
    return [together(one.seam, more, language.code) for one, more in zip(chosen, told, strict=True)]


def together(seam: Seam, more: Mapping[str, float], code: str) -> dict[str, float]:
    """A seam's own evidence with what a document in the language `code` says about it."""
    return _combined({**seam.features, **more}, code)


def said(document: Document, chosen: Sequence[Placed], language: Language) -> list[dict[str, float]]:
    """What the document says about each seam, but for the amount of other glue."""
    text = document.text
    words = vocabulary(document)
    chunks = Counter(text[start:end] for start, end in {(one.start, one.end) for one in chosen})
    found = []
    for one in chosen:
        seam = one.seam
        features = _place_in_line(text, one)
        features["left alone"] = float(seam.left in words)
        features["right alone"] = float(seam.right in words)
        features["both alone"] = features["left alone"] * features["right alone"]
        features["again"] = log1p(max(0, chunks[text[one.start : one.end]] - 1))
        features["joined again"] = log1p(max(0, words.count(seam.left + seam.right) - 1))
        if seam.left[0].isupper() and features["left alone"]:
            features["left name alone"] = 1.0
        if "right auxiliary" in seam.features and _participle(text, one.end, language):
            features["participle follows"] = 1.0
        if _CODE.search(text, max(0, one.start - 40), one.end + 40):
            features["code nearby"] = 1.0
        if seam.kind not in MARKS:
            features |= form(document, one)
            features["code in document"] = code(document)
        found.append(features)
    return found


def with_glue(
    document: Document, chosen: Sequence[Placed], known: Sequence[dict[str, float]], alone: Sequence[float]
) -> Iterator[dict[str, float]]:
    """The evidence for each seam with the amount of other glue in the document, expected from `alone`."""
    for features, glue in zip(known, amounts(document, chosen, alone), strict=True):
        yield with_amount(features, glue)


class Amount(NamedTuple):
    """How much other glue there is: the log of 1 + the expected number of other glue points, that number per 1,000
    characters, and the probability of the likeliest one nearby."""

    amount: float
    density: float
    nearby: float


def amounts(document: Document, chosen: Sequence[Placed], alone: Sequence[float]) -> Iterator[Amount]:
    """For each seam, how much other glue the document has by the probabilities in `alone`."""
    total, size = sum(alone), len(document.text)
    for rank, mine in enumerate(alone):
        others = max(0.0, total - mine)
        yield Amount(log1p(others), min(others * 1000 / (size + 200), 10.0), _nearby(chosen, alone, rank))


def _nearby(chosen: Sequence[Placed], alone: Sequence[float], rank: int) -> float:
    """The most probable other seam within NEAR characters: the other end of a lost link."""
    here, near = chosen[rank].at, 0.0
    for step in (-1, 1):
        other = rank + step
        while 0 <= other < len(chosen) and abs(chosen[other].at - here) <= NEAR:
            near = max(near, alone[other])
            other += step
    return near


def _participle(text: str, end: int, language: Language) -> bool:
    """Does the next word look like a participle or an infinitive: Poutinea félicité?"""
    match = _WORD.match(text, end + 1)
    endings = tuple(language.participle_endings)
    return bool(match and endings and len(match.group()) > 3 and match.group().endswith(endings))


def _place_in_line(text: str, one: Placed) -> dict[str, float]:
    features: dict[str, float] = {}
    before, after = text[one.start - 1 : one.start], text[one.end : one.end + 1]
    if before in ("", "\n"):
        features["starts line"] = 1.0
    elif before in _NO_BREAK:
        features["after a no-break space"] = 1.0
    if after in ("", "\n"):
        features["ends line"] = 1.0
    elif after in _NO_BREAK:
        features["before a no-break space"] = 1.0
    follows = text[one.end + 1 : one.end + 2]
    if follows.islower():
        features["small letter follows"] = 1.0
    elif follows.isupper():
        features["capital follows"] = 1.0
    preceding = text[one.start - 2 : one.start - 1]
    if preceding and preceding in ".!?:":
        features["starts sentence"] = 1.0
    return features


TELLING = 5.0
"""The value of evidence that is rare but hardly ever wrong: what is larger is shrunk less by the fit's penalty."""

NAME_SMALL = "a name of the document and a small word"
NAME_WORD = "a name of the document and a word"
BOTH = "two words of the document"
COMMON_SMALL = "a common word and a small word"
WORD_SMALL = "a word and a small word"
"""Who meets in a chunk that neither the word list nor the rest of the document knows."""

CROSSED = frozenset(
    "rarer half|letters|suffix|prefix|left frequency|right frequency|whole known|joined known|again"
    "|capitalised|humps|word frequency|left alone|right alone|joined again|joined known at all"
    "|whole known at all|left function word|right function word|language en|language de|unit|left short"
    "|left of 3|left name alone|participle follows|left letters|right letters|right enclitic|both alone"
    "|right elided|all capitals|third word|half is two words|in other contexts|in other contexts at all|in an address"
    "|domain follows".split("|")
) | {NAME_SMALL, NAME_WORD, BOTH, COMMON_SMALL, WORD_SMALL}
"""Evidence that counts differently where the document shows no other glue, and more or less with its amount."""

FAMILIES = {
    **dict.fromkeys(("de", "nl", "sv", "da", "no", "nb", "fi", "hu", "is"), "compounding"),
    **dict.fromkeys(("fr", "es", "it", "pt", "ro", "ca"), "Romance"),
}
"""Languages in which the same evidence says the same: those that write compounds solid, where two words in one chunk
prove little, and the Romance ones, which hardly compound at all."""

PRESENT = (
    *("whole known", "joined known", "joined again", "again", "suffix", "prefix"),
    *("in other contexts", "pair in other contexts"),
)
"""Evidence of which the mere presence says something besides its amount."""

DENSITIES = (0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
"""Steps of the expected number of other glue points per 1,000 characters."""

AMOUNTS = (1.0, 2.0, 3.0, 4.0)
"""Steps of the amount of other glue."""

MOST_DENSITY = 4.0
"""What is denser counts no more for CROSSED evidence."""

QUOTES = "“”„«»'’+—–"
"""Quotation marks open in one language and close in another; dashes have spaces in one and none in another."""

NO_GLUE = 0.3
"""Below this much (the log of 1 + the expected number of other glue points) a document counts as free of glue."""

SURE = frozenset((NAME_SMALL, f"{NAME_WORD}, Romance", COMMON_SMALL))
SURE_IN = frozenset(("en", "fr", "es", "it", "pt", "ro", "ca"))
"""In languages that neither compound nor inflect names, such a meeting was glue in 717 of 721 cases of the dev data,
whatever else was there; no regression on so few can say less."""

SURE_LETTERS = -1.0
"""log10: two words may be ten times less likely than one."""

SURE_ODDS = 4.6
"""log(0.99 / 0.01)."""


def _combined(features: dict[str, float], code: str) -> dict[str, float]:
    """A seam's evidence and what some of it means together."""
    combined = features | {f"language {code}": 1.0}
    for name in PRESENT:
        if features.get(name):
            combined[f"{name} at all"] = 1.0
    for name in features:
        if name[-1] in QUOTES and name.startswith(("marks ", "before ")):
            combined[f"{name} in {code}"] = 1.0
    family = FAMILIES.get(code)
    if _is_new(features):
        new = _new_word(features, family)
        combined |= new
        if code in SURE_IN and _is_sure(new, features):
            combined["sure"] = 0.0
    if family:
        within = _within(family)
        combined |= {within[name]: value for name, value in combined.items() if name in within}
    return combined


@cache
def _within(family: str) -> dict[str, str]:
    """What CROSSED evidence is called in a family of languages."""
    return {name: f"{name}, {family}" for name in CROSSED}


def _is_new(features: Mapping[str, float]) -> bool:
    """Is it a run of small letters that neither the word list nor the rest of the document has?"""
    small = "whole known" in features and "humps" not in features and "domain follows" not in features
    return small and not (features["whole known"] or features["again"] or features["joined again"])


def _new_word(features: Mapping[str, float], family: str | None) -> dict[str, float]:
    """For a chunk that neither the list nor the rest of the document knows: who meets in it?"""
    small = "right function word" in features or "right elided" in features
    named = "left name alone" in features and "left function word" not in features
    if named and small and features["left letters"] >= 3:
        return {NAME_SMALL: TELLING}
    if named and "right unknown" not in features and min(features["left letters"], features["right letters"]) >= 4:
        return {f"{NAME_WORD}, {family}" if family else NAME_WORD: TELLING}
    if small and _common(features):
        return {COMMON_SMALL: TELLING}
    if features.get("both alone"):
        return {BOTH: TELLING}
    if small and "left unknown" not in features:
        return {WORD_SMALL: TELLING}
    return {}


def _is_sure(new: Mapping[str, float], features: Mapping[str, float]) -> bool:
    """Is it one of SURE, and, where only the word list speaks, as likely by its letters to be two words as one?"""
    return not SURE.isdisjoint(new) and (COMMON_SMALL not in new or features["letters"] >= SURE_LETTERS)


def _common(features: Mapping[str, float]) -> bool:
    """A word everybody knows and one of the commonest: in 800,000 words of clean news that is never one new word.

    Measured on the dev data: 330 such chunks were glue, 8 were not (3 of these by a wrong label).
    """
    left, right = features.get("left frequency", 0.0), features.get("right frequency", 0.0)
    return features.get("left letters", 0.0) >= 5 and left >= 3.5 and right >= 6.5 and "right enclitic" not in features


def with_amount(features: Mapping[str, float], glue: Amount) -> dict[str, float]:
    """A seam's evidence with the amount of other glue."""
    amount, density, nearby = glue
    features = {**features, "glue elsewhere": amount, "glue density": density, "glue nearby": nearby}
    for level in DENSITIES:
        if density >= level:
            features[f"glue density from {level}"] = 1.0
    for level in AMOUNTS:
        if amount >= level:
            features[f"glue elsewhere from {level}"] = 1.0
    if amount < NO_GLUE:
        features["no glue elsewhere"] = 1.0
    for name in [name for name in features if name in CROSSED]:
        if amount < NO_GLUE:
            features[f"{name}, no glue elsewhere"] = features[name]
        else:
            features[f"{name}, by glue elsewhere"] = features[name] * amount
            features[f"{name}, by glue density"] = features[name] * min(density, MOST_DENSITY)
    return features
