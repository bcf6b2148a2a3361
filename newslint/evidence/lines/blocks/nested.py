"""An article that is nested in a list of links: so html2text and its kin print a link box and the article in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.evidence.lines.sheet import Row
from newslint.model import Line

BULLET = re.compile(r"([ \t\N{NO-BREAK SPACE}]*)(?:[•·‣▪▸►■●○◦*–—-]|&bull;)[ \t\N{NO-BREAK SPACE}]+(?=\S)")
"""A bullet at the start of a line with the indentation before it (group 1)."""

LINK = 200
"""Characters up to which a line can be the title of another article."""


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
