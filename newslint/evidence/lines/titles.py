"""Titles of other articles: what a line must be to be one, in each place where they are looked for.

A box of links loses its links, and what is left are lines that the text seems to state: "Fishermen ask for state aid".
A title is a few words that end as no sentence and go on in none. So is a sub-heading, an item of the article's own list
and half a paragraph that a line break has cut; by its form alone no line is told to be another article's. What vouches
for it is something else each time, and the surer that is, the more a line may be:

>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> from newslint.model.languages import UNKNOWN
>>> lines = ["Fishermen ask for aid", "Why so early?", "and the quay is wet", "The quay is wet."]
>>> rows = sheet(Document("\\n".join(lines)), UNKNOWN).rows
>>> [is_title(row, LISTED) for row in rows], [is_title(row, UNDER_HEADING) for row in rows]
([True, False, False, False], [True, True, False, False])
"""

from __future__ import annotations

import msgspec

from newslint.evidence.lines.places import goes_on
from newslint.evidence.lines.sheet import Row
from newslint.evidence.signs.quotes import CLOSING, EITHER

ANY = 10_000
"""No bound: no line has as many words."""


_AFTER = f"{CLOSING}{EITHER} "
"""What may stand after the last mark of a title."""


class Form(msgspec.Struct, frozen=True):
    """What a title may be: how many words and characters it has, at least and at most, and how it begins and ends.

    `open_ends` are signs after which something must follow; where `begins`, it is not the rest of a sentence; where
    `asks`, it may be a question or an exclamation.
    """

    words: tuple[int, int]
    characters: tuple[int, int]
    open_ends: tuple[str, ...] = (":", ",", ";")
    begins: bool = True
    asks: bool = False


LISTED = Form(words=(2, 30), characters=(0, 120))
"""Under a heading that a list has. Of 79 longer lines 17 are the article's (dev)."""

ASKING = Form(words=(4, 30), characters=(0, 120), asks=True)
"""The same among others, of which each may ask: one line alone that asks may be the article's."""

BULLETED = Form(words=(2, 30), characters=(0, 200))
"""The same behind a bullet, which counts as a word. A bulleted line is no paragraph, so it may be longer."""

NESTED = Form(words=(3, ANY), characters=(0, 200))
"""Behind a bullet in the list that an article is nested in. No heading stands over it that tells the titles from the
entries of a menu, which are one word and a bullet."""

UNDER_HEADING = Form(words=(2, ANY), characters=(0, 140), asks=True)
"""Under a heading that no list has. More of these must follow one another, or be all that is left of the text, so that
each may be a question; the one line under a listed heading that is a question may be the article's."""

DATED = Form(words=(4, ANY), characters=(25, 160), open_ends=(":",), begins=False)
"""Between dates that stand at one distance. In a programme places stand there, which are shorter; how a line begins
says nothing, as a date is the line before."""


def is_title(row: Row, form: Form) -> bool:
    """Is the row what a title is in such a place?"""
    text = row.text
    if row.ends and not (form.asks and text.rstrip(_AFTER).endswith(("?", "!"))):
        return False
    (fewest, most), (shortest, longest) = form.words, form.characters
    if not fewest <= text.count(" ") + 1 <= most or not shortest <= len(text) <= longest:
        return False
    return not text.endswith(form.open_ends) and not (form.begins and goes_on(row))
