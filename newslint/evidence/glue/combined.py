"""What single pieces of evidence for a seam say together, and what the amount of other glue adds.

A sum of weights can't say "but": that a half is unknown tells little where the page joins everything, and much where
nothing else is joined. So evidence that depends on other evidence gets a name of its own, which the fit weighs.

    >>> with_amount({"again": 1.0}, Amount(amount=0.0, density=0.0, nearby=0.0))["again, no glue elsewhere"]
    1.0
    >>> with_amount({"again": 1.0}, Amount(amount=2.0, density=3.0, nearby=0.5))["again, by glue elsewhere"]
    2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from newslint.evidence.glue.seams import Seam
from newslint.evidence.language import get


def together(seam: Seam, more: Mapping[str, float], code: str) -> dict[str, float]:
    """A seam's own evidence with what a document in the language `code` says about it."""
    return _combined({**seam.features, **more}, code)


class Amount(NamedTuple):
    """How much other glue there is: the log of 1 + the expected number of other glue points, that number per 1,000
    characters, and the probability of the likeliest one nearby; and of one where the left half begins, and where the
    right half ends: a link of one word that lost both ends."""

    amount: float
    density: float
    nearby: float
    begun: float = 0.0
    ended: float = 0.0


TELLING = 5.0
"""The value of evidence that is rare but hardly ever wrong: what is larger is shrunk less by the fit's penalty.
Chosen, not measured."""


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
    "|domain follows|words inside|words outside|pair apart|left given name|right given name|given name before"
    "|left family name|right family name|name before|small word begins a sentence".split("|")
) | {NAME_SMALL, NAME_WORD, BOTH, COMMON_SMALL, WORD_SMALL}
"""Evidence that counts differently where the document shows no other glue, and more or less with its amount."""


PRESENT = (
    *("whole known", "joined known", "joined again", "again", "suffix", "prefix"),
    *("in other contexts", "pair in other contexts"),
)
"""Evidence of which the mere presence says something besides its amount."""


DENSITIES = (0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
"""Steps of the expected number of other glue points per 1,000 characters. Chosen; each has a fitted weight, and so have
AMOUNTS."""


AMOUNTS = (1.0, 2.0, 3.0, 4.0)
"""Steps of the amount of other glue."""


MOST_DENSITY = 4.0
"""What is denser counts no more for CROSSED evidence. Chosen, not measured."""


QUOTES = "“”„«»'’+—–"
"""Quotation marks open in one language and close in another; dashes have spaces in one and none in another."""


NO_GLUE = 0.3
"""Below this much (the log of 1 + the expected number of other glue points) a document counts as free of glue.
Chosen; the weights of evidence in such documents are fitted."""


SURE = frozenset((NAME_SMALL, f"{NAME_WORD}, Romance", COMMON_SMALL))
"""In languages that neither compound nor inflect names, such a meeting was glue in 717 of 721 cases of the dev data,
whatever else was there; no regression on so few can say less."""


SURE_LETTERS = -1.0
"""log10: two words may be ten times less likely than one. Chosen so that SURE_IN holds."""


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
    language = get(code)
    family = language.family
    if _is_new(features):
        new = _new_word(features, family)
        combined |= new
        if not language.names.inflected and _is_sure(new, features):
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


def _new_word(features: Mapping[str, float], family: str) -> dict[str, float]:
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
    amount, density, nearby, begun, ended = glue
    features = {**features, "glue elsewhere": amount, "glue density": density, "glue nearby": nearby}
    features |= {"gap before the left half": begun, "gap after the right half": ended}
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
