"""What the rest of a document says of the form that a seam lies in: the whole run of letters and digits.

A name or a technical word comes back among other words (`base64`); glue comes back, if at all, where the page repeats
itself. Names of sites and projects stand in addresses and handles, too, and a document with much code has names that
are written like glue.

    >>> from newslint.evidence.glue.seams import Seam
    >>> text = "We read base64 here, and base64 there."
    >>> base64 = Placed(Seam(4, "digit", "base", "64", 0, {}), 8, 14, 12)
    >>> Forms(Document(text), [base64]).said(base64).keys()
    dict_keys(['in other contexts'])
    >>> code(Document(text)), code(Document("if (a) { b = c; }"))
    (0.0, 3.0)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log1p

import regex

from newslint.evidence.glue.seams import MARKS, Placed
from newslint.model.documents import Document

_HOST = regex.compile(r"\.(?:com|org|net|edu|gov|info|de|fr|es|it|pt|co|uk|eu|tv|io|me)\b")

MOST_CONTEXTS = 20
"""Different neighbours of a form; more say no more. It bounds the work; chosen, not measured."""

NEIGHBOUR = 8
"""Characters on each side by which two places differ. Chosen; the weights are fitted on what it tells apart."""

HUMPED = frozenset(("capital", "title", "upper"))
"""Kinds of seam at a capital, whose two halves may be one name: run together with its neighbours, `MoreFileCloud
Online`, the name is no form of its own, but its pair of halves comes back."""

_SIGNS = ("@", "#", "www.")
"""What stands before a handle, a hashtag and the name of a host."""

FEW = 20
"""Forms that are counted one after the other: from about so many on, one pass over all words is faster."""

SHORTEST = 5
"""Letters; shorter forms stand in an address by chance. Chosen, not measured."""

REACH = 60
"""Letters and digits on each side of a seam that belong to its form; the longest run of letters and digits in 3.5
million characters of news as stored has 92, and such are keys, not names."""

_RUN = re.compile(r"[^\W_]+")


class Forms:
    """What a document says of the forms that its seams lie in, all sought at once: each costs no pass of its own."""

    def __init__(self, document: Document, chosen: Sequence[Placed]) -> None:
        text = document.text
        asking = [one for one in chosen if one.seam.kind not in MARKS]
        runs = {one.at: _run(text, one) for one in asking}
        pairs = {one.seam.left + one.seam.right for one in asking if one.seam.kind in HUMPED}
        contexts = _contexts(text, frozenset(runs.values()), frozenset(pairs)) if asking else ({}, {})
        addresses = _addresses(document) if any(len(run) >= SHORTEST for run in runs.values()) else None
        self._runs = runs
        self._alone, self._pairs = contexts
        self._said = {run: self._of(run, addresses) for run in set(runs.values())}

    def said(self, one: Placed) -> dict[str, float]:
        """Does a seam's form come back among other words, and does it stand in an address?"""
        features = self._said[self._runs[one.at]]
        contexts = _sides(self._pairs.get(one.seam.left + one.seam.right)) if one.seam.kind in HUMPED else 0
        return features | {"pair in other contexts": log1p(contexts - 1)} if contexts > 1 else features

    def _of(self, run: str, addresses: _Addresses | None) -> dict[str, float]:
        features: dict[str, float] = {}
        if (contexts := _sides(self._alone.get(run))) > 1:
            features["in other contexts"] = log1p(contexts - 1)
        if addresses and len(run) >= SHORTEST and addresses.have(run.lower()):
            features["in an address"] = 1.0
        return features


def code(document: Document) -> float:
    """Signs of code in 100 characters of the document, at most 3, in steps of 0.1."""
    return document.once("code", lambda: _code(document.text))


def _run(text: str, one: Placed) -> str:
    start = end = one.at
    least, most = max(one.start, one.at - REACH), min(one.end, one.at + REACH)
    while start > least and text[start - 1].isalnum():
        start -= 1
    while end < most and text[end].isalnum():
        end += 1
    return text[start:end]


_Sides = dict[str, tuple[set[str], set[str]]]
"""For each form, what stands before it and after it."""


