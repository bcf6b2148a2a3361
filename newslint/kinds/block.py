"""`kind: block`: several lines that belong to the page together, each told by its place beside the others.

A list of links has a heading and titles; an embedded post has a first and a last line; the comments go on to the end.
Each line gives a hit of its own, so that a person can keep one and drop another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from newslint.consent import dialogues, terms
from newslint.evidence import confidence
from newslint.model import Allows, Document, Evidence, Folded, Hit, Language, Line, Matcher, Needle, Rule, Setting
from newslint.phrases import NUMBER, Mark
from newslint.places import is_prose
from newslint.sections import sections
from newslint.sections import terms as section_terms
from newslint.sheet import Row, Sheet, sheet
from newslint.threads import threads, voices

BULLET = re.compile(r"([ \t\N{NO-BREAK SPACE}]*)(?:[•·‣▪▸►■●○◦*–—-]|&bull;)[ \t\N{NO-BREAK SPACE}]+(?=\S)")
"""A bullet at the start of a line with the indentation before it (group 1)."""

LINK = 200
"""Characters up to which a line can be the title of another article."""

TITLE = 120
"""Characters up to which a line without a bullet can be such a title; of 79 longer ones 17 are the article's (dev)."""

EMBED_LINES = 10
EMBED_CHARACTERS = 900
"""An embedded post's stand-in is no longer than this (the longest of 30 seen: 8 lines, 640 characters)."""


