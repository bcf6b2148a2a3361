"""What the rest of a document says of the form that a seam lies in: the whole run of letters and digits.

A name or a technical word comes back among other words (`base64`); glue comes back, if at all, where the page repeats
itself. Names of sites and projects stand in addresses and handles, too, and a document with much code has names that
are written like glue.

    >>> from newslint.evidence.glue.seams import Seam
    >>> text = "We read base64 here, and base64 there."
    >>> base64 = Placed(Seam(4, "digit", "base", "64", 0, {}), 8, 14, 12)
    >>> form(Document(text), base64).keys()
    dict_keys(['in other contexts'])
    >>> code(Document(text)), code(Document("if (a) { b = c; }"))
    (0.0, 3.0)
"""

from __future__ import annotations

from collections.abc import Callable
from math import log1p

import regex

from newslint.evidence.glue.seams import Placed
from newslint.model.documents import Document

_HOST = regex.compile(r"\.(?:com|org|net|edu|gov|info|de|fr|es|it|pt|co|uk|eu|tv|io|me)\b")

MOST_CONTEXTS = 20
"""Different neighbours of a form; more say no more. It bounds the work; chosen, not measured."""

NEIGHBOUR = 8
"""Characters on each side by which two places differ. Chosen; the weights are fitted on what it tells apart."""

HUMPED = frozenset(("capital", "title", "upper"))
"""Kinds of seam at a capital, whose two halves may be one name: run together with its neighbours, `MoreFileCloud
Online`, the name is no form of its own, but its pair of halves comes back."""

_SIGNS = frozenset("@#")

SHORTEST = 5
"""Letters; shorter forms stand in an address by chance. Chosen, not measured."""


def form(document: Document, one: Placed) -> dict[str, float]:
    """Does the form come back among other words, and does it stand in an address?"""
    run = _run(document.text, one)
    features = document.once(f"form {run}", lambda: _form(document, run))
    if one.seam.kind not in HUMPED:
        return features
    pair = one.seam.left + one.seam.right
    contexts = document.once(f"pair {pair}", lambda: _contexts(document.text, pair, _is_pair))
    return features | {"pair in other contexts": log1p(contexts - 1)} if contexts > 1 else features


def _form(document: Document, run: str) -> dict[str, float]:
    lower, low = document.folded, run.lower()
    first = lower.find(low)
    features: dict[str, float] = {}
    if lower.find(low, first + 1) >= 0 and (contexts := _contexts(document.text, run, _is_alone)) > 1:
        features["in other contexts"] = log1p(contexts - 1)
    if (
        len(run) >= SHORTEST
        and document.once("addresses", lambda: _has_address(lower))
        and _in_address(lower, low, first)
    ):
        features["in an address"] = 1.0
    return features


def code(document: Document) -> float:
    """Signs of code in 100 characters of the document, at most 3, in steps of 0.1."""
    return document.once("code", lambda: _code(document.text))


def _run(text: str, one: Placed) -> str:
    start = end = one.at
    while start > one.start and text[start - 1].isalnum():
        start -= 1
    while end < one.end and text[end].isalnum():
        end += 1
    return text[start:end]


def _contexts(text: str, form: str, stands: Callable[[str, str, str], bool]) -> int:
    """Between how many different neighbours a form `stands`: the smaller number of its two sides."""
    before: set[str] = set()
    after: set[str] = set()
    at = text.find(form)
    while at >= 0 and len(before) < MOST_CONTEXTS:
        end = at + len(form)
        if stands(text[at - 1 : at], form, text[end : end + 1]):
            before.add(text[max(0, at - NEIGHBOUR) : at].lower())
            after.add(text[end : end + NEIGHBOUR].lower())
        at = text.find(form, end)
    return min(len(before), len(after))


def _is_alone(before: str, _run: str, after: str) -> bool:
    """Does a run begin and end here?"""
    return not before.isalnum() and not after.isalnum()


def _is_pair(before: str, pair: str, after: str) -> bool:
    """Does a pair of halves begin and end here, at a border of letters or at a capital of what it is run into?"""
    begins = not before.isalnum() or (pair[0].isupper() and not before.isupper())
    ends = not after.isalnum() or after.isdigit() or (after.isupper() and not pair[-1].isupper())
    return begins and ends


def _has_address(lower: str) -> bool:
    """Is there any in a text? In most there is none, and no form needs to be looked for."""
    return any(sign in lower for sign in ("@", "#", "www.")) or _HOST.search(lower) is not None


def _in_address(text: str, run: str, at: int) -> bool:
    """Is a run of a text in lower case, from `at` on, a handle, a hashtag or the name of a host?"""
    while at >= 0:
        end = at + len(run)
        if text[at - 1 : at] in _SIGNS or text[at - 4 : at] == "www." or _HOST.match(text, end):
            return True
        at = text.find(run, end)
    return False


def _code(text: str) -> float:
    signs = sum(map(text.count, "{}=;_\\"))
    return min(3.0, round(100 * signs / (len(text) + 100), 1))
