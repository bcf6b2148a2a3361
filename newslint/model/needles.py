"""Needles: what must be in a text for a rule to find anything there. They make it faster and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from newslint.model.documents import Document


class Folded(str):
    """A needle in lower case that is in a text if it is in `text.lower()`."""

    __slots__ = ()


Needle = str | range
"""A string, perhaps a Folded one, or a range of code points of which any character counts."""


@lru_cache(maxsize=5_000)
def required(written: str) -> str:
    """A requirement of a rule file as a needle: in lower case it means any case, with a capital only what it says.

    What has no case is searched for as it is: that needs no second copy of the text.
    """
    return Folded(written) if written == written.lower() != written.upper() else written


def holds(document: Document, needles: Iterable[Needle]) -> bool:
    """Is one of the needles in the document?"""
    return any(_is_in(needle, document) for needle in needles)


def _is_in(needle: Needle, document: Document) -> bool:
    if isinstance(needle, Folded):
        return needle in document.folded
    if isinstance(needle, str):
        return needle in document.text
    return not document.characters.isdisjoint(_characters(needle))


@cache
def _characters(needle: range) -> frozenset[str]:
    return frozenset(map(chr, needle))
