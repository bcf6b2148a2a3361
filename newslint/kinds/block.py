"""`kind: block`: several lines that belong to the page together, each told by its place beside the others.

A list of links has a heading and titles; an embedded post has a first and a last line; the comments go on to the end.
Each line gives a hit of its own, so that a person can keep one and drop another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from newslint.evidence import confidence
from newslint.model import Allows, Document, Evidence, Hit, Line, Matcher, Rule, Setting
from newslint.places import is_prose
from newslint.sheet import Row, Sheet, sheet

BULLET = re.compile(r"([ \t\N{NO-BREAK SPACE}]*)(?:[•·‣▪▸►■●○◦*–—-]|&bull;)[ \t\N{NO-BREAK SPACE}]+(?=\S)")
"""A bullet at the start of a line with the indentation before it (group 1)."""

LINK = 200
"""Characters up to which a line can be the title of another article."""

EMBED_LINES = 10
EMBED_CHARACTERS = 900
"""An embedded post's stand-in is no longer than this (the longest of 30 seen: 8 lines, 640 characters)."""


class Block(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`shape` says which block; `start` and `end` are phrase lists of its first and last line.

    nested-links, nested-body: a bulleted list of links with the article nested under its last bullet; the links, and
    what to take off the article's lines. list: a heading of `start` and the titles under it. span: from a line of
    `start` to one of `end`. tail: from a line of `start` to the end of the text.
    """

    shape: Literal["nested-links", "nested-body", "list", "span", "tail"]
    start: list[str] = []
    end: list[str] = []
    weights: dict[str, float] = {}
    least: float = 0.5

    @property
    def allows(self) -> Allows:
        return "lines"

    def bind(self, setting: Setting) -> Matcher:
        return self._matcher(setting, self.least)

    def candidates(self, setting: Setting) -> Matcher:
        return self._matcher(setting, 0.0)

    def _matcher(self, setting: Setting, least: float) -> Matcher:
        def hits(document: Document) -> Iterator[Hit]:
            page = sheet(document, setting.language)
            for start, end, names in self._found(page):
                pieces = tuple(Evidence(name, self.weights[name]) for name in names if self.weights.get(name))
                sure = confidence(pieces)
                if sure >= least:
                    yield Hit(start, end, "", round(sure, 4), pieces)

        return hits

    def _found(self, page: Sheet) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        if self.shape.startswith("nested"):
            nested = nested_list(page.rows)
            if nested is not None:
                yield from nested.links() if self.shape == "nested-links" else nested.body()
            return
        done = -1
        for row in page.rows:
            if row.number <= done or not _is_listed(row, self.start):
                continue
            rows = {"list": _titles, "span": self._span, "tail": _tail}[self.shape](page, row)
            for number, (each, *names) in enumerate(rows):
                done = each.number
                yield each.line.start, each.line.stop, (("first line" if number == 0 else "inside"), *names)

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


def _is_listed(row: Row, lists: list[str]) -> bool:
    return row.whole and any(mark.list in lists and mark.length == len(row.words) for mark in row.marks)


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
        and len(row.text) <= LINK
        and not row.text.endswith((":", ",", ";"))
        and not _goes_on(row)
    )


def _takes(follows: Row) -> bool:
    """Does the line before it belong to it: as its heading, or as the start of its sentence?"""
    return _goes_on(follows) or is_prose(follows)


def _goes_on(row: Row) -> bool:
    return row.text[0].islower() or row.text[0] in ",.;)"


def _tail(page: Sheet, first: Row) -> list[tuple[Row, str]]:
    """Everything from `first` on, if it stands in the last two fifths of the text."""
    place = first.line.start / max(1, len(page.document.text))
    if place < 0.6:
        return []
    return [(row, "in the last fifth" if place >= 0.8 else "in the fourth fifth") for row in page.rows[first.number :]]


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
