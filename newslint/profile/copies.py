"""Which articles are one: the same twice, updated, or taken over from an agency by several sites.

Everything in an article that is there twice would look repeated, so copies count once. Of each article a signature of
96 bytes is kept (one-permutation MinHash of the runs of five words of its prose, a byte for each bin; Li, Owen, Zhang
2012): two articles share about as many bytes as they share runs of words. What could be alike is found by bands of six
bytes, and is alike from SAME on.

    >>> text = "The port opened again on Tuesday after three days of storm, the harbour office said in a statement. "
    >>> text += "The first boats left at dawn under a thin rain, and the office asks people to keep away from the quay."
    >>> one, other = signature([text]), signature([text.replace("thin", "heavy")])
    >>> one is not None and other is not None and likeness(one, one) == 1.0 > likeness(one, other) > 0.5
    True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from newslint.profile.keys import folded

BINS = 96
"""Bytes of a signature: a likeness of 0.7 is told to within 0.05."""

BAND = 6
"""Bytes in which two articles must be alike to be compared: one of 16 bands is, at a likeness of 0.8, in 99 of 100
pairs, and at 0.3 in 1 of 100."""

SHINGLE = 5
"""Words of a run, as in other tools that find copies."""

SAME = 0.65
"""The likeness from which on two articles are one. Chosen: an updated article keeps three of four runs."""

LEAST = 10
"""Runs that an article must have to be compared: a shorter one may share its only sentence with another by right."""

NEAR = 16
"""Articles, in the order of their signatures, with which each of a band is compared: copies stand side by side."""


def signature(prose: Iterable[str]) -> bytes | None:
    """The signature of an article's paragraphs; None for too few words."""
    shingles = set[int]()
    for paragraph in prose:
        words = folded(paragraph)
        runs = zip(*(words[at:] for at in range(SHINGLE)), strict=False)
        shingles.update(crc32(" ".join(run).encode("utf-8", "replace")) for run in runs)
    if len(shingles) < LEAST:
        return None
    least = [0] * BINS
    for shingle in sorted(shingles, reverse=True):
        least[shingle % BINS] = shingle // BINS % 255 + 1
    return bytes(least)


def likeness(one: bytes, other: bytes) -> float:
    """The share of bins in which two signatures are alike, of those that either has."""
    pairs = [(mine, yours) for mine, yours in zip(one, other, strict=True) if mine or yours]
    return sum(mine == yours for mine, yours in pairs) / len(pairs) if pairs else 0.0


def groups(signatures: Sequence[bytes | None]) -> list[int]:
    """For each article the first of those that it is a copy of; itself, where it is none."""
    first = list(range(len(signatures)))
    for band in range(0, BINS, BAND):
        turned = sorted(
            signed[band:] + signed[:band] + number.to_bytes(4, "big")
            for number, signed in enumerate(signatures)
            if signed and any(signed[band : band + BAND])
        )
        for at, mine in enumerate(turned):
            for other in turned[at + 1 : at + 1 + NEAR]:
                if other[:BAND] != mine[:BAND]:
                    break
                one, two = _root(first, _number(mine)), _root(first, _number(other))
                if one != two and likeness(mine[:BINS], other[:BINS]) >= SAME:
                    first[max(one, two)] = min(one, two)
    return [_root(first, number) for number in range(len(first))]


def _number(turned: bytes) -> int:
    return int.from_bytes(turned[BINS:], "big")


def _root(first: list[int], number: int) -> int:
    while first[number] != number:
        first[number] = first[first[number]]
        number = first[number]
    return number
