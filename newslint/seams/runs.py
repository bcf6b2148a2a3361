"""Seams inside runs of letters: at capitals (`vertLors`), and where the word list knows both halves (`solideset`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from newslint.lexicon import Lexicon
from newslint.seams.brands import inside_brands
from newslint.seams.seam import DOMAINS, PART, Lore, Seam, halves, lower_kind

KNOWN = 2.7
"""From this Zipf frequency on, a word of the list is a word: glued forms in wordfreq's lists are rarer, but for pairs
of function words (`ofthe` 3.3), which FUNCTION_PAIR finds."""

FUNCTION_PAIR = (6.0, 4.0)
"""Two halves of at least Zipf 6 that make a whole of less than Zipf 4 may be two words although the list has it."""

THIRD = 3.5
"""Both halves of an unknown half must be at least this frequent to make a third word of it."""

MAX_RUN = 40
"""Letters; longer runs are code, hashes or whole menus."""

_SOFT = "\N{SOFT HYPHEN}"
"""What it parts is one word."""

_RUN = regex.compile(r"[\p{L}\p{M}]+")
_CAPITAL = regex.compile(r"(?<=[\p{Ll}\p{Lo}ß])(?=\p{Lu})")
_ENDING = regex.compile(r"\.(\p{L}+)(?:\.\p{L}{2})?(?![\p{L}\p{N}])")
_UPPER = regex.compile(r"(?<=\p{Lu}\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{Lu}{2})(?=\p{Ll}{2})")

_NAME_PARTS = frozenset(
    "Mc Mac De Di Da Du La Le Les Van Von Fitz San St Ben Al El O Des Del Della Lo Los Las Saint".split()
)
"""Names write these solid before a capital: McCarthy, DeSantis, LaPresse."""

ELIDED = frozenset("l d n s j m t c qu jusqu lorsqu puisqu quoiqu quelqu dell nell all sull dall un quest".split())
"""What stands before an apostrophe in French and Italian."""


def in_runs(chunk: str, lore: Lore) -> Iterator[Seam]:
    """The seams in every run of letters of a chunk."""
    for number, run in enumerate(_RUN.finditer(chunk)):
        text = run.group()
        before, after = chunk[run.start() - 1 : run.start()], chunk[run.end() : run.end() + 1]
        if not 3 < len(text) <= MAX_RUN or before in ("@", "#", _SOFT) or after == _SOFT:
            continue
        around = _around(chunk, run.start(), run.end())
        elided = "apostrophe after" in around
        if text.islower() or text[1:].islower():
            found = _in_piece(text, 0, lore, elided)
        else:
            found = [*_at_capitals(text, lore), *_in_pieces(text, lore, elided)]
        for seam in found:
            at, unit = run.start() + seam.at, 1000 * number + seam.unit
            yield seam._replace(at=at, unit=unit, features=seam.features | around)


def _around(chunk: str, start: int, end: int) -> dict[str, float]:
    """What touches a run of letters: a hyphen, an apostrophe, a dot, a digit."""
    before, after = chunk[start - 1 : start], chunk[end : end + 1]
    features: dict[str, float] = {}
    if before and before in "-‐‑/":
        features["hyphen before"] = 1.0
    if after and after in "-‐‑/":
        features["hyphen after"] = 1.0
    if before and before in "'’":
        features["apostrophe before"] = 1.0
    if after and after in "'’":
        features["apostrophe after"] = 1.0
    if before == "." or (after == "." and chunk[end + 1 : end + 2].isalnum()):
        features["dot"] = 1.0
    if before.isdigit() or after.isdigit():
        features["digit beside"] = 1.0
    if after == "." and _domain_follows(chunk, end):
        features["domain follows"] = 1.0
    return features


def _domain_follows(chunk: str, end: int) -> bool:
    ending = _ENDING.match(chunk, end)
    return ending is not None and ending[1].lower() in DOMAINS


def _at_capitals(text: str, lore: Lore) -> Iterator[Seam]:
    capitals = [match.start() for match in _CAPITAL.finditer(text)]
    uppers = [match.start() for match in _UPPER.finditer(text)]
    known = lore.words.zipf(text.lower()) if lore.words and (capitals or uppers) else 0.0
    cuts = sorted({*capitals, *uppers})
    pieces = [text[start:end] for start, end in pairwise([0, *cuts, len(text)])] if cuts else []
    branded = {cuts[border - 1] for border in inside_brands(pieces)}
    for cut in cuts:
        if cut in branded:
            continue
        low = max((bound for bound in capitals if bound < cut), default=0)
        high = min((bound for bound in capitals if bound > cut), default=len(text))
        left, right = text[low:cut], text[cut:high]
        kind = "upper" if not text[cut - 1].islower() else "title" if left[0].isupper() else "capital"
        features = halves(left, right, lore) | _capital_features(left, right, kind)
        features["whole known"] = known
        features["humps"] = float(min(len(capitals) + bool(uppers), 5) - 1)
        if lore.words:
            features["joined known"] = lore.words.zipf((left + right).lower())
        yield Seam(cut, kind, left, right, 500 + (low if kind == "upper" else cut), features)


def _capital_features(left: str, right: str, kind: str) -> dict[str, float]:
    features: dict[str, float] = {}
    if len(left) <= 2:
        features["left short"] = 1.0
    if len(left) == 3:
        features["left of 3"] = 1.0
    if len(right) <= 2:
        features["right short"] = 1.0
    if right.isupper():
        features["right all capitals"] = 1.0
    if left in _NAME_PARTS:
        features["left begins names"] = 1.0
    if kind == "upper" and not right[0].isupper():
        features["small after capitals"] = 1.0
    return features


def _in_pieces(text: str, lore: Lore, elided: bool) -> Iterator[Seam]:
    """The cuts that only the word list can find, in each piece between two capitals."""
    bounds = [0, *(match.start() for match in _CAPITAL.finditer(text)), len(text)]
    for start, end in pairwise(bounds):
        if end - start <= 3 or _UPPER.search(text, start, end):
            continue
        for seam in _in_piece(text[start:end], start, lore, elided and end == len(text)):
            if len(bounds) > 2:
                seam.features["in pieces"] = 1.0
            yield seam


def _in_piece(text: str, start: int, lore: Lore, elided: bool) -> list[Seam]:
    """The cuts of one piece, which starts at `start` of its run."""
    if lore.words is None:
        return []
    found = _best_cuts(text, lore.words, lore, elided)
    return [seam._replace(at=start + seam.at, unit=1 + start + seam.unit) for seam in found]


def _best_cuts(text: str, words: Lexicon, lore: Lore, elided: bool) -> list[Seam]:
    """The cuts of one piece; where none gives two known words, also those that give three."""
    cuts = _cuts(text, words, lore, elided)
    if not cuts or any(seam.features["rarer half"] >= PART for seam in cuts):
        return cuts
    for seam in cuts:
        for half, start in ((seam.left, 0), (seam.right, seam.at)):
            if len(half) < 4 or words.zipf(half.lower()) >= PART:
                continue
            deeper = [
                inner._replace(at=start + inner.at, unit=seam.at, features={**inner.features, "third word": 1.0})
                for inner in _cuts(half, words, lore, elided and start > 0)
                if inner.features["rarer half"] >= THIRD
            ]
            if deeper:
                seam.features["half is two words"] = 1.0
                return cuts + deeper
    return cuts


def _cuts(text: str, words: Lexicon, lore: Lore, elided: bool) -> list[Seam]:
    low = text.lower()
    if len(low) != len(text):
        return []
    known = words.zipf(low)
    pairs_only = known >= KNOWN
    if pairs_only and known >= FUNCTION_PAIR[1]:
        return []
    whole, found = words.likeness(low), []
    for cut in range(1, len(text)):
        left, right = low[:cut], low[cut:]
        elision = elided and right in ELIDED
        zl, zr = words.zipf(left), 7.0 if elision else words.zipf(right)
        if pairs_only and min(zl, zr) < FUNCTION_PAIR[0]:
            continue
        if not _plausible(left, right, zl, zr, text[0].isupper()):
            continue
        features = halves(text[:cut], text[cut:], lore) | _cut_features(text, left, right)
        if right in lore.enclitics:
            features["right enclitic"] = 1.0
        if elision:
            features |= {"right elided": 1.0, "right frequency": zr, "rarer half": min(zl, zr)}
            features.pop("right unknown", None)
        features["whole known"] = known
        features["letters"] = words.likeness(left) + words.likeness(right) - whole
        features["suffix"] = words.suffix(right)
        features["prefix"] = words.prefix(left)
        found.append(Seam(cut, lower_kind(features), text[:cut], text[cut:], 0, features))
    return found


def is_pair(low: str, words: Lexicon) -> bool:
    """Can the word be cut into two of the commonest ones?"""
    commonest = FUNCTION_PAIR[0]
    return any(words.zipf(low[:cut]) >= commonest and words.zipf(low[cut:]) >= commonest for cut in range(1, len(low)))


def _plausible(left: str, right: str, zl: float, zr: float, capitalised: bool) -> bool:
    """Is this cut worth weighing? Both halves are words, or one is a common word and the other may be a name."""
    if (len(left) == 1 and zl < 6) or (len(right) == 1 and zr < 6):
        return False
    if zl >= PART and zr >= PART:
        return max(zl, zr) >= 3.5 or min(len(left), len(right)) >= 4
    if capitalised and zr >= PART and len(left) >= 4 and len(right) >= 6:
        return True
    return max(zl, zr) >= 3.5 and (capitalised or min(len(left), len(right)) > 3)


def _cut_features(text: str, left: str, right: str) -> dict[str, float]:
    features = {"left letters": float(min(len(left), 10)), "right letters": float(min(len(right), 10))}
    if text[0].isupper():
        features["capitalised"] = 1.0
    if text.isupper():
        features["all capitals"] = 1.0
    for side, part in (("left", left), ("right", right)):
        if len(part) <= 3:
            features[f"{side} of {len(part)}"] = 1.0
    return features
