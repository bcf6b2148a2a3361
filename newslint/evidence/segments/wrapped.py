r"""Lines wrapped at a width: the lines of one paragraph, joined to one segment.

A text that was made for a terminal, a mail or a corpus has its lines broken at 60 to 100 columns. Then a line is no
unit: its first words are the rest of what the line above began. Two lines are one where the next word had no room at
the end of the first, or where it goes on in lower case; a word torn at the break is whole again. Where no blank lines
part the paragraphs, a sentence that ends at the end of a line may have been the last of its own.

>>> from newslint.evidence.language import get
>>> from newslint.model.documents import Document
>>> text = "\n".join(["The port is open again, the harbour of-", "fice said, and the first boats left at", "dawn."] * 6)
>>> lines = Document(text).lines
>>> width(lines, get("en")), [segment.text for segment in joined(lines, 39, get("en"))][:1]
(39, ['The port is open again, the harbour office said, and the first boats left at dawn.'])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from newslint.evidence.phrases import Book, book, for_language
from newslint.evidence.segments.segment import Edge, Segment
from newslint.evidence.signs.bullets import BULLET
from newslint.evidence.tokens import first_token, tokens, tokens_of
from newslint.model.documents import Line
from newslint.model.languages import Language

NARROWEST, WIDEST, WORD = 30, 120, 16
"""Characters of the longest lines of a text that is wrapped, at least and at most, and how much of one may be empty. In
a narrower one each line is a word, or an item of a list."""

WRAPPED = 5
"""Lines that had no room for the next word, from which a text is."""

SMALL = 8
"""Of so many one at least goes on in lower case, or after a small word: those of a poem or of a list don't."""

APART = 60
"""Characters of a line that may be a phrase of the page, and no part of a paragraph. Chosen."""

LABELS = frozenset({"credit_label", "source_label", "caption_label"})
"""Lists of labels that stand at the start of their line."""

TIGHT = 20
"""Lines without a blank one among them from which a text has no blank lines between its paragraphs. Chosen."""

LONGER = 0.02
"""The share of lines that may be longer than the width: addresses are not broken."""

_END = regex.compile(r"[.!?…:][\"'”’»“)\]]*$")
_STOP = regex.compile(r"(?<=\w\w)[.!?…][\"'”’»“)\]]*$")
_NEW = regex.compile(r"\s*[\"'“„«‘(\[¿¡]?[\p{Lu}\p{N}]")
_COLON = regex.compile(r"^\W?\w[\w ]{1,24}\s?[:©]")
_TORN = regex.compile(r"\p{Ll}-$")


def width(lines: Sequence[Line], language: Language) -> int:
    """The width at which a text is wrapped: hardly a line is longer, and many go on in the next; 0 if it isn't."""
    if not lines:
        return 0
    lengths = sorted(len(line.text.rstrip()) for line in lines)
    widest = lengths[int((len(lengths) - 1) * (1 - LONGER))]
    if not NARROWEST <= widest <= WIDEST:
        return 0
    small = frozenset(language.function_words)
    full = [
        _is_rest(second) or first.text.split()[-1] in small
        for first, second in pairwise(lines)
        if first.stop == second.start and _is_full(first, second, widest) and not _END.search(first.text.rstrip())
    ]
    return widest if len(full) >= max(WRAPPED, len(lines) / 10) and sum(full) * SMALL >= len(full) else 0


def joined(lines: Sequence[Line], width: int, language: Language) -> Sequence[Line]:
    """The lines of a text that is wrapped at a width, those of one paragraph as one segment."""
    known = book(language)
    units = [*_units(lines, width, known)]
    loose = [False, *(_may_be_one(first[-1], second[0], width, known) for first, second in pairwise(units)), False]
    edges = [Edge.WEAK if head or tail else Edge.LINE for head, tail in pairwise(loose)]
    return [
        _segment(unit, language, edge) if edge is Edge.WEAK or len(unit) > 1 else unit[0]
        for unit, edge in zip(units, edges, strict=True)
    ]


