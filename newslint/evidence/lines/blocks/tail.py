r"""From a listed line to the end of the text: the comments, under "3 comments" or "Join the discussion".

Below the article readers write what they think, and their words read like anybody's. So the heading decides, and where
it stands: in the last two fifths of the text, or below as many paragraphs as an article has.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open.\nThe first boats left at dawn.\n2 Comments\nAbout time, too."
>>> parts = find(sheet(Document(text), get("en")), Lists(start=("comment_heading",)))
>>> [text[start:end] for start, end, *_ in parts]
['2 Comments\n', 'About time, too.']
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lines.blocks import Lists, Part
from newslint.evidence.lines.blocks._opening import Told, opened, openings
from newslint.evidence.lines.places import is_below_article
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.model.languages import Language
from newslint.model.needles import Needle

FOURTH, LAST = 0.6, 0.8
"""The share of the text's characters above its fourth fifth, and above its last. The bounds here are chosen; of the
lines that they find in 3,910 texts of dev pages the labels call 5,463 left-overs and one the article's."""

FIRST = 0.25
"""The share in which a heading of comments is a link at the top of the page ("3 comments"), whatever stands above."""


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines from one that `lists` open to the end of the text."""
    return opened(page, lists, lambda first: _tail(page, first, lists))


def needles(language: Language) -> frozenset[Needle] | None:
    """None: the first lines are in the sheet already."""
    return None


def _tail(page: Sheet, first: Row, lists: Lists) -> list[Told]:
    """Everything from `first` on, if it stands in the last two fifths of the text or below an article.

    Where a second heading stands in the last two fifths, what follows is that one's.
    """
    size = max(1, len(page.document.text))
    place = first.line.start / size
    if place >= FOURTH:
        fifth = "in the last fifth" if place >= LAST else "in the fourth fifth"
        return [(row, (fifth,)) for row in page.rows[first.number :]]
    if place < FIRST or first.text.endswith(":") or not is_below_article(page.rows, first.number):
        return []
    later = (
        row.number
        for row in page.rows[first.number + 1 :]
        if row.line.start >= FOURTH * size and openings(page, row, lists)
    )
    return [(row, ("below an article",)) for row in page.rows[first.number : next(later, None)]]
