r"""What a page offers its reader inside a line: where that is over, and the article's sentence begins.

>>> from newslint.evidence.language import get
>>> text = "Sign up to this newsletter The first boats left the quay at dawn"
>>> at, edge = offer(text, 0, len(text), get("en"))
>>> text[at:], edge.name
('The first boats left the quay at dawn', 'WEAK')
"""

from __future__ import annotations

from newslint.evidence.phrases import book, for_language, words
from newslint.evidence.segments.segment import Edge
from newslint.evidence.segments.titles import title
from newslint.evidence.tokens import first_token, tokens, tokens_of
from newslint.model.languages import Language

OFFERS = frozenset({"newsletter", "follow"})
"""Lists of what a page offers its reader, who is spoken to in the rest of the sentence, too."""

OFFERED = OFFERS | {"login", "paywall", "share"}
"""Lists of what an offer begins with of which no phrase has all."""

SAID = 160
"""Characters of a sentence that an offer goes on in."""

REACH = 60
"""Characters in which a phrase is looked for."""


def offer(text: str, start: int, end: int, language: Language) -> tuple[int, Edge] | None:
    """Where what a sentence begins with as an offer is over and the article's sentence begins; None if it has no such.

    Of "Sign up to this newsletter The boats left" no list has all, but a word that only begins sentences ends it. What
    follows speaks to nobody, and half of its words are small.
    """
    piece = text[start : min(end, start + REACH)]
    listed = book(language)
    if not listed.begins(first_token(piece)) or OFFERED.isdisjoint(mark.list for mark in listed.marks(tokens(piece))):
        return None
    at, edge = title(text, start, min(end, start + SAID), language)
    if edge is Edge.SENTENCE or at <= start or speaks_to(text, at, min(end, at + SAID), language):
        return None
    rest = text[at:end].split()
    return (at, Edge.WEAK) if sum(map(str.islower, rest)) * 2 >= len(rest) else None


def speaks_to(text: str, at: int, end: int, language: Language) -> bool:
    """Is the rest of a sentence said to the reader, or by the site: "Sign up for Harbour News to hear from us"?"""
    return end - at <= SAID and not _reader(language).isdisjoint(tokens(text[at:end]))


def is_closed(text: str, at: int, stop: int, language: Language) -> bool:
    """Is a phrase that ends in a small word over all the same: is it a button ("Read More"), or names who speaks?"""
    *before, last = text[at:stop].split()
    return bool(before) and (last[0].isupper() or last.lower() in _reader(language))


@for_language
def _reader(language: Language) -> frozenset[str]:
    return tokens_of(words(language, "reader"))
