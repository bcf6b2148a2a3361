"""The words of a document: which stand in it, as they are written, and how often.

A word is a run of letters, or of digits. Most of a document's words stand alone between blanks; only the others are
taken apart.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import filterfalse
from unicodedata import category

import regex

from newslint.model.documents import Document

_WORD = regex.compile(r"[\p{L}\p{M}]+|\p{N}+")
_PLAIN_WORD = re.compile(r"[^\W\d_]+|\d+")


class Vocabulary:
    """The words of one document."""

    def __init__(self, document: Document) -> None:
        pieces = document.words
        self._pieces = Counter(pieces)
        self._inner = Counter(words(" ".join(filterfalse(str.isalpha, pieces))))

    def __contains__(self, word: str) -> bool:
        """Does the word stand in the document?"""
        return word in self._inner or (word in self._pieces and word.isalpha())

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Those of some words in lower case that stand in the document, in any case."""
        mine = (*self._pieces, *self._inner)
        others = " ".join(filterfalse(str.islower, mine)).lower().split()
        return words.intersection(mine) | words.intersection(others)

    def count(self, word: str) -> int:
        """How often it stands there."""
        return self._inner[word] + (self._pieces[word] if word.isalpha() else 0)


def vocabulary(document: Document) -> Vocabulary:
    """The document's words; found once."""
    return document.once("vocabulary", lambda: Vocabulary(document))


def words(text: str) -> list[str]:
    """The runs of letters and of digits in a text."""
    found: list[str] = _word(text).findall(text)
    return found


def spans(text: str) -> list[tuple[int, int]]:
    """Where each of them begins and ends."""
    return [match.span() for match in _word(text).finditer(text)]


def _word(text: str) -> re.Pattern[str] | regex.Pattern[str]:
    """What finds them. The standard library's `re` does it three times as fast, where it can say what a letter is."""
    return _WORD if any(map(_is_odd, set(text))) else _PLAIN_WORD


@lru_cache(maxsize=4096)
def _is_odd(character: str) -> bool:
    """Is it a mark or a number that is no decimal digit, which `re` takes for no part of a word and for a letter?

    Or a character that is newer than this Python (regex brings its own tables).
    """
    if character.isalnum():
        return not (character.isalpha() or character.isdecimal())
    return category(character) in ("Mn", "Mc", "Me", "Cn")