def hanging(lines: Sequence[Line], language: Language) -> Sequence[Line]:
    """The lines of a text that is not wrapped as a whole, each item of a list with the rest that hangs below its words.

    So a browser that prints text breaks what is too long for it. The rest stands under the first word of the item, and
    goes on in lower case where that is long.
    """
    units = list[list[Line]]()
    for line in lines:
        if units and _hangs(units[-1], line):
            units[-1].append(line)
        else:
            units.append([line])
    return [_segment(unit, language, Edge.LINE) if len(unit) > 1 else unit[0] for unit in units]


def _hangs(unit: Sequence[Line], line: Line) -> bool:
    """Is a line the rest of an item, below its words?"""
    last, text = unit[-1], line.text
    if text[0] != " " or last.stop != line.start or not _is_rest(line) or len(last.text.rstrip()) < HUNG:
        return False
    bullet = _ITEM.match(unit[0].text)
    return bullet is not None and len(text) - len(text.lstrip()) == bullet.end() and not _END.search(last.text.rstrip())


HUNG = 40
"""Characters of a line from which what hangs below it in lower case is its rest. Chosen: of 130 such pairs in texts as
people stored them, those with a shorter first line are two things ("Careers", "back to the menu")."""

_ITEM = regex.compile(r" {2,}[*+•·▪‣o] +(?=\S)")


def _may_be_one(first: Line, second: Line, width: int, known: Book) -> bool:
    """May the second line be of the paragraph whose sentence ends at the end of the first?"""
    return first.stop == second.start and _is_full(first, second, width) and not _is_apart(second, known)


def _units(lines: Sequence[Line], width: int, known: Book) -> Iterator[list[Line]]:
    unit: list[Line] = []
    tight = sum(first.stop != second.start for first, second in pairwise(lines)) * TIGHT < len(lines)
    for line in lines:
        adjoins = unit and unit[-1].stop == line.start and _is_one(unit[-1], line, width, tight=tight)
        if unit and (not adjoins or (tight and _parts(unit, line, known))):
            yield unit
            unit = []
        unit.append(line)
    if unit:
        yield unit


def _is_one(first: Line, second: Line, width: int, *, tight: bool) -> bool:
    """Is the second line the rest of the first?"""
    if BULLET.match(second.text):
        return False
    if _is_full(first, second, width):
        return not (tight and _STOP.search(first.text.rstrip()) and _NEW.match(second.text))
    goes_on = _is_rest(second) and _END.search(first.text.rstrip()) is None
    return goes_on and len(first.text.rstrip()) > width // 2


def _parts(unit: Sequence[Line], line: Line, known: Book) -> bool:
    """Does a new thing begin with a line, as it is a phrase of the page, or as the one above it was nothing else?"""
    if not _NEW.match(line.text) or unit[-1].text.rstrip().endswith((",", ";", "-", "–")):
        return False
    return _is_apart(line, known) or (len(unit) == 1 and _is_apart(unit[0], known))


def _is_apart(line: Line, known: Book) -> bool:
    """Is a line a phrase of the page's furniture and nothing else, or does it begin with a label of a credit?"""
    text = line.text.strip()
    if len(text) > APART or not known.begins(first_token(text)):
        return False
    said = tokens(text)
    return any(
        mark.length == len(said) or (mark.list in LABELS and _COLON.search(text) is not None)
        for mark in known.marks(said)
    )


def _is_full(first: Line, second: Line, width: int) -> bool:
    """Had the second line's first word no room at the end of the first?"""
    room = width - len(first.text.rstrip()) - 1
    return room < min(WORD, len(second.text.split(None, 1)[0]))


def _is_rest(line: Line) -> bool:
    """Does a line begin in lower case?"""
    return line.text.lstrip()[:1].islower()


def _segment(unit: Sequence[Line], language: Language, edge: Edge) -> Segment:
    text = unit[0].text.rstrip()
    for line in unit[1:]:
        rest = line.text.strip()
        torn = _TORN.search(text) and rest[:1].islower() and first_token(rest) not in _function(language)
        text = f"{text[:-1]}{rest}" if torn else f"{text} {rest}"
    return Segment(unit[0].start, unit[-1].end, unit[-1].stop, text, edge)


@for_language
def _function(language: Language) -> frozenset[str]:
    return tokens_of(language.function_words)
