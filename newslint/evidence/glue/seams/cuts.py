"""Seams between small letters, where the word list knows both halves: `solideset`, `Poutinea`, `ofthe`.

A word of seven letters has six cuts, and many give two words: `often` is `of` and `ten`. Only cuts of what is no word
itself are weighed, or of a rare one that is made of two of the commonest.

    >>> from newslint.evidence.lexicon import lexicon
    >>> english = lexicon("en")
    >>> is_pair("ofthe", english), is_pair("often", english)
    (True, False)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newslint.evidence.glue.seams.gate import Cut, Gate, Passage
from newslint.evidence.glue.seams.seam import MOST_LETTERS, PART, Lore, Seam, halves, lower_kind
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.lexicon import Lexicon

KNOWN = 2.7
"""From this Zipf frequency on, a word of the list is a word: glued forms in wordfreq's lists are rarer, but for pairs
of function words (`ofthe` 3.3), which FUNCTION_PAIR finds. Of 13,273 runs of letters that pages joined (dev) 61 are so
frequent.

This bound and those below say which cuts are weighed at all. They are chosen; of the 4,161 runs that were joined before
a small letter they let the right cut of 3,566 be weighed."""

FUNCTION_PAIR = (6.0, 4.0)
"""Two halves of at least Zipf 6 that make a whole of less than Zipf 4 may be two words although the list has it."""

COMMON = 3.5
"""Of two halves one is at least this frequent, unless both are long."""

LONG = 4
"""Letters of a long half."""

THIRD = 3.5
"""Both halves of an unknown half must be at least this frequent to make a third word of it."""

THREE = 8
"""Letters of three words run together, at least."""

MIDDLE, FREQUENT = 2.5, 4.5
"""Zipf frequency of the word between a small word and another; of each of three words none of which is small."""

_ELIDED_ZIPF = 7.0
"""What stands before an apostrophe is as frequent as the commonest words."""

_SIGMA = "Σ"
"""Its small letter depends on where it stands: a half may have another one than the whole."""


class Piece(NamedTuple):
    """A run of letters, or a part of one between two capitals: from `start` on in its chunk.

    Its seams exclude each other: they are of `unit`. `elided`: an apostrophe follows. `told` is the evidence that lies
    around it, and holds for all of its seams.
    """

    text: str
    start: int
    unit: int
    elided: bool
    told: dict[str, float]


def in_piece(piece: Piece, lore: Lore, gate: Gate | None) -> list[Seam]:
    """The cuts of a piece; where none gives two known words, also those that give three."""
    words = lore.words
    if words is None:
        return []
    if "word before" in piece.told and (clitic := _clitic(piece, lore)):
        return _weighed(piece._replace(told={"left clitic": 1.0, "sure": 0.0, **piece.told}), [clitic], lore, None)
    cuts = _cuts(piece.text, words, piece.elided)
    if not any(cut.left >= PART and cut.right >= PART for cut in cuts):
        if three := _three(piece, lore):
            return [seam for part, cut in three for seam in _weighed(part, [cut], lore, None)]
        for cut in cuts:
            third = _third(piece, cut.at, words)
            if third:
                return _with_third(piece, cuts, cut, third, lore, gate)
    return _weighed(piece, cuts, lore, gate)


def _clitic(piece: Piece, lore: Lore) -> Cut | None:
    """The cut behind what an apostrophe parts from the word before it: `the town'sharbour`, `she'llcome`.

    Read by eye, all were gaps: no word begins so behind an apostrophe and a word.
    """
    words, low = lore.words, piece.text
    if words is None or not low.islower() or words.zipf(low) >= KNOWN or "apostrophe after" in piece.told:
        return None
    found = [(words.zipf(low[len(one) :]), one) for one in lore.clitics if low.startswith(one)]
    zipf, clitic = max(found, default=(0.0, ""))
    return Cut(len(clitic), words.zipf(clitic), zipf, False) if zipf >= COMMON else None


def _three(piece: Piece, lore: Lore) -> list[tuple[Piece, Cut]]:
    """The two cuts of three words, an outer one of them a small one: `thetownhas`. Nothing where there are none."""
    text, start, unit, elided, told = piece
    words, low, length = lore.words, text.lower(), len(text)
    if words is None or elided or length < THREE or len(low) != length or words.zipf(low) >= KNOWN:
        return []
    best = (0.0, 0, 0)
    begun, ended = words.begun(low), words.ended(low)
    for first, zl in begun.items():
        small = low[:first] in lore.functions
        if not small and (first < LONG or zl < THIRD):
            continue
        for last, zr in ended.items():
            end = length - last
            other = low[end:] in lore.functions
            if end - first < LONG or not (other or (last >= LONG and zr >= THIRD)):
                continue
            middle = words.zipf(low[first:end])
            if middle >= (MIDDLE if small or other else FREQUENT) and (small or other or min(zl, zr) >= FREQUENT):
                best = max(best, (zl + middle + zr, first, end))
    summed, first, end = best
    if not summed:
        return []
    told = {"third word": 1.0, **told}
    zipfs = words.zipf(low[:first]), words.zipf(low[first:end]), words.zipf(low[end:])
    return [
        (Piece(text[:end], start, unit, False, told), Cut(first, zipfs[0], zipfs[1], False)),
        (Piece(text[first:], start + first, unit + first, False, told), Cut(end - first, zipfs[1], zipfs[2], False)),
    ]


def _third(piece: Piece, at: int, words: Lexicon) -> tuple[Piece, list[Cut]] | None:
    """The unknown half of a cut that is two frequent words itself, and its cuts."""
    text, start, unit, elided, told = piece
    for half, offset in ((text[:at], 0), (text[at:], at)):
        if len(half) < LONG or words.zipf(half.lower()) >= PART:
            continue
        elided_too = elided and offset > 0
        cuts = [cut for cut in _cuts(half, words, elided_too) if cut.left >= THIRD and cut.right >= THIRD]
        if cuts:
            return Piece(half, start + offset, unit + at, elided_too, {"third word": 1.0, **told}), cuts
    return None


def _with_third(
    piece: Piece, cuts: list[Cut], halved: Cut, third: tuple[Piece, list[Cut]], lore: Lore, gate: Gate | None
) -> list[Seam]:
    """The cuts of a piece of which one has a half that is two words, and the cuts of that half."""
    two_words = piece._replace(told={"half is two words": 1.0, **piece.told})
    parts = [*((two_words if cut is halved else piece, [cut]) for cut in cuts), third]
    return [seam for part, its in parts for seam in _weighed(part, its, lore, gate)]


def _cuts(text: str, words: Lexicon, elided: bool) -> list[Cut]:
    """The cuts of a run of letters that are worth weighing."""
    low = text.lower()
    if len(low) != len(text):
        return []
    known = words.zipf(low)
    if known >= max(KNOWN, FUNCTION_PAIR[1]):
        return []
    capitalised, least = text[0].isupper(), FUNCTION_PAIR[0] if known >= KNOWN else 0.0
    found = [
        Cut(at, zl, zr, sign)
        for at, zl, zr, sign in _between_words(low, words, elided, capitalised)
        if zl >= least and zr >= least and _plausible(at, zl, zr, len(low) - at, capitalised)
    ]
    return [_by_itself(cut, text, words) for cut in found] if _SIGMA in text else found


def _between_words(
    low: str, words: Lexicon, elided: bool, capitalised: bool
) -> Iterator[tuple[int, float, float, bool]]:
    """The cuts after a frequent word or before a word, in order: all that are plausible, and some others."""
    length, begun = len(low), words.begun(low)
    ended = {length - size: zipf for size, zipf in words.ended(low).items()}
    inside = range(1, length) if capitalised else range(LONG, length - LONG + 1)
    for at in range(1, length) if elided else sorted(begun.keys() | ended.keys()):
        if not 0 < at < length:
            continue
        zl, zr = begun.get(at, 0.0), ended.get(at, 0.0)
        if elided and low[at:] in solid().elided:
            yield at, zl, _ELIDED_ZIPF, True
        elif zr:
            if zl or at in inside:
                yield at, zl, zr, False
        elif zl >= COMMON and at in inside:
            yield at, zl, words.zipf(low[at:]), False


def _plausible(left: int, zl: float, zr: float, right: int, capitalised: bool) -> bool:
    """Is a cut worth weighing? Both halves are words, or one is a common word and the other may be a name.

    `left` and `right` are the letters of the halves, `zl` and `zr` their frequencies.
    """
    if (left == 1 and zl < FUNCTION_PAIR[0]) or (right == 1 and zr < FUNCTION_PAIR[0]):
        return False
    if zl >= PART and zr >= PART:
        return max(zl, zr) >= COMMON or min(left, right) >= LONG
    if capitalised and zr >= PART and left >= LONG and right >= 6:
        return True
    return max(zl, zr) >= COMMON and (capitalised or min(left, right) >= LONG)


def _by_itself(cut: Cut, text: str, words: Lexicon) -> Cut:
    """A cut with the frequencies of its halves in the small letters that each has by itself."""
    right = cut.right if cut.elided else words.zipf(text[cut.at :].lower())
    return cut._replace(left=words.zipf(text[: cut.at].lower()), right=right)


def is_pair(low: str, words: Lexicon) -> bool:
    """Can the word be cut into two of the commonest ones?"""
    commonest = FUNCTION_PAIR[0]
    return any(zipf >= commonest and words.zipf(low[at:]) >= commonest for at, zipf in words.begun(low).items())


def _weighed(piece: Piece, cuts: list[Cut], lore: Lore, gate: Gate | None) -> list[Seam]:
    """The cuts of a piece with their evidence; without those that the gate stops."""
    text, words = piece.text, lore.words
    if words is None or not cuts:
        return []
    low, found = text.lower(), []
    known = words.zipf(low)
    if gate and _SIGMA not in text:
        cuts = Passage(gate, text, lore, words, {"whole known": known, **piece.told}).let(cuts)
    whole = words.likeness(low) if cuts else 0.0
    for cut in cuts:
        at, zl, zr, elided = cut
        left, right = low[:at], low[at:]
        features = halves(text[:at], text[at:], lore) | _cut_features(text, left, right)
        if "left clitic" in piece.told:
            features["left function word"] = 1.0
        if right in lore.enclitics:
            features["right enclitic"] = 1.0
        if elided:
            features |= {"right elided": 1.0, "right frequency": zr, "rarer half": min(zl, zr)}
            features.pop("right unknown", None)
        features["whole known"] = known
        features["letters"] = words.likeness(left) + words.likeness(right) - whole
        features["suffix"] = words.suffix(right)
        features["prefix"] = words.prefix(left)
        features |= piece.told
        found.append(Seam(piece.start + at, lower_kind(features), text[:at], text[at:], piece.unit, features))
    return found


def _cut_features(text: str, left: str, right: str) -> dict[str, float]:
    longest = MOST_LETTERS
    features = {"left letters": float(min(len(left), longest)), "right letters": float(min(len(right), longest))}
    if text[0].isupper():
        features["capitalised"] = 1.0
    if text.isupper():
        features["all capitals"] = 1.0
    for side, part in (("left", left), ("right", right)):
        if len(part) <= 3:
            features[f"{side} of {len(part)}"] = 1.0
    return features
