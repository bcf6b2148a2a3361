"""Do the halves of a seam stand side by side elsewhere in the document, with the blank that is lost here?

>>> Apart(Document("The South Korea desk said SouthKorea"), 1).have("South", "Korea")
True
>>> Apart(Document("The South Koreans said SouthKorea"), 1).have("South", "Korea")
False
"""

from __future__ import annotations

import re

from newslint.model.documents import Document

FEW = 300
"""Pairs that are looked for one after the other: one pass over all words takes as long as to look for 700."""

TRIES = 3
"""Places of a pair's letters that are looked at. Behind so many that are parts of longer words, it is no pair."""

_PAIR = re.compile(r"[^\W\d_]+(?= ([^\W\d_]+))")


class Apart:
    """The pairs of words of a document that are asked for `asked` times."""

    def __init__(self, document: Document, asked: int) -> None:
        self._text = document.text
        self._pairs = document.once("pairs of words", lambda: _pairs(document.text)) if asked > FEW else None

    def have(self, left: str, right: str) -> bool:
        """Do the two stand side by side?"""
        if self._pairs is not None:
            return (left, right) in self._pairs
        text, pair, at = self._text, f"{left} {right}", -1
        for _ in range(TRIES):
            at = text.find(pair, at + 1)
            if at < 0:
                return False
            end = at + len(pair)
            if not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
                return True
        return False


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((match[0], match[1]) for match in _PAIR.finditer(text))
