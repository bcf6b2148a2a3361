r"""A whole text in one line: its sentences, and what stands among them that is none, as segments.

Whoever keeps articles in a table has each in one line, or in a few very long ones. Sentences end there as they do
anywhere. What a page leaves among them has no full stop, so that other signs must tell where it begins and ends: a
phrase that pages have for it, a label and what it labels (phrases.py), a capital where no sentence began (openings.py).
Sentences that show no sign of the page are joined to passages of the length of paragraphs, so that rules on lines see
what they know: paragraphs, and between them lines that may be left over.

>>> from newslint.evidence.language import get
>>> from newslint.model.documents import Document
>>> text = "The port is open, the harbour office said. " * 8 + "Advertisement The first boats left at dawn."
>>> (line,) = Document(text).lines
>>> [segment.text[:13] for segment in parted(line, get("en"))]
['The port is o', 'The port is o', 'Advertisement', 'The first boa']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.phrases import book, for_language, words
from newslint.evidence.segments.offers import offer
from newslint.evidence.segments.openings import opening
from newslint.evidence.segments.passages import Piece, passages
from newslint.evidence.segments.phrases import Part, parts
from newslint.evidence.segments.segment import Edge, Segment
from newslint.evidence.segments.sentences import sentences
from newslint.evidence.tokens import first_token, tokens, tokens_of
from newslint.model.documents import Line
from newslint.model.languages import Language

FLAT = 500
"""Characters that the lines of a text have on average, from which its paragraphs are no lines: of 776 texts of lines,
as scrapers stored them, six have more, and each is one of two lines; of 758 of one line none has less."""

LONG = 300
"""Characters of a line from which it may hold more than a paragraph."""

START = 80
"""Characters of a sentence in which a phrase is looked for that it begins with, or is."""

SHORT = 40
"""Characters below which a sentence may be a button."""


def is_flat(lines: Sequence[Line]) -> bool:
    """Are the lines of a text too long to be its paragraphs?"""
    return bool(lines) and sum(len(line.text) for line in lines) >= FLAT * len(lines)


def parted(line: Line, language: Language) -> Iterator[Line]:
    """The segments of a line; the line itself where it is short."""
    if len(line.text) < LONG:
        yield line
        return
    text = line.text
    pieces = list(passages(_pieces(text, language), text, language))
    yield from (_segment(line, pieces, number) for number in range(len(pieces)))


def _pieces(text: str, language: Language) -> Iterator[Piece]:
    """The pieces of each sentence."""
    for start, end in sentences(text, language):
        low = max(0, start - NEAR)
        if text[low:start].isspace() or text[end : end + NEAR].isspace():  # what is behind so many blanks counts, too
            yield from _of_sentence(text, start, end, language)
        else:
            near = text[low : end + NEAR], start - low, end - low
            yield from (piece.moved(low) for piece in _remembered(near, language))


NEAR = 120
"""Characters on either side of a sentence that what is said of its parts may depend on: twice what REACH in phrases.py
and LAST in sentences.py are at most."""

KEPT = 2_000
"""Sentences of a language that are kept, about 2 MB."""


Near = tuple[str, int, int]
"""A sentence with what is around it, and where it begins and ends there."""


def _remembered(near: Near, language: Language) -> tuple[Piece, ...]:
    """The pieces of a sentence; kept, for after a fix most are as they were."""
    kept = _kept(language)
    if near not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[near] = tuple(_of_sentence(*near, language))
    return kept[near]


@for_language
def _kept(_: Language) -> dict[Near, tuple[Piece, ...]]:
    return {}


def _of_sentence(text: str, start: int, end: int, language: Language) -> Iterator[Piece]:
    found = list(_split(text, start, end, language))
    for number, part in enumerate(found):
        last = found[number + 1].start if number + 1 < len(found) else end
        tail = found[number + 1].edge if number + 1 < len(found) else Edge.SENTENCE
        stop = part.start + len(text[part.start : last].rstrip())
        yield Piece(part.start, stop, part.edge, tail, _is_plain(text[part.start : stop], part, language))


def _split(text: str, start: int, end: int, language: Language) -> Iterator[Part]:
    """The parts of a sentence: phrases and what they begin, items behind bullets, a list and the sentence after it."""
    found = _parts(text, start, end, language)
    at = start
    for number, part in enumerate(found):
        stop = found[number + 1].start if number + 1 < len(found) else end
        for at, edge in _items(text, part, stop):
            yield Part(at, edge, part.label if at == part.start else "")
    last = found[-1]
    begins = None
    if not last.label:
        begins = opening(text, last.start, end, language) or offer(text, last.start, end, language)
    if begins is not None and begins[0] > at:  # one inside an item is no end of the list
        yield Part(*begins)


def _parts(text: str, start: int, end: int, language: Language) -> list[Part]:
    """The parts of a sentence by their phrases; a notice of rights behind what is none of the page is one."""
    owned = _RIGHTS.search(text, start + 1, end)
    if owned:
        found = parts(text, start, owned.start(), language)
        if not any(part.label for part in found):  # else what stands before the sign is of the notice, too
            return [*found, Part(owned.start(), Edge.PHRASE, RIGHTS)]
    return parts(text, start, end, language)


def _items(text: str, part: Part, stop: int) -> Iterator[tuple[int, Edge]]:
    """Where the items of a list begin, told by their bullets; where there are none, where the part does."""
    yield part.start, part.edge
    bullets = [match.start() for match in _BULLET.finditer(text, part.start + 1, stop)]
    if len(bullets) >= ITEMS:
        yield from ((at, Edge.PHRASE) for at in bullets)


RIGHTS = "copyright"
"""The list of what notices of rights begin with."""

_RIGHTS = regex.compile(r"(?<=\s)(?<!Copyright\s)(?:Copyright\s)?©\s?(?:19|20)\d\d")

ITEMS = 2
"""Bullets in a row from which they are a list's."""

