r"""Where a line stands: from the start and the end of its text, before, among or after the prose, beside what.

What a page says of its article stands above it and below it, seldom in it, and short lines in a row are furniture more
often than one alone. So nearly all that is told of a line is told by its place, too. What the head of a text is, its
foot, a paragraph, and how many of them make an article is said here and nowhere else.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> prose = "The port opened again on Tuesday, the office said. " * 3
>>> rows = sheet(Document("\n".join(["The port reopens", prose, prose, "Read more", "Share", "Print"])), get("en")).rows
>>> list(place(places_of([is_prose(row) for row in rows]), rows, 4))[2:4]
['after the prose, in a run of 3 to 5', 'inside of a run of 3 to 5']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from newslint.evidence.lines.runs import spans
from newslint.evidence.lines.sheet import Row

PROSE = 120
"""Characters from which a line that ends as a sentence is prose: 97 of 100 of these belong to the article (dev)."""

TOP = 5
"""Lines at the start of a text among which the article's title is."""

HEAD = TOP + 1
"""Lines at the start of a text among which its head is: the title and the standfirst, the byline and the date."""

HEAD_WITH_EMPTY = 5
"""The same for who counts the empty lines, too: the title, the standfirst, and what may stand between them."""

FOOT = 12
"""Lines at the end of a text among which what the page says of the article is: who wrote it, whose the rights are."""

ARTICLE = 6
"""Paragraphs above a heading of comments that show that the article is over, wherever it stands. With six, what follows
is 2,072 left-over lines and 8 of the article (dev, pages and extractors' outputs together); with four, 4,584 and 67."""

SHORT_ARTICLE = 4
"""Paragraphs above a block that several of its own lines tell, by dates at one distance or by how they speak: it needs
less above it than a heading, which one line may be by chance."""


def is_prose(row: Row) -> bool:
    """Is it a line that, by its length and its end, is a paragraph of prose?"""
    return row.ends and len(row.text) >= PROSE


def paragraph(rows: Sequence[Row], nth: int) -> int:
    """The number of the `nth` row that is a paragraph, counted from 1; that of all rows if there are fewer."""
    return next(islice((number for number, row in enumerate(rows) if is_prose(row)), nth - 1, None), len(rows))


def is_below_article(rows: Sequence[Row], number: int) -> bool:
    """Do as many paragraphs stand above a row as an article has?"""
    return paragraph(rows, ARTICLE) < number


GOES_ON = ",.;)"
"""Signs that a line begins with when it is the rest of a sentence."""

GOES_ON_OR_COLON = GOES_ON + ":"
"""The same with the colon, which may stand below its label: so the traits have it, whose weights are fitted with it."""


def goes_on(row: Row, signs: str = GOES_ON) -> bool:
    """Does it read like the rest of a sentence that the line before began?"""
    return row.text[0].islower() or row.text[0] in signs


def takes_line_above(row: Row) -> bool:
    """Does the line before it belong to it: as its heading, or as the start of its sentence?"""
    return goes_on(row) or is_prose(row)


def graded(share: float, grades: tuple[tuple[float, str], ...], least: str = "") -> str:
    """The name of the first grade that the share is above."""
    return next((name for above, name in grades if share > above), least)


_RUNS = ((15, "16+"), (5, "6 to 15"), (2, "3 to 5"), (1, "2"))


class Places(msgspec.Struct, frozen=True):
    """For each row: the first and last row of its run of lines that are no prose; and where prose starts and ends."""

    runs: list[tuple[int, int]]
    first: int
    last: int


def places_of(prose: list[bool]) -> Places:
    """The places of a text whose rows are prose or not."""
    where = [i for i, is_article in enumerate(prose) if is_article]
    return Places(spans(prose), where[0] if where else -1, where[-1] if where else len(prose))


def where(places: Places, i: int) -> str:
    """Before, among or after the prose."""
    return "before the prose" if i < places.first else "after the prose" if i > places.last else "among the prose"


def place(places: Places, rows: list[Row], i: int) -> Iterator[str]:
    """Where it stands: from the start, from the end, before, among or after the prose, in what run of short lines."""
    left = len(rows) - 1 - i
    yield "line 1" if i == 0 else "line 2" if i == 1 else "lines 3 to 5" if i < TOP else "after line 5"
    yield "last line" if left == 0 else "last 3 lines" if left < 3 else "last 8 lines" if left < 8 else "not at the end"
    first, last = places.runs[i]
    size = graded(last - first + 1, _RUNS, "1")
    yield f"{where(places, i)}, in a run of {size}"
    yield f"{'first' if i == first else 'last' if i == last else 'inside'} of a run of {size}"
    before = rows[i - 1] if i else None
    after = rows[i + 1] if left else None
    for name, near in (("before", before), ("after", after)):
        if near is None:
            continue
        yield f"{name} it: {look(near)}"
    if before is not None and before.text.endswith(":"):
        yield "a colon before it"


def look(row: Row) -> str:
    """What a neighbour looks like at a glance: its length and its end."""
    if row.is_phrase:
        return "a listed phrase"
    size = len(row.text)
    grade = "very short" if size < 25 else "short" if size < 60 else "medium" if size < PROSE else "long"
    return f"{grade}, {'a' if row.ends else 'no'} sentence end"
