r"""A document's lines, read once for all rules on lines: the words of each, and the phrases that it starts with.

Several rules look at the same lines; the sheet is what they share. It holds no judgement.

>>> from newslint.evidence.language import get
>>> page = sheet(Document("The port is open.\n\n• Read more: Storm over Ardmouth\nAdvertisement\n"), get("en"))
>>> [(row.words[:2], row.ends, row.is_phrase) for row in page.rows]
[(['the', 'port'], True, False), (['read', 'more'], False, False), (['advertisement'], False, True)]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from newslint.evidence.formulas import Formulary, plain
from newslint.evidence.phrases import Book, Mark, book
from newslint.evidence.segments import segments
from newslint.evidence.segments.segment import Edge, Segment
from newslint.evidence.signs.bullets import BULLET, MARKDOWN
from newslint.evidence.signs.quotes import CLOSING, EITHER
from newslint.evidence.tokens import first_token, is_solid, tokens
from newslint.model.documents import Document, Line
from newslint.model.languages import Language

FULL = 240
"""Characters up to which a line is read whole; of a longer one only the start is."""

START = 48
"""Characters read of a longer line: enough for a phrase at its start."""

SIGNS = 2
"""Signs of a word where no blanks part words. Chosen."""

_ASSIGNED = re.compile(r"\s=")

_ENDS = (".", "!", "?", "…", "。", "！", "？", "।")
_AFTER_END = f"{CLOSING}{EITHER}) *_"
"""What may stand after the sign that a sentence ends with, the marks of Markdown among it."""

SENTENCE_END = r"[.!?…»”\"]"
"""The pattern of what a sentence ends with where another thing follows it on its line: its credit, its label."""


class Row:
    """One line that is not empty. `words` are its tokens in plain form (of a long line, only those of its start)."""

    __slots__ = ("_size", "_words", "ends", "first", "line", "marks", "number", "text", "whole")

    def __init__(self, number: int, line: Line, text: str, known: Book) -> None:
        self.number = number
        self.line = line
        self.text = text
        self.whole = len(text) <= FULL
        self._words: list[str] | None = None
        self._size = 0
        self.first = first_token(text)
        self.marks: tuple[Mark, ...] = ()
        if known.begins(self.first) and not _is_code(text):
            self.marks = known.marks(self.words)
        self.ends = text.rstrip(_AFTER_END).endswith(_ENDS)

    @property
    def words(self) -> list[str]:
        """Its tokens, read when they are first asked for: of most paragraphs nobody asks."""
        if self._words is None:
            self._words = tokens(self.text if self.whole else self.text[:START].rpartition(" ")[0])
        return self._words

    @property
    def size(self) -> int:
        """How many words it has."""
        if not self._size:
            self._size = len(self.words) if self.whole else self.text.count(" ") + 1
            if not self.text.isascii() and is_solid(self.text[:START]):
                self._size = max(self._size, len(self.text) // SIGNS)
        return self._size

    @property
    def inside(self) -> bool:
        """Is it a part of a line, and not the whole of one or of several?"""
        return isinstance(self.line, Segment) and self.line.inside

    @property
    def of_lines(self) -> bool:
        """Is it several lines?"""
        return isinstance(self.line, Segment) and not self.line.inside

    @property
    def edge(self) -> Edge:
        """How sure it is where it begins and where it ends."""
        return self.line.edge if isinstance(self.line, Segment) else Edge.LINE

    @property
    def sure(self) -> bool:
        """Is it known where it begins and where it ends? Of a line it is."""
        return not isinstance(self.line, Segment) or self.line.sure

    @property
    def is_phrase(self) -> bool:
        """Is the whole line a listed phrase?"""
        return bool(self.marks) and self.whole and any(mark.length == len(self.words) for mark in self.marks)

    def is_one_of(self, lists: Container[str]) -> bool:
        """Is the whole line a phrase of one of the lists?"""
        return self.whole and any(mark.list in lists and mark.length == len(self.words) for mark in self.marks)


def _is_code(text: str) -> bool:
    """Does a line have signs of code? "tags = {" in a listing is no list of tags."""
    return "{" in text or "}" in text or ("=" in text and _ASSIGNED.search(text) is not None)


def is_bulleted(row: Row) -> bool:
    """Does a bullet stand before its words?"""
    return BULLET.match(row.line.text) is not None


def has_bullet(row: Row) -> bool:
    """Does a bullet of any kind begin it, with or without a blank behind?"""
    return row.line.text.lstrip()[:1] in MARKDOWN


def indent(row: Row) -> int:
    """Characters of blanks before its first sign."""
    return len(row.line.text) - len(row.line.text.lstrip())


class Sheet:
    """The rows of a document in one language; `marked` are those with a phrase of a list, by list."""

    def __init__(self, document: Document, language: Language) -> None:
        self.document = document
        self.language = language
        self.book = book(language)
        lines = segments(document, language)
        self.rows = [Row(number, line, line.text.strip(), self.book) for number, line in enumerate(lines)]
        self._starts = [row.line.start for row in self.rows]
        self._up_to: dict[int, list[Row]] = {}
        self.marked: dict[str, list[tuple[Row, Mark]]] = {}
        for row in self.rows:
            for mark in row.marks:
                self.marked.setdefault(mark.list, []).append((row, mark))

    @cached_property
    def parted(self) -> bool:
        """Are there parts of lines among the rows?"""
        return any(row.inside for row in self.rows)

    def up_to(self, size: int) -> list[Row]:
        """The rows of so many words and fewer: of most texts few, and many rules ask for no others."""
        if size not in self._up_to:
            self._up_to[size] = [row for row in self.rows if row.size <= size]
        return self._up_to[size]

    def containing(self, forms: Formulary, since: int = 0) -> Iterator[tuple[Row, bool]]:
        """The rows from offset `since` on that a formula stands in, and whether a page was seen with it.

        Only lines that may have a formula, by the text's words and by their own, are read.
        """
        folded = self.document.folded
        found: dict[int, bool] = {}
        for word, formulas in forms.by_word(self.document).items():
            for row in self._rows_with(word, since):
                part = folded[row.line.start : row.line.stop]
                near = [formula for formula in formulas if formula.may_be_in(part, part)]
                text = plain(row.text) if near else ""
                for formula in near:
                    if formula.is_in(text):
                        found[row.number] = found.get(row.number, False) or forms.saw(formula)
        for number in sorted(found):
            yield self.rows[number], found[number]

    def above(self, row: Row) -> Row | None:
        """The row before one; None before the first."""
        return self.rows[row.number - 1] if row.number else None

    def below(self, row: Row) -> Row | None:
        """The row after one; None after the last."""
        return self.rows[row.number + 1] if row.number + 1 < len(self.rows) else None

    def holding(self, words: Iterable[str]) -> frozenset[int]:
        """The numbers of the rows that hold one of the words, in lower case, alone or in a longer word."""
        return frozenset(row.number for word in words for row in self._rows_with(word))

    def _rows_with(self, word: str, since: int = 0) -> Iterator[Row]:
        """The rows from offset `since` on that hold a word; none where lower case has another length."""
        folded = self.document.folded
        if len(folded) != len(self.document.text):
            return
        at = folded.find(word, since)
        while at >= 0:
            row = self.rows[bisect_right(self._starts, at) - 1]
            yield row
            at = folded.find(word, row.line.stop)


def sheet(document: Document, language: Language) -> Sheet:
    """The document's sheet; made once, and gone with the document."""
    sheets: dict[str, tuple[Language, Sheet]] = document.once("sheets", dict)
    known = sheets.get(language.code)
    if known is None or known[0] is not language:
        known = sheets[language.code] = (language, Sheet(document, language))
    return known[1]
