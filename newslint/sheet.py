"""A document's lines, read once for all rules on lines: the words of each, and the phrases that it starts with.

Several rules look at the same lines; the sheet is what they share. It holds no judgement.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from newslint.model import Document, Language, Line
from newslint.phrases import Book, Mark, book, tokens

FULL = 240
"""Characters up to which a line is read whole; of a longer one only the start is."""

START = 48
"""Characters read of a longer line: enough for a phrase at its start."""


class Row:
    """One line that is not empty. `words` are its tokens in plain form (of a long line, only those of its start)."""

    __slots__ = ("line", "marks", "number", "text", "whole", "words")

    def __init__(self, number: int, line: Line, text: str, known: Book) -> None:
        self.number = number
        self.line = line
        self.text = text
        self.whole = len(text) <= FULL
        self.words = tokens(text if self.whole else text[:START].rpartition(" ")[0])
        self.marks: tuple[Mark, ...] = known.marks(self.words)

    @property
    def ends(self) -> bool:
        """Does it end as a sentence does?"""
        return self.text.rstrip("\"'”’»)“ ").endswith((".", "!", "?", "…", "。", "！", "？", "।"))


class Sheet:
    """The rows of a document in one language; `marked` are those with a phrase of a list, by list."""

    def __init__(self, document: Document, language: Language) -> None:
        known = book(language)
        self.rows = [
            Row(number, line, text, known)
            for number, (line, text) in enumerate(
                (line, text) for line in document.lines if (text := line.text.strip())
            )
        ]
        self.marked: dict[str, list[tuple[Row, Mark]]] = {}
        for row in self.rows:
            for mark in row.marks:
                self.marked.setdefault(mark.list, []).append((row, mark))


_SHEETS: WeakKeyDictionary[Document, tuple[Language, Sheet]] = WeakKeyDictionary()


def sheet(document: Document, language: Language) -> Sheet:
    """The document's sheet; made once, as long as the document lives."""
    known = _SHEETS.get(document)
    if known is None or known[0] is not language:
        known = _SHEETS[document] = (language, Sheet(document, language))
    return known[1]
