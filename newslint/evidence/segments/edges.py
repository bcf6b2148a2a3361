"""Where one thing may end and another begin: what any segment keeps to, whatever it is made by.

>>> text = "He left.Advertisement The boats wait at the quay."
>>> [may_part(text, at) for at in (0, 8, 22, 26, 32, len(text))]
[True, True, True, False, False, True]
"""

from __future__ import annotations

import regex

_YEAR = regex.compile(r"(?<=(?<!\p{N})(?:19|20)\p{N}\p{N})\p{Lu}\p{Ll}")
_REST = regex.compile(r"[^\S\n]*+[\"'“„«‘»(\[]*(?P<first>\S)")


def may_part(text: str, at: int) -> bool:
    """May one thing end and another begin at text[at]? Not where it goes on in lower case, nor within a word.

    A word may begin right behind a small letter or a year, where it has a capital.
    """
    before, after = _blanks(text, at, -1), _blanks(text, at, 1)
    if before == 0 or after == len(text) or "\n" in (text[before - 1], text[after]):
        return True
    rest = _REST.match(text, at)
    if rest is None or rest["first"].islower() or rest["first"] in ",.;:!?)]":
        return False
    left, right = text[at - 1], text[at]
    year = _YEAR.match(text, at) is not None
    return not (left.isalnum() and right.isalnum()) or ((left.islower() or year) and right.isupper())


def _blanks(text: str, at: int, step: int) -> int:
    """How far blanks of the line reach from an offset, backward or forward."""
    while 0 < at < len(text) and (near := text[at if step > 0 else at - 1]).isspace() and near != "\n":
        at += step
    return at
