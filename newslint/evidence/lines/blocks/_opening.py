"""Blocks that a listed line opens: a heading ("Related articles"), a notice, "3 thoughts on “The port reopens”".

The first line is known by its words, all of it; what belongs to it below, and whether it is one at all where it stands,
each shape says for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.places import TOP
from newslint.evidence.lines.prose import kept
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.phrases import Mark
from newslint.evidence.signs import quotes
from newslint.evidence.tokens import NUMBER

Told = tuple[Row, tuple[str, ...]]
"""A row of a block, and the names of what tells it."""

_QUOTED = re.compile(rf"[^{quotes.ANY}]{{4,60}}[{quotes.OPENING}{quotes.EITHER}].+[{quotes.CLOSING}{quotes.EITHER}]")
"""A line that is quoted from near its start to its end."""

_COUNTED = re.compile(r"\s\(\d{1,5}\)\Z")
"""A count in brackets at the end of a line."""


def opened(page: Sheet, lists: Lists, rows_of: Callable[[Row], Sequence[Told]]) -> Iterator[Part]:
    """The blocks of the page that a listed line opens, each of the rows that `rows_of` its first line gives."""
    done = -1
    for row in page.rows:
        if row.number <= done or not (marks := openings(page, row, lists)):
            continue
        seen = () if any(mark.seen for mark in marks) else ("not seen on a page",)
        for number, (each, told) in enumerate(rows_of(row)):
            done = each.number
            yield whole(each, "inside" if number else "first line", *told, *seen)


def openings(page: Sheet, row: Row, lists: Lists) -> list[Mark]:
    """The phrases for which the row is a block's first line; none for most rows."""
    found = [
        mark
        for mark in row.marks
        if (mark.list in lists.start and row.whole and _is_all(row, mark.length) and not _is_word(row))
        or (mark.list in lists.titled and _names_article(page, row, mark.length))
    ]
    return [] if found and row.line.start in kept(page) else found


def _is_all(row: Row, length: int) -> bool:
    """Is a phrase of so many words all of the row, but for a count behind it: "Comments (5)"?"""
    return length == len(row.words) or (length == len(row.words) - 1 and _COUNTED.search(row.text) is not None)


def _is_word(row: Row) -> bool:
    """Is it one word inside a line? That is no heading: "FAQ" and "Comments" stand before sentences, too."""
    return row.inside and len(row.words) == 1


def _names_article(page: Sheet, row: Row, length: int) -> bool:
    """Does a title follow the phrase: something quoted, or one of the text's first lines, word for word?"""
    title = row.words[length:]
    if not title:
        return row.words[0] == NUMBER
    return _QUOTED.fullmatch(row.text) is not None or any(above.words == title for above in page.rows[:TOP])
