"""An article that is nested in a list of links: so html2text and its kin print a link box and the article in it.

The links then look like points of the article, and its paragraphs, indented, like code. What tells the article is that
everything below the last bullet is indented under it, and prose.
"""

from __future__ import annotations

from typing import NamedTuple

from newslint.evidence.lines.sheet import Row, is_bulleted
from newslint.evidence.lines.titles import NESTED, is_title
from newslint.model.documents import Line

SENTENCE = 60
"""Characters from which a line that ends as a sentence is a paragraph here: fewer than elsewhere, as no title in a list
of links ends so."""


class Nested(NamedTuple):
    """A list of links and the article nested under its last bullet: `items` are the bulleted lines.

    `around` tells whether links stand above the article.
    """

    items: list[Row]
    under: list[Row]
    around: str


def nested_list(rows: list[Row]) -> Nested | None:
    """A bulleted list of titles whose last item is a paragraph with more of them indented under it, to the end.

    html2text and its kin print a link box and the article that was inside its last item so. A list that belongs to the
    article is announced by a colon, has sentences as items, or is followed by paragraphs that are not indented.
    """
    first = next((row for row in rows if is_bulleted(row)), None)
    if first is None or (first.number and rows[first.number - 1].text.endswith(":")):
        return None
    items: list[Row] = []
    for row in rows[first.number :]:
        if not is_bulleted(row):
            break
        items.append(row)
    depth = indent(items[-1].line)
    under = rows[items[-1].number + 1 :]
    prose = [row for row in under if row.ends and len(row.text) >= SENTENCE]
    if len(prose) < 2 or any(indent(row.line) <= depth for row in under):
        return None
    if not items[-1].ends or len(items[-1].text) < SENTENCE or not all(is_title(row, NESTED) for row in items[:-1]):
        return None
    return Nested(items, under, "links above it" if len(items) > 1 else "no links above it")


def indent(line: Line) -> int:
    """How many blanks the line begins with."""
    return len(line.text) - len(line.text.lstrip(" \t\N{NO-BREAK SPACE}"))
