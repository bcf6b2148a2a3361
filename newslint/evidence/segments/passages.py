"""The pieces of a line, joined to what one thing fills: sentences to a passage, the two halves of a notice of rights.

>>> from newslint.evidence.language import get
>>> text = "The port is open. The boats left. We use cookies. The ferry waits at the quay."
>>> ends = [17, 33, 49, len(text)]
>>> starts = [0, *(end + 1 for end in ends[:-1])]
>>> found = [Piece(*span, Edge.SENTENCE, Edge.SENTENCE, span[0] != 34) for span in zip(starts, ends)]
>>> [text[piece.start : piece.end] for piece in passages(iter(found), text, get("en"))]
['The port is open. The boats left.', 'We use cookies.', 'The ferry waits at the quay.']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from newslint.evidence.phrases import book, for_language, words
from newslint.evidence.segments.segment import Edge
from newslint.evidence.tokens import first_token, tokens, tokens_of
from newslint.model.languages import Language

PASSAGE = 300
"""Characters from which a passage is as long as a paragraph."""


class Piece(NamedTuple):
    """line[start:end], how sure its ends are, and whether it is a sentence that shows no sign of the page."""

    start: int
    end: int
    head: Edge
    tail: Edge
    plain: bool

    def moved(self, by: int) -> Piece:
        """The same piece, so much further on."""
        return Piece(self.start + by, self.end + by, self.head, self.tail, self.plain)


def passages(pieces: Iterator[Piece], text: str, language: Language) -> Iterator[Piece]:
    """The pieces of a line's text, those that are one thing as one."""
    apart = _beside_consent(pieces, text, language)
    notices = _joined(apart, lambda one, other: _is_one_notice(one, other, text, language))
    return _joined(notices, _is_one_passage)


def _beside_consent(pieces: Iterator[Piece], text: str, language: Language) -> Iterator[Piece]:
    """The pieces; a sentence right behind one that speaks of consent may be of its notice, and stands alone."""
    behind = BEHIND
    for piece in pieces:
        if not _consent(language).isdisjoint(tokens(text[piece.start : piece.end])):
            behind = BEHIND if piece.plain else 0  # a plain one tells of cookies, or is a dialogue's
            yield piece
            continue
        behind = behind + 1 if piece.plain else BEHIND
        yield piece._replace(plain=piece.plain and behind > BEHIND)


BEHIND = 2
"""Sentences behind one that speaks of consent that may be of its notice. Chosen."""


@for_language
def _consent(language: Language) -> frozenset[str]:
    return tokens_of(words(language, "consent"))


def _joined(pieces: Iterator[Piece], belongs: Callable[[Piece, Piece], bool]) -> Iterator[Piece]:
    """The pieces, each that belongs to the one before it joined to it; two plain ones are plain together."""
    kept: Piece | None = None
    for piece in pieces:
        if kept is not None and belongs(kept, piece):
            kept = Piece(kept.start, piece.end, kept.head, piece.tail, kept.plain and piece.plain)
            continue
        if kept is not None:
            yield kept
        kept = piece
    if kept is not None:
        yield kept


def _is_one_passage(before: Piece, piece: Piece) -> bool:
    """Are they plain sentences that follow one another, up to the length of a paragraph?"""
    return before.plain and piece.plain and before.end - before.start < PASSAGE


def _is_one_notice(before: Piece, piece: Piece, text: str, language: Language) -> bool:
    """Does the second say that rights are reserved, and the first end in their owner and the year?"""
    owned = _OWNER.search(text, before.start, before.end) is not None
    return owned and _reserves(text[piece.start : piece.end], language)


_OWNER = regex.compile(r"©[^©.\n]{0,80}\b(?:19|20)\d\d\b[^©.\n]{0,80}\.$")


def _reserves(text: str, language: Language) -> bool:
    """Is it a phrase of notices of rights, whole?"""
    known = book(language)
    words = tokens(text) if len(text) <= PASSAGE and known.begins(first_token(text)) else []
    return bool(words) and any(mark.list == "copyright" and mark.length == len(words) for mark in known.marks(words))
