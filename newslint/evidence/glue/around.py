"""What a document says about its seams: the evidence for glue that lies around a chunk.

A half that stands alone elsewhere, the same form again (names repeat, glue does not), where in its line the chunk
stands, what follows it, and how much other glue there is.

    >>> from newslint.evidence.glue.seams import Seam
    >>> from newslint.model.languages import UNKNOWN
    >>> text = "Johnsonon Monday said nothing. Johnson left."
    >>> johnson = Placed(Seam(7, "function", "Johnson", "on", 0, {}), 0, 9, 7)
    >>> {name for name, value in said(Document(text), [johnson], UNKNOWN)[0].items() if value} == {
    ...     "left alone", "left name alone", "left family name", "starts line", "capital follows"
    ... }
    True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log1p

import regex

from newslint.evidence.glue import given
from newslint.evidence.glue.apart import Apart
from newslint.evidence.glue.combined import Amount, together, with_amount
from newslint.evidence.glue.neighbours import Pairs, pairs
from newslint.evidence.glue.recurrence import Forms, code
from newslint.evidence.glue.seams import MARKS, Placed
from newslint.evidence.vocabulary import vocabulary
from newslint.model.documents import Document
from newslint.model.languages import Language

NEAR = 60
"""Characters within which the partner of a lost link's other end is looked for (1 to 8 words). Chosen; the weight of
such a partner is fitted."""

_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_CODE = regex.compile(r"[{}=<>\\_]|\(\)|;\s*$|//|::")
_WORD = regex.compile(r"[\p{L}\p{M}]+|\p{N}+")


def surroundings(document: Document, chosen: Sequence[Placed], language: Language) -> list[dict[str, float]]:
    """All evidence for each seam but the amount of other glue: its own and what the document says about it."""
    told = said(document, chosen, language)
    return [together(one.seam, more, language.code) for one, more in zip(chosen, told, strict=True)]


def said(document: Document, chosen: Sequence[Placed], language: Language) -> list[dict[str, float]]:
    """What the document says about each seam, but for the amount of other glue."""
    text = document.text
    words = vocabulary(document)
    places = {(one.start, one.end) for one in chosen}
    chunks = Counter(text[start:end] for start, end in places)
    again = {place: log1p(max(0, chunks[text[slice(*place)]] - 1)) for place in places}
    near_code = {place for place in places if _CODE.search(text, max(0, place[0] - 40), place[1] + 40)}
    forms, known, apart = Forms(document, chosen), pairs(language.code), Apart(document, len(chosen))
    found = []
    for one in chosen:
        seam, at = one.seam, (one.start, one.end)
        features = _place_in_line(text, one)
        features["left alone"] = float(seam.left in words)
        features["right alone"] = float(seam.right in words)
        features["both alone"] = features["left alone"] * features["right alone"]
        features["again"] = again[at]
        features["joined again"] = log1p(max(0, words.count(seam.left + seam.right) - 1))
        if seam.left[0].isupper() and features["left alone"]:
            features["left name alone"] = 1.0
        if "right auxiliary" in seam.features and _participle(text, one.end, language):
            features["participle follows"] = 1.0
        if at in near_code:
            features["code nearby"] = 1.0
        if seam.kind not in MARKS:
            features |= forms.said(one)
            features["code in document"] = code(document)
            features |= _words(text, one, known, apart)
            if _is_elided(one, language):
                features["sure"] = 0.0
        found.append(features)
    return found


def _words(text: str, one: Placed, known: Pairs, apart: Apart) -> dict[str, float]:
    """What the halves of a seam are as words: beside their neighbours, in other places, as names."""
    left, right = one.seam.left, one.seam.right
    features = given.said(text, one, known.small)
    if known:
        start = one.at - len(left) - ("left clitic" in one.seam.features)
        features |= known.beside(text, start, one.at, one.at + len(right))
    if apart.have(left, right):
        features["pair apart"] = 1.0
    return features


def _is_elided(one: Placed, language: Language) -> bool:
    """Did an elision lose its apostrophe: lenfance? That is found like a gap, and never mended as one (doubts)."""
    left, right, features = one.seam.left, one.seam.right, one.seam.features
    if len(left) != 1 or left not in language.elisions.solid or not _VOWEL.match(right):
        return False
    return not features.get("whole known") and features.get("right frequency", 0.0) >= ELIDED


ELIDED = 4.0
"""Zipf frequency of a word that may have lost its apostrophe. Chosen."""

_VOWEL = regex.compile(r"[aeiouyhàâäéèêëîïôöùûüœæ]")


def with_glue(
    document: Document, chosen: Sequence[Placed], known: Sequence[dict[str, float]], alone: Sequence[float]
) -> Iterator[dict[str, float]]:
    """The evidence for each seam with the amount of other glue in the document, expected from `alone`."""
    for features, glue in zip(known, amounts(document, chosen, alone), strict=True):
        yield with_amount(features, glue)


def amounts(document: Document, chosen: Sequence[Placed], alone: Sequence[float]) -> Iterator[Amount]:
    """For each seam, how much other glue the document has by the probabilities in `alone`."""
    total, size = sum(alone), len(document.text)
    for rank, mine in enumerate(alone):
        others = max(0.0, total - mine)
        nearby, (begun, ended) = _nearby(chosen, alone, rank), _ends(chosen, alone, rank)
        yield Amount(log1p(others), min(others * 1000 / (size + 200), 10.0), nearby, begun, ended)


def _ends(chosen: Sequence[Placed], alone: Sequence[float], rank: int) -> tuple[float, float]:
    """How probable a gap is where the left half begins, and where the right half ends or is cut itself."""
    one = chosen[rank]
    if one.seam.kind in MARKS:
        return 0.0, 0.0
    first, last = one.at - len(one.seam.left), one.at + len(one.seam.right)
    begun = ended = 0.0
    before, after = rank - 1, rank + 1
    while before >= 0 and chosen[before].at >= max(first, one.start):
        if chosen[before].at == first:
            begun = max(begun, alone[before])
        before -= 1
    while after < len(chosen) and chosen[after].at <= min(last, one.end - 1):
        ended = max(ended, alone[after])
        after += 1
    return begun, ended


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
