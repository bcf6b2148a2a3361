r"""The titles of other articles under a listed heading: "Related articles", "Mehr zum Thema", and what stands below.

A box of links loses its links, and the text seems to state the titles. The box has no last line; it is over where a
line is no title any more, and a last line right above a paragraph is that paragraph's heading.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open.\nRelated articles\nFishermen ask for aid\nThree days without fish\nThe quay is wet."
>>> parts = find(sheet(Document(text), get("en")), Lists(start=("related_heading",)))
>>> [text[start:end] for start, end, *_ in parts]
['Fishermen ask for aid\n', 'Three days without fish\n']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from newslint.evidence.lines.blocks import Lists, Part
from newslint.evidence.lines.blocks._opening import Told, opened
from newslint.evidence.lines.places import takes_line_above
from newslint.evidence.lines.sheet import Row, Sheet, is_bulleted
from newslint.evidence.lines.titles import ASKING, BULLETED, LISTED, is_title
from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.signs.quotes import OPENING
from newslint.model.languages import Language
from newslint.model.needles import Needle

MOST = 12
"""Titles under a heading at most. The bounds here are chosen; of the lines that they find in 3,910 texts of dev pages
the labels call 5,320 left-overs and 73 the article's."""


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The titles under each heading of `lists.start`; the heading is another rule's business."""
    return opened(page, lists, lambda heading: _titles(page, heading))


def needles(language: Language) -> frozenset[Needle] | None:
    """None: the headings are in the sheet already."""
    return None


def _titles(page: Sheet, heading: Row) -> list[Told]:
    """The titles under a heading: the run of lines that may be titles, up to the first that is none.

    A line that a sentence goes on in is no title, nor is the one before it; after titles with bullets what has none is
    another thing, such as an address; and the last line right above a paragraph is that paragraph's heading.
    """
    after = page.rows[heading.number + 1 : heading.number + 2 + MOST]
    bulleted = bool(after) and (is_bulleted(heading) or is_bulleted(after[0]))
    run = list(takewhile(lambda row: _may_be_title(row) and is_bulleted(row) >= bulleted, after[:MOST]))
    if run and run[0].ends and not is_bulleted(run[0]):
        run = []  # a table of contents, or a question of the article
    below = after[len(run) : len(run) + 1]
    named = _names_one(heading, run, vocabulary(page.language).also)
    if run and below and not is_bulleted(run[-1]) and takes_line_above(below[0]) and not named:
        run.pop()
    size = "one title" if len(run) == 1 else "two titles" if len(run) == 2 else "three titles or more"
    above = (named,) if named else ()
    return [(row, ("bulleted" if is_bulleted(row) else "plain", size, *above)) for row in run]


NAMED = 5
"""Words of a line below a colon, or below "also", from which it is a title, and no heading of the next paragraph.
Chosen."""


def _names_one(heading: Row, run: list[Row], also: frozenset[str]) -> str | None:
    """How a heading that asks to read on shows that what stands below it belongs to it: one title.

    It ends in a colon, or in "also", which says nothing alone ("Lire aussi"); other articles may interest without
    being named. Of 20 such titles under "also" in extractors' outputs five, of one page, are the article's by the
    labels (dev).
    """
    if len(run) != 1 or not heading.is_one_of(("related_prefix",)) or is_bulleted(run[0]):
        return None
    title = run[0].text
    if not (title[0].isalnum() or title[0] in OPENING) or title.count(" ") + 1 < NAMED:
        return None
    if heading.text.endswith(":"):
        return "colon above"
    said = [word in also for word in heading.words]
    return "also above" if len(said) > 1 and said[-1] and sum(said) == 1 else None


def _may_be_title(row: Row) -> bool:
    return is_title(row, BULLETED if is_bulleted(row) else LISTED) or is_title(row, ASKING)
