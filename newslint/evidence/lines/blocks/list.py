"""The titles of other articles under a listed heading: "Related articles", "Mehr zum Thema", and what stands below.

A box of links loses its links, and the text seems to state the titles. The box has no last line; it is over where a
line is no title any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lines.blocks import Lists, Part
from newslint.evidence.lines.blocks._nested import BULLET, LINK
from newslint.evidence.lines.blocks._opening import Told, opened
from newslint.evidence.lines.places import goes_on, is_prose
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.model import Language, Needle

TITLE = 120
"""Characters up to which a line without a bullet can be such a title; of 79 longer ones 17 are the article's (dev)."""

MOST = 12
"""Titles under a heading at most."""


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The titles under each heading of `lists.start`; the heading is another rule's business."""
    return opened(page, lists, lambda heading: _titles(page, heading))


def needles(language: Language) -> frozenset[Needle] | None:
    """None: the headings are in the sheet already."""
    return None


def _titles(page: Sheet, heading: Row) -> list[Told]:
    """The titles under a heading: the run of lines that end in no sentence, up to the first that is none.

    A line that a sentence goes on in is no title, nor is the one before it; and the last line right above a paragraph
    is that paragraph's heading.
    """
    run: list[Row] = []
    after = page.rows[heading.number + 1 : heading.number + 2 + MOST]
    while len(run) < min(MOST, len(after)) and _may_be_title(after[len(run)]):
        run.append(after[len(run)])
    follows = after[len(run)] if len(run) < len(after) else None
    if run and follows is not None and not BULLET.match(run[-1].line.text) and _takes(follows):
        run.pop()
    size = "one title" if len(run) == 1 else "two titles" if len(run) == 2 else "three titles or more"
    return [(row, ("bulleted" if BULLET.match(row.line.text) else "plain", size)) for row in run]


def _may_be_title(row: Row) -> bool:
    return (
        not row.ends
        and 2 <= row.text.count(" ") + 1 <= 30
        and len(row.text) <= (LINK if BULLET.match(row.line.text) else TITLE)
        and not row.text.endswith((":", ",", ";"))
        and not goes_on(row)
    )


def _takes(follows: Row) -> bool:
    """Does the line before it belong to it: as its heading, or as the start of its sentence?"""
    return goes_on(follows) or is_prose(follows)
