r"""Lines that make one thing: a heading and its items, a label and its field, a day and its hour, an offer, its button.

In the text of a whole page each line of a menu or of a form gives itself away or does not; what does is taken, and
what is left says less than before: items of no heading, a field of no label. Which lines go is known when all rules
have spoken; then a line of a thing of which another stays is no longer taken unasked. And a heading that was held back
for the sake of its items goes where all of them do.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open again.\nRelated topics\n  * Sport\n  * Ferry\n\nNewsletter:\n____________\n"
>>> page = sheet(Document(text), get("en"))
>>> halves(page, {2, 3}), halves(page, {1, 2, 3, 4})
({2: 'its heading stays', 3: 'its heading stays'}, {4: 'its field stays'})
>>> whole(page, 1, {2, 3}), whole(page, 1, {2})
(True, False)
"""

from __future__ import annotations

from collections.abc import Collection

import regex

from newslint.evidence.lines.dates import is_date
from newslint.evidence.lines.places import is_prose
from newslint.evidence.lines.sheet import Row, Sheet, has_bullet, indent
from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.phrases import for_language
from newslint.evidence.tokens import tokens_of
from newslint.model.languages import Language

HEADING = "its heading stays"
ITEMS = "its items stay"
FIELD = "its field stays"
DATE = "the rest of its date stays"
NOTICE = "its notice stays"
NOTES = "its notes stay"
WIDGET = "its widget stays"
FIGURES = "its figures stay"
RIGHTS = "its notice of rights stays"

LISTED = ("related_heading", "tags_label")
"""Lists of headings of items."""

RELATED = ("related_heading",)
"""Lists of headings of links to other articles."""

POINTERS = ("read_more", "related_prefix")
"""Lists of links that need no items where no colon ends them: "Read more" under a summary."""

BUTTONS = ("follow", "share")
"""Lists of labels of pictures that are buttons: nothing of them is left but the label."""

MENUS = ("legal",)
"""Lists of entries of a menu, of which one without a bullet above others with one is their heading."""

BUTTON = 2
"""Words of a button that subscribes, at most. Chosen."""

STEM = 5
"""Letters that the forms of a verb have in common: "abonnez", "s'abonner"."""

MANY = 3
"""Bullets below a heading from which they are a list, and what has none below them is not of it. Chosen."""

DAY = 40
"""Characters of a date or an hour at most."""

OFFER = 60
"""Characters at most of a line that a button belongs to; a longer one is a paragraph that says all itself. Chosen."""

_FIELD = regex.compile(r"_{3,40}|\[ ?\]")
_PLACEHOLDER = regex.compile(r"\[[^\[\]]*\]")
_FIGURES = regex.compile(r"\d{1,3}\s(?:\p{L}{2,4}\.?\s)?\d{1,3}\s")
"""What a widget begins with, and no sentence or date: two figures, with no more than a short word between."""
_YEAR = regex.compile(r"\p{L}\W{1,3}(?:19|20)\d\d$")
_NOTE = regex.compile(r"\^?[(\[]?\d{1,2}[)\].]\s?\S")


def halves(page: Sheet, going: Collection[int]) -> dict[int, str]:
    """Of the rows that are to go, by their numbers, those of a thing of which another row stays, and which that is."""
    found = dict[int, str]()
    headed = False
    for row in page.rows:
        headed = headed and not _is_new_list(row, page)
        if row.number not in going:
            headed = _heads(row, page) or (headed and has_bullet(row))
            continue
        headed = headed and (has_bullet(row) or (row.inside and not row.is_phrase)) and not row.ends
        reason = HEADING if headed else _beside(row, page, going)
        if reason:
            found[row.number] = reason
    return found


def whole(page: Sheet, number: int, going: Collection[int]) -> bool:
    """Do all items go that a row is the heading of: a run of bullets right below it, and nothing that may be of it?"""
    heading = page.rows[number]
    least = indent(heading) + has_bullet(heading)
    last = number
    for row in page.rows[number + 1 :]:
        if not has_bullet(row) or indent(row) < least:
            return last - number >= MANY or (last > number and (row.number in going or _is_other(row)))
        if row.number not in going:
            return False
        last = row.number
    return last > number


