r"""Sentences of a text in any shape: what the kinds that judge a whole document read it by.

A text is lines where its lines are paragraphs, one line where somebody joined them, and wrapped where an editor broke
them at a column. A sentence ends with its mark, or with a line that nothing continues.

>>> [text[a:b] for text in ["The port is open. Dr. Berg was\nthere\n\nShips sail"] for a, b in sentences(text)]
['The port is open.', 'Dr. Berg was\nthere', 'Ships sail']
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from newslint.evidence.references import one_of
from newslint.rules.languages import everywhere

FINAL = ".!?…。！？।"
"""What a sentence ends with."""

_PARAGRAPH = regex.compile(
    r"""
    [^\s](?:[^\n]++ | (?<![.!?…:”»\"])(?<![.!?…:”»\"][^\S\n])\n(?=[^\S\n]*+[\p{Ll}\d,;(]))*+
    """,
    regex.VERBOSE | regex.VERSION1,
)


@cache
def _end() -> regex.Pattern[str]:
    """What ends a sentence: its mark, where another begins. Initials and abbreviations before names end none; a missed
    end only makes a longer sentence."""
    short = one_of(everywhere("solid.titles") | everywhere("solid.abbreviations"))
    return regex.compile(
        rf"""
        (?<!(?<![\p{{L}}\p{{N}}])(?:\p{{L}}|(?i:{short})))
        [.!?…。！？।]+ ['"’”“»«)\]]* (?=\s+ ['"“„«»‘(\[¿¡—–-]* [\p{{Lu}}\p{{Lt}}\p{{Lo}}\p{{N}}])
        """,
        regex.VERBOSE | regex.VERSION1,
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends, blanks around it left out."""
    pattern = _end()
    for paragraph in _PARAGRAPH.finditer(text):
        start, stop = paragraph.span()
        for end in pattern.finditer(text, start, stop):
            yield from _bare(text, start, end.end())
            start = end.end()
        yield from _bare(text, start, stop)


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without the blanks around it; nothing if it is blank."""
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(bare)


def ends(sentence: str) -> bool:
    """Does it end with a mark, perhaps in quotation marks or brackets?

    >>> ends("“The port is open.”"), ends("The port (in the south)")
    (True, False)
    """
    return sentence.rstrip("\"'’”“»«)]*_ \N{NO-BREAK SPACE}").endswith(tuple(FINAL))