def _sides(found: tuple[set[str], set[str]] | None) -> int:
    """Between how many different neighbours a form stands: the smaller number of its two sides."""
    return min(map(len, found)) if found else 0


def _contexts(text: str, runs: frozenset[str], pairs: frozenset[str]) -> tuple[_Sides, _Sides]:
    """Between what the runs stand alone, and the pairs of halves begin and end, in the whole text.

    What stands there once says nothing, and is left out: most texts need no closer look.
    """
    alone, paired = _Sides(), _Sides()
    if len(runs) <= FEW:
        runs = frozenset(run for run in runs if text.count(run) > 1)
    else:
        counted = Counter(filter(runs.__contains__, _RUN.findall(text)))
        runs = frozenset(run for run, times in counted.items() if times > 1)
    pairs = frozenset(pair for pair in pairs if text.count(pair) > 1)
    if not runs and not pairs:
        return alone, paired
    for at, run in _alone(text, runs):
        _note(alone, text, run, at)
    for pair in filter(str.isalnum, pairs):  # a mark inside parts two runs
        for at in _as_halves(text, pair):
            _note(paired, text, pair, at)
    return alone, paired


def _note(sides: _Sides, text: str, form: str, at: int) -> None:
    before, after = sides.setdefault(form, (set(), set()))
    if len(before) < MOST_CONTEXTS:
        end = at + len(form)
        before.add(text[max(0, at - NEIGHBOUR) : at].lower())
        after.add(text[end : end + NEIGHBOUR].lower())


def _alone(text: str, runs: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where each of some runs stands with neither letters nor digits beside it."""
    if len(runs) > FEW:
        yield from ((match.start(), match[0]) for match in _RUN.finditer(text) if match[0] in runs)
        return
    for run in runs:
        size = len(run)
        for at in _every(text, run):
            if not (text[at - 1 : at].isalnum() or text[at + size : at + size + 1].isalnum()):
                yield at, run


def _as_halves(text: str, pair: str) -> Iterator[int]:
    """Where a pair begins and ends as two halves may; Sport|Sport|Sport holds its pair once."""
    size, end = len(pair), 0
    for at in _every(text, pair):
        before, after = text[at - 1 : at], text[at + size : at + size + 1]
        begins = not before.isalnum() or (pair[0].isupper() and not before.isupper())
        ends = not after.isalnum() or after.isdigit() or (after.isupper() and not pair[-1].isupper())
        if begins and ends and at >= end:
            end = at + size
            yield at


def _every(text: str, sought: str) -> Iterator[int]:
    """Where something begins in a text, in order."""
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


class _Addresses:
    """The runs that stand in handles, hashtags and the names of hosts of a text in lower case."""

    def __init__(self, lower: str) -> None:
        begun = {
            match[0] for sign in _SIGNS for at in _every(lower, sign) if (match := _RUN.match(lower, at + len(sign)))
        }
        ended = {run for host in _HOST.finditer(lower) if (run := _run_before(lower, host.start()))}
        self._begun, self._ended = sorted(begun), sorted(run[::-1] for run in ended)

    def have(self, run: str) -> bool:
        """Does one begin with the run, after the sign, or end with it, before the host's ending?"""
        return _begins(self._begun, run) or _begins(self._ended, run[::-1])


def _run_before(text: str, end: int) -> str:
    """The run of letters and digits that ends at an offset; empty if none does."""
    start = end
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def _begins(listed: Sequence[str], start: str) -> bool:
    """Does one of a sorted list begin so?"""
    at = bisect_left(listed, start)
    return at < len(listed) and listed[at].startswith(start)


def _addresses(document: Document) -> _Addresses | None:
    lower = document.folded
    return _Addresses(lower) if _has_address(lower) else None


def _has_address(lower: str) -> bool:
    """Is there any in a text? In most there is none, and no form needs to be looked for."""
    return any(sign in lower for sign in _SIGNS) or _HOST.search(lower) is not None


def _code(text: str) -> float:
    signs = sum(map(text.count, "{}=;_\\"))
    return min(3.0, round(100 * signs / (len(text) + 100), 1))
