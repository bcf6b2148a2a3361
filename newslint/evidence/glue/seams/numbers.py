"""Seams between a number and a word: `le2 novembre`, `Guatemala.2021juez`.

Every border between a digit and a letter is one, also in `5km` and `COVID19`: what is written so is told by evidence.

    >>> [(seam.left, seam.right) for chunk in ("le2", "5km") for seam in at_numbers(chunk, None)]
    [('le', '2'), ('5', 'km')]
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newslint.evidence.glue.seams.seam import PART, Seam
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.lexicon import Lexicon

_BORDER = regex.compile(r"(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})")
_LAST = regex.compile(r"(?:\p{L}[\p{L}\p{M}]*|\d+)$")
_FIRST = regex.compile(r"(?:\p{L}[\p{L}\p{M}]*|\d+)")

_BANK = regex.compile(r"\b[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?:\b|(?=[A-Z][a-z]))")
"""A bank's code, BYLADEM1001: eight characters or eleven; a word may be run together with it."""


def at_numbers(chunk: str, words: Lexicon | None) -> Iterator[Seam]:
    """The seams at every border between a digit and a letter."""
    for match in _BORDER.finditer(chunk):
        at = match.start()
        if chunk.isascii() and _BANK.search(chunk):
            return
        left, right = last_word(chunk[:at]), first_word(chunk[at:])
        features = _features(left, right, words) | _ends(chunk, at - len(left), at + len(right))
        yield Seam(at, "digit", left, right, 900_000 + at, features)


def last_word(text: str) -> str:
    """The word or number that ends the text; its last character where neither does."""
    match = _LAST.search(text)
    return match.group() if match else text[-1]


def first_word(text: str) -> str:
    """The word or number that begins the text; its first character where neither does."""
    match = _FIRST.match(text)
    return match.group() if match else text[0]


def _features(left: str, right: str, words: Lexicon | None) -> dict[str, float]:
    digits_first = left[-1].isdigit()
    number, word = (left, right) if digits_first else (right, left)
    known = words.zipf(word.lower()) if words else 0.0
    features = {
        "word frequency": known,
        "digits first" if digits_first else "letters first": 1.0,
        f"word of {min(len(word), 4)}": 1.0,
        f"digits {min(len(number), 4)}": 1.0,
    }
    if len(number) == 4 and number[:2] in ("19", "20"):
        features["year"] = 1.0
    if word[0].isupper():
        features["word capitalised"] = 1.0
    if word.isupper():
        features["word all capitals"] = 1.0
    if words and known < PART:
        features["word unknown"] = 1.0
    if word.lower() in solid().after_numbers:
        features["unit"] = 1.0
    if not digits_first and len(word) == len(number) == 2 and word.isupper():
        features["begins a bank account"] = 1.0
    return features


def _ends(chunk: str, start: int, end: int) -> dict[str, float]:
    """What else the chunk holds around the number and the word."""
    before, after = chunk[:start], chunk[end:]
    features: dict[str, float] = {}
    if before and before[-1].isalnum():
        features["more before"] = 1.0
    if after and after[0].isalnum():
        features["more after"] = 1.0
    if (before and before[-1] in "-‐/.:,") or (after and after[0] in "-‐/"):
        features["joined"] = 1.0
    return features
