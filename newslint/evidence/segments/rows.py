r"""Rows of share buttons inside a sentence: their labels, one after the other, are one thing.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.wording import vocabulary
>>> text = "Share on Facebook Share on Mastodon Print The first boats left at dawn."
>>> text[over(text, 0, len(text), vocabulary(get("en"))) :]
'The first boats left at dawn.'
"""

from __future__ import annotations

import regex

from newslint.evidence.lines.wording import LABEL, Words
from newslint.evidence.tokens import first_token, labels, places, tokens


def over(text: str, at: int, end: int, known: Words) -> int:
    """Where a row of the labels of share buttons that begins at an offset is over; the offset where there is none.

    Each has a capital or a number, and so has what follows; no mark but a bar or a bullet stands among them.
    """
    stops = _labels(text, at, min(end, at + FEW), known)
    if len(stops) < 2:
        return at
    stops = _labels(text, at, min(end, at + SHARED), known)
    if len(stops) == 2 and text[at : stops[-1]].count(" ") == 1 and not _are_networks(text[at : stops[-1]], known):
        return at
    follows = _ROW_END.match(text, stops[-1], end)
    return follows.end() if follows else at


def _labels(text: str, at: int, end: int, known: Words) -> list[int]:
    """Where each label of a row that begins at an offset ends."""
    piece = text[at:end]
    if first_token(piece) not in known.target_starts:
        return []
    spans = [(at + low, at + high) for low, high in places(piece)]
    stops: list[int] = []
    number = 0
    for length in labels(tokens(piece), known.targets, LABEL):
        low = spans[number][0]
        number += length
        apart = not stops or _BETWEEN.fullmatch(text, stops[-1], low)
        if not apart or not (text[low].isupper() or text[low].isdigit()):
            break
        stops.append(spans[number - 1][1])
    return stops


FEW, SHARED = 120, 600
"""Characters of two labels, and of a row of share buttons, at most."""

_BETWEEN = regex.compile(r"[\s|•·/+*]+")
_ROW_END = regex.compile(r"\s\+\s+|\+?\s*(?:$|(?=[\p{Lu}\p{N}•*|©#@\"“„«»]))")
"""What a row of buttons is over before: its end, a capital or a number; or the sign behind "Google +"."""


def _are_networks(text: str, known: Words) -> bool:
    return known.networks.issuperset(tokens(text))