_BULLET = regex.compile(r"(?<=\s)[•▪►●■◦‣*](?=\s+\S)")


def _is_plain(text: str, part: Part, language: Language) -> bool:
    """Is it a sentence that nothing sets apart from those beside it?"""
    if (
        part.label
        or len(text) < SHORT
        or not text.rstrip(_CLOSERS).endswith(_ENDS)
        or _SIGN.search(text)
        or _LABEL.match(text)
    ):
        return False
    if text[0].islower() and part.edge is not Edge.SENTENCE:
        return False
    return _suspects(language).isdisjoint(tokens(text)) and not (
        book(language).begins(first_token(text)) and book(language).marks(tokens(text[:START]))
    )


_ENDS = (".", "!", "?", "…")
_CLOSERS = "\"'”’»“)]"
_SIGN = regex.compile(r"[|©→@#<>{}=_\\]|https?:|www\.")
_LABEL = regex.compile(r"[^\W\d_][^:.,!?]{1,28}:\s")


@for_language
def _suspects(language: Language) -> frozenset[str]:
    """Words that set a sentence apart: those that speak to the reader, names of networks, and trades of who writes."""
    return tokens_of((*words(language, "reader"), *language.words.writers)) | vocabulary(language).networks


def _segment(line: Line, pieces: Sequence[Piece], number: int) -> Segment:
    """A piece in its place, with the blank that goes with it."""
    piece = pieces[number]
    first, last = number == 0, number + 1 == len(pieces)
    before = 0 if first else pieces[number - 1].end
    start, end = line.start + piece.start, line.start + piece.end
    stop = line.stop if last else line.start + pieces[number + 1].start
    if first and last:
        start = line.start
    elif last:
        start, stop = line.start + before, line.end
    elif first:
        start = line.start
    elif before == piece.start:  # run together with what stands before it: the blank after it must stay
        stop = end
    head, tail = (Edge.LINE if first else piece.head), (Edge.LINE if last else piece.tail)
    return Segment(start, end, stop, line.text[piece.start : piece.end], min(head, tail))
