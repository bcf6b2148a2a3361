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

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from zlib import crc32

from newslint.profile.keys import folded
from newslint.profile.spill import Spill

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


def groups(signatures: Iterable[bytes | None]) -> Sequence[int]:
    """For each article the first of those that it is a copy of; itself, where it is none.

    Four bytes of an article are in memory; its signature, and the order of all in each band, go to disk.
    """
    signed, first = Spill(), array("I")
    for number, signature in enumerate(signatures):
        first.append(number)
        if signature:
            signed.extend([number.to_bytes(_WIDTH, "big") + signature])
    for band in range(0, BINS, BAND):
        turned = Spill(_turned(signed, band))
        for one, other in _near(turned):
            mine, yours = _root(first, _number(one)), _root(first, _number(other))
            if mine != yours and likeness(one[:BINS], other[:BINS]) >= SAME:
                first[max(mine, yours)] = min(mine, yours)
        turned.close()
    signed.close()
    for number in range(len(first)):
        first[number] = _root(first, number)
    return first


_WIDTH = 4
"""Bytes of an article's number."""


def _turned(signed: Iterable[bytes], band: int) -> Iterator[bytes]:
    """The signatures that have a band, turned so that they begin with it, each with its number behind it."""
    for one in signed:
        number, signature = one[:_WIDTH], one[_WIDTH:]
        if any(signature[band : band + BAND]):
            yield signature[band:] + signature[:band] + number


def _near(turned: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each with those of the same band that come right after it."""
    before = deque[bytes](maxlen=NEAR)
    for other in turned:
        if before and before[-1][:BAND] != other[:BAND]:
            before.clear()
        yield from ((one, other) for one in before)
        before.append(other)


def _number(turned: bytes) -> int:
    return int.from_bytes(turned[BINS:], "big")


def _root(first: MutableSequence[int], number: int) -> int:
    while first[number] != number:
        first[number] = first[first[number]]
        number = first[number]
    return number