class Block(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`shape` says which block; `start` and `end` are phrase lists of its first and last line.

    After a phrase of `titled` its first line has the title of the article: "3 thoughts on “The port reopens”".

    nested-links, nested-body: a bulleted list of links with the article nested under its last bullet; the links, and
    what to take off the article's lines. list: a heading of `start` and the titles under it. span: from a line of
    `start` to one of `end`. tail: from a line of `start` to the end of the text. thread: readers' comments, told by the
    buttons, speakers and ages between them. consent: the cookies of a consent dialogue. section: other articles under a
    heading that no list has.
    """

    shape: Literal["nested-links", "nested-body", "list", "span", "tail", "thread", "consent", "section"]
    start: list[str] = []
    end: list[str] = []
    titled: list[str] = []
    weights: dict[str, float] = {}
    least: float = 0.5

    @property
    def allows(self) -> Allows:
        return "lines"

    def needles(self, setting: Setting) -> frozenset[Needle] | None:
        if self.shape != "consent":
            return None
        return frozenset(Folded(word) for word in terms(setting.language).consent) or None

    def bind(self, setting: Setting) -> Matcher:
        return self._matcher(setting, self.least)

    def candidates(self, setting: Setting) -> Matcher:
        return self._matcher(setting, 0.0)

    def _matcher(self, setting: Setting, least: float) -> Matcher:
        def hits(document: Document) -> Iterator[Hit]:
            page = sheet(document, setting.language)
            for start, end, names in self._found(page, setting.language):
                pieces = tuple(Evidence(name, self.weights[name]) for name in names if self.weights.get(name))
                sure = confidence(pieces)
                if sure >= least:
                    yield Hit(start, end, "", round(sure, 4), pieces)

        return hits

    def _found(self, page: Sheet, language: Language) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        if self.shape.startswith("nested"):
            nested = nested_list(page.rows)
            if nested is not None:
                yield from nested.links() if self.shape == "nested-links" else nested.body()
            return
        if self.shape == "section":
            for row, told in sections(page, section_terms(language)):
                yield row.line.start, row.line.stop, told
            return
        if self.shape in ("thread", "consent"):
            for row, *names in _thread(page, language) if self.shape == "thread" else _consent(page, language):
                yield row.line.start, row.line.stop, tuple(names)
            return
        done = -1
        for row in page.rows:
            if row.number <= done or not row.marks or not (marks := self._opens(page, row)):
                continue
            rows = {"list": _titles, "span": self._span, "tail": self._tail}[self.shape](page, row)
            seen = () if any(mark.seen for mark in marks) else ("not seen on a page",)
            for number, (each, *names) in enumerate(rows):
                done = each.number
                yield each.line.start, each.line.stop, (("first line" if number == 0 else "inside"), *names, *seen)

    def _opens(self, page: Sheet, row: Row) -> list[Mark]:
        """The phrases for which the row is a block's first line; none for most rows."""
        return [
            mark
            for mark in row.marks
            if (mark.list in self.start and row.whole and mark.length == len(row.words))
            or (mark.list in self.titled and _names_article(page, row, mark.length))
        ]

    def _span(self, page: Sheet, first: Row) -> list[tuple[Row, str]]:
        """The rows from `first` to the next that an end phrase starts or ends; none if there is none nearby."""
        rows = [first]
        for row in page.rows[first.number + 1 : first.number + EMBED_LINES]:
            rows.append(row)
            if sum(len(each.text) for each in rows) > EMBED_CHARACTERS:
                return []
            if any(mark.list in self.end for mark in row.marks) or any(
                " ".join(row.words[-3:]).endswith(phrase)
                for name in self.end
                for phrase in page.book.lists.get(name, {})
            ):
                return [(each, "closed") for each in rows]
        return []

    def _tail(self, page: Sheet, first: Row) -> list[tuple[Row, str]]:
        """Everything from `first` on, if it stands in the last two fifths of the text or below an article.

        Where a second heading stands in the last two fifths, what follows is that one's.
        """
        size = max(1, len(page.document.text))
        place = first.line.start / size
        if place >= 0.6:
            return [
                (row, "in the last fifth" if place >= 0.8 else "in the fourth fifth")
                for row in page.rows[first.number :]
            ]
        if place < 0.25 or first.text.endswith(":") or not _below_article(page, first.number):
            return []
        later = (r.number for r in page.rows[first.number + 1 :] if r.line.start >= 0.6 * size and self._opens(page, r))
        return [(row, "below an article") for row in page.rows[first.number : next(later, None)]]


_QUOTED = re.compile(r"[^«»„“”\"‘’']{4,60}[«„“”\"‘'].+[»“”\"’']")
"""A line that is quoted from near its start to its end."""

_TOP = 5
"""Lines at the start of a text among which its title is."""


def _names_article(page: Sheet, row: Row, length: int) -> bool:
    """Does a title follow the phrase: something quoted, or one of the text's first lines, word for word?"""
    title = row.words[length:]
    if not title:
        return row.words[0] == NUMBER
    return _QUOTED.fullmatch(row.text) is not None or any(above.words == title for above in page.rows[:_TOP])


def _titles(page: Sheet, heading: Row) -> list[tuple[Row, str]]:
    """The titles under a heading: the run of lines that end in no sentence, up to the first that is none.

    A line that a sentence goes on in is no title, nor is the one before it; and the last line right above a paragraph
    is that paragraph's heading.
    """
    run: list[Row] = []
    after = page.rows[heading.number + 1 : heading.number + 14]
    while len(run) < min(12, len(after)) and _may_be_title(after[len(run)]):
        run.append(after[len(run)])
    follows = after[len(run)] if len(run) < len(after) else None
    if run and follows is not None and not BULLET.match(run[-1].line.text) and _takes(follows):
        run.pop()
    if not run:
        return []
    size = "one title" if len(run) == 1 else "two titles" if len(run) == 2 else "three titles or more"
    return [(row, "bulleted" if BULLET.match(row.line.text) else "plain", size) for row in run]  # type: ignore[misc]


def _may_be_title(row: Row) -> bool:
    return (
        not row.ends
        and 2 <= row.text.count(" ") + 1 <= 30
        and len(row.text) <= (LINK if BULLET.match(row.line.text) else TITLE)
        and not row.text.endswith((":", ",", ";"))
        and not _goes_on(row)
    )


def _takes(follows: Row) -> bool:
    """Does the line before it belong to it: as its heading, or as the start of its sentence?"""
    return _goes_on(follows) or is_prose(follows)


def _goes_on(row: Row) -> bool:
    return row.text[0].islower() or row.text[0] in ",.;)"


PARAGRAPHS = 6
"""Paragraphs above a heading of comments that show that the article is over, wherever it stands. With six, what follows
is 2,072 left-over lines and 8 of the article (dev, pages and extractors' outputs together); with four, 4,584 and 67."""


def _below_article(page: Sheet, number: int) -> bool:
    """Do as many paragraphs stand above the row as an article has?"""
    return sum(map(is_prose, page.rows[:number])) >= PARAGRAPHS


MANY = 8
"""Signs from which a thread of comments can be nothing else."""


def _thread(page: Sheet, language: Language) -> Iterator[tuple[Row, str, str]]:
    """Threads of comments: with the name above the first sign, and the comment below the last."""
    for thread in threads(page.rows, voices(language)):
        first, last = thread.first, thread.last
        if first and not page.rows[first - 1].ends and len(page.rows[first - 1].text) <= NAME:
            first -= 1
        size = "many signs" if thread.signs >= MANY else "some signs"
        where = "below an article" if _below_article(page, first) else "no article above"
        yield from ((row, size, where) for row in page.rows[first : last + 1])


NAME = 40
"""Characters up to which the line above a comment can be its writer's name."""


def _consent(page: Sheet, language: Language) -> Iterator[tuple[Row, str]]:
    """Consent dialogues."""
    for found in dialogues(page, terms(language)):
        kind = "table of cookies" if found.names >= 3 and found.lives >= 3 else "consent phrases"
        yield from ((row, kind) for row in page.rows[found.first : found.last + 1])


class Nested:
    """A list of links and the article nested under its last bullet: `items` are the bulleted lines."""

    def __init__(self, items: list[Row], under: list[Row], around: str) -> None:
        self.items = items
        self.under = under
        self.around = around

    def links(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """The bullets before the last: each line goes."""
        for row in self.items[:-1]:
            yield row.line.start, row.line.stop, ("link above a nested article", self.around)

    def body(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """What stands before the article's words: the last bullet, and the indentation of the lines under it."""
        last = self.items[-1].line
        match = BULLET.match(last.text)
        yield last.start, last.start + (match.end() if match else 0), ("nested article", self.around)
        for row in self.under:
            yield row.line.start, row.line.start + _indent(row.line), ("nested article", self.around)


def nested_list(rows: list[Row]) -> Nested | None:
    """A bulleted list of titles whose last item is a paragraph with more of them indented under it, to the end.

    html2text and its kin print a link box and the article that was inside its last item so. A list that belongs to the
    article is announced by a colon, has sentences as items, or is followed by paragraphs that are not indented.
    """
    first = next((row for row in rows if BULLET.match(row.line.text)), None)
    if first is None or (first.number and rows[first.number - 1].text.endswith(":")):
        return None
    items: list[Row] = []
    for row in rows[first.number :]:
        if not BULLET.match(row.line.text):
            break
        items.append(row)
    depth = _indent(items[-1].line)
    under = rows[items[-1].number + 1 :]
    prose = [row for row in under if row.ends and len(row.text) >= 60]
    if len(prose) < 2 or any(_indent(row.line) <= depth for row in under):
        return None
    if not items[-1].ends or len(items[-1].text) < 60 or not all(_is_title(row) for row in items[:-1]):
        return None
    return Nested(items, under, "links above it" if len(items) > 1 else "no links above it")


def _is_title(row: Row) -> bool:
    return (
        not row.ends and len(row.text) <= LINK and row.text.count(" ") >= 2 and not row.text.endswith((":", ",", ";"))
    )


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" \t\N{NO-BREAK SPACE}"))
