"""Seams between a number and a word: `le2 novembre`, `Guatemala.2021juez`.

Every border between a digit and a letter is one, also in `5km` and `COVID19`: what is written so is told by evidence.

    >>> [(seam.left, seam.right) for chunk in ("le2", "5km") for seam in at_numbers(chunk, None)]
    [('le', '2'), ('5', 'km')]
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newslint.evidence.glue.seams.seam import BY_NUMBER, PART, Seam, unit
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.lexicon import Lexicon

_BORDER = regex.compile(r"(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})")
_LAST = regex.compile(r"(?r)(?:\p{L}[\p{L}\p{M}]*|\d+)$")
_FIRST = regex.compile(r"(?:\p{L}[\p{L}\p{M}]*|\d+)")

_TIME = regex.compile(r"(?r)(?<!\d)(?:\d{1,2}[h:]\d{2}|\d{4}-\d{2}-\d{2})$")
"""A time of day or a date, which no word belongs to."""

_BANK = regex.compile(r"\b[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?:\b|(?=[A-Z][a-z]))")
"""A bank's code, BYLADEM1001: eight characters or eleven; a word may be run together with it."""


def at_numbers(chunk: str, words: Lexicon | None) -> Iterator[Seam]:
    """The seams at every border between a digit and a letter."""
    borders = [match.start() for match in _BORDER.finditer(chunk)]
    coded = {at for bank in _BANK.finditer(chunk) for at in range(bank.start() + 1, bank.end() + 1)} if borders else ()
    for at in borders:
        if at in coded:
            continue
        left, right = last_word(chunk, at), first_word(chunk, at)
        features = _features(left, right, words) | _ends(chunk, at - len(left), at + len(right))
        if _TIME.match(chunk, 0, at) and right[0].isupper() and len(right) > 2 and features["word frequency"] >= PART:
            features["sure"] = 0.0  # 2024-05-07Firm
        yield Seam(at, "digit", left, right, unit(BY_NUMBER, at), features)


def last_word(text: str, end: int) -> str:
    """The word or number that ends at the offset `end`; the character before it where neither does."""
    match = _LAST.match(text, 0, end)
    return match.group() if match else text[end - 1]


def first_word(text: str, start: int = 0) -> str:
    """The word or number that begins at the offset `start`; the character there where neither does."""
    match = _FIRST.match(text, start)
    return match.group() if match else text[start]


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
    before, after = chunk[max(0, start - 1) : start], chunk[end : end + 1]
    features: dict[str, float] = {}
    if before.isalnum():
        features["more before"] = 1.0
    if after.isalnum():
        features["more after"] = 1.0
    if (before and before in "-‐/.:,") or (after and after in "-‐/"):
        features["joined"] = 1.0
    return features
