"""What the rest of a document says of the form that a seam lies in: the whole run of letters and digits.

A name or a technical word comes back among other words (`base64`); glue comes back, if at all, where the page repeats
itself. Names of sites and projects stand in addresses and handles, too, and a document with much code has names that
are written like glue.
"""

from __future__ import annotations

from math import log1p

import regex

from newslint.model import Document
from newslint.seams import Placed

_ADDRESS = regex.compile(
    r"[@#]\w{4,}|(?:[\w-]{2,}\.)+(?:com|org|net|edu|gov|info|de|fr|es|it|pt|uk|eu|tv|co|io|me)\b[/\w.-]*"
)

MOST_CONTEXTS = 20
"""Different neighbours of a form; more say no more."""

NEIGHBOUR = 8
"""Characters on each side by which two places differ."""

SHORTEST = 5
"""Letters; shorter forms stand in an address by chance."""


def form(document: Document, one: Placed) -> dict[str, float]:
    """Does the form come back among other words, and does it stand in an address?"""
    text = document.text
    run = _run(text, one)
    features: dict[str, float] = {}
    contexts = document.once(f"contexts of {run}", lambda: _contexts(text, run))
    if contexts > 1:
        features["in other contexts"] = log1p(contexts - 1)
    if len(run) >= SHORTEST and run.lower() in document.once("addresses", lambda: _addresses(text)):
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


def _contexts(text: str, run: str) -> int:
    """Between how many different neighbours a run stands: the smaller number of its two sides."""
    before: set[str] = set()
    after: set[str] = set()
    at = text.find(run)
    while at >= 0 and len(before) < MOST_CONTEXTS:
        end = at + len(run)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            before.add(text[max(0, at - NEIGHBOUR) : at].lower())
            after.add(text[end : end + NEIGHBOUR].lower())
        at = text.find(run, end)
    return min(len(before), len(after))


def _addresses(text: str) -> str:
    return " ".join(_ADDRESS.findall(text)).lower()


def _code(text: str) -> float:
    signs = sum(map(text.count, "{}=;_\\"))
    return min(3.0, round(100 * signs / (len(text) + 100), 1))
