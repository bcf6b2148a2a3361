r"""From one listed line to another, and all between: the stand-in of an embedded post or video.

Until the reader agrees to load it, a site shows a notice in its place, and the extractor keeps the notice. Its first
line alone may be an article's, but not with the last one a few lines below it.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "Der Hafen ist offen.\nEmpfohlener externer Inhalt\nEin Beitrag.\nMehr dazu in unserer Datenschutzerklärung."
>>> parts = list(find(sheet(Document(text), get("de")), Lists(start=("embed_start",), end=("embed_end",))))
>>> len(parts), text[parts[0].start : parts[0].end]
(3, 'Empfohlener externer Inhalt\n')
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lines.blocks import Lists, Part
from newslint.evidence.lines.blocks._opening import Told, opened
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.model.languages import Language
from newslint.model.needles import Needle

EMBED_LINES = 10
EMBED_CHARACTERS = 900
"""An embedded post's stand-in is no longer than this (the longest of 30 seen: 8 lines, 640 characters)."""


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines from each that is of `lists.start` to the next that `lists.end` starts or ends."""
    return opened(page, lists, lambda first: _to_the_end(page, first, lists.end))


def needles(language: Language) -> frozenset[Needle] | None:
    """None: the first lines are in the sheet already."""
    return None


def _to_the_end(page: Sheet, first: Row, end: tuple[str, ...]) -> list[Told]:
    """The rows from `first` to the next that an end phrase starts or ends; none if there is none nearby."""
    size = len(first.text)
    for row in page.rows[first.number + 1 : first.number + EMBED_LINES]:
        size += len(row.text)
        if size > EMBED_CHARACTERS:
            return []
        if _closes(page, row, end):
            return [(each, ("closed",)) for each in page.rows[first.number : row.number + 1]]
    return []


def _closes(page: Sheet, row: Row, end: tuple[str, ...]) -> bool:
    tail = " ".join(row.words[-3:])
    return any(mark.list in end for mark in row.marks) or any(
        tail.endswith(phrase) for name in end for phrase in page.book.lists.get(name, {})
    )