def _is_new_list(row: Row, page: Sheet) -> bool:
    """Does a row with a bullet stand below a blank line, and above that an item of another list?"""
    before = page.rows[row.number - 1] if row.number else None
    return before is not None and has_bullet(row) and has_bullet(before) and before.line.stop < row.line.start


def _heads(row: Row, page: Sheet) -> bool:
    """Does a row head the items below it? The first of a list does by what it says alone: "Related", and no colon."""
    if not has_bullet(row):
        return _is_heading(row)
    first = row.number == 0 or not has_bullet(page.rows[row.number - 1])
    return first and row.is_one_of(RELATED)


def _is_other(row: Row) -> bool:
    """Is what stands below the items of a list none itself: a phrase, a sentence, the item of another list?"""
    return row.is_phrase or has_bullet(row) or row.text.endswith((".", "…"))


def _beside(row: Row, page: Sheet, going: Collection[int]) -> str:
    """What of its thing stays above or below a row."""
    above, below = (
        None if near is None or near.number in going else near for near in (page.above(row), page.below(row))
    )
    if _is_day(row, page) and any(near is not None and _is_day(near, page) for near in (above, below)):
        return DATE
    if above is not None and _offers(above, row, page):
        return NOTICE
    if above is not None and above.text.endswith(":") and _is_day(row, page):
        return HEADING
    return _below(row, below, page) if below is not None else ""


def _below(row: Row, below: Row, page: Sheet) -> str:
    """What of its thing stays right below a row."""
    if _FIELD.fullmatch(below.text) and (row.text.endswith(":") or row.is_phrase):
        return FIELD
    if row.text.startswith("(BUTTON) ") and _NOTE.match(below.text):
        return NOTES
    if row.words == ["twitter"] and below.first in ("tweet", "tweets"):
        return WIDGET
    if row.inside and below.text.startswith("©") and _YEAR.search(row.text):
        return RIGHTS
    if row.inside and not _is_day(row, page) and _FIGURES.match(below.text):
        return FIGURES
    if row.is_one_of(MENUS) and has_bullet(below) and row.text[0].isalpha() and not row.inside:
        return ITEMS
    after = page.below(below)
    titled = after is not None and is_prose(after) and not has_bullet(below)
    open_end = not (below.ends or titled or _PLACEHOLDER.fullmatch(below.text))
    if has_bullet(row) and has_bullet(below) and indent(below) <= indent(row):
        return ""  # an item of a list, and the next one
    lone = row.inside or row.text.endswith(":") or row.is_one_of(LISTED[1:])  # "Videos" may be one of a menu
    return ITEMS if lone and _is_heading(row) and open_end else ""


def _is_heading(row: Row) -> bool:
    """Does it head items?"""
    if row.is_one_of(BUTTONS):
        return False
    return row.text.endswith(":") or (row.is_one_of(LISTED) and not row.is_one_of(POINTERS))


def _offers(above: Row, button: Row, page: Sheet) -> bool:
    """Does a row, with no blank line between, say what the button below it is for?"""
    if len(button.words) > BUTTON or not button.is_phrase or above.line.stop < button.line.start:
        return False
    if not any(word.startswith(stem) for word in button.words for stem in _stems(page.language)):
        return False
    bare = not (above.ends or above.is_phrase or above.inside or has_bullet(above) or has_bullet(button))
    return bare and len(above.text) <= OFFER


@for_language
def _stems(language: Language) -> frozenset[str]:
    return frozenset(word[:STEM] for word in tokens_of(language.words.subscribe))


def _is_day(row: Row, page: Sheet) -> bool:
    """Is it a day or an hour, and nothing else?"""
    short = len(row.text) <= DAY and any(map(str.isdigit, row.text))
    return short and is_date(row.text, row.words, vocabulary(page.language))
