"""Seams inside runs of letters: at capitals (`vertLors`), and where the word list knows both halves (`solideset`).

The pieces between two capitals are cut each by itself; names that are written with capitals inside have no seam there.

    >>> from newslint.evidence.glue.judge import lore_of
    >>> from newslint.rules.languages import languages
    >>> french = lore_of(languages()["fr"])
    >>> [(seam.kind, seam.left, seam.right) for run in ("vertLors", "solideset") for seam in in_runs(run, french)]
    [('capital', 'vert', 'Lors'), ('content', 'solide', 'set'), ('function', 'solides', 'et')]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex
from msgspec import structs

from newslint.evidence.glue.seams.brands import inside_brands
from newslint.evidence.glue.seams.cuts import Piece, in_piece
from newslint.evidence.glue.seams.gate import Gate
from newslint.evidence.glue.seams.seam import DOMAINS, Lore, Seam, halves
from newslint.evidence.glue.seams.solid import solid

MAX_RUN = 40
"""Letters; longer runs are code, hashes or whole menus. Of 13,273 places where pages joined letters (dev) 605 lie in
such runs, and are not found."""

_SOFT = "\N{SOFT HYPHEN}"
"""What it parts is one word."""

_RUN = regex.compile(r"[\p{L}\p{M}]+")
_CAPITAL = regex.compile(r"(?<=[\p{Ll}\p{Lo}ß])(?=\p{Lu})")
_ENDING = regex.compile(r"\.(\p{L}+)(?:\.\p{L}{2})?(?![\p{L}\p{N}])")
_LAST = regex.compile(r"(?<=\p{Lu}{3})\p{Ll}$")
"""A word of one letter behind an abbreviation."""

_UPPER = regex.compile(r"(?<=\p{Lu}\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{Lu}{2})(?=\p{Ll}{2})")


def in_runs(chunk: str, lore: Lore, gate: Gate | None = None) -> Iterator[Seam]:
    """The seams in every run of letters of a chunk. Where there is a gate, cuts that it stops are left out."""
    for number, run in enumerate(_RUN.finditer(chunk)):
        text, (start, end) = run.group(), run.span()
        before, after = chunk[start - 1 : start], chunk[end : end + 1]
        if not 3 < len(text) <= MAX_RUN or before in ("@", "#", _SOFT) or after == _SOFT:
            continue
        around = _around(chunk, start, end)
        whole = Piece(text, start, 1000 * number + 1, "apostrophe after" in around, around)
        if text.islower() or text[1:].islower():
            yield from in_piece(whole, lore, gate)
            continue
        for seam in _at_capitals(text, lore):
            at, unit = start + seam.at, 1000 * number + seam.unit
            yield structs.replace(seam, at=at, unit=unit, features=seam.features | around)
        for piece in _pieces(whole):
            yield from in_piece(piece, lore, gate)


def _pieces(whole: Piece) -> Iterator[Piece]:
    """The pieces of a run between its capitals, in which only the word list can find a cut."""
    text, first, unit, elided, around = whole
    bounds = [0, *(match.start() for match in _CAPITAL.finditer(text)), len(text)]
    told = {"in pieces": 1.0, **around} if len(bounds) > 2 else around
    for start, end in pairwise(bounds):
        if end - start > 3 and not _UPPER.search(text, start, end):
            yield Piece(text[start:end], first + start, unit + start, elided and end == len(text), told)


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
        if chunk[max(0, start - 2) : start - 1].isalpha():
            features["word before"] = 1.0
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
    last = _LAST.search(text)
    if last and last.group() in lore.functions:
        uppers.append(last.start())
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
        yield Seam(cut, kind, left, right, 600 + low if kind == "upper" else 500 + cut, features)


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
    if left in solid().beginnings:
        features["left begins names"] = 1.0
    if kind == "upper" and not right[0].isupper():
        features["small after capitals"] = 1.0
    return features
