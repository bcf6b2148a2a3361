r"""Lines that go on in the next, or from the one before: part of a sentence, or of a label and its items.

Where text is wrapped, a line is no unit: to take the first line of "Read also: ..." leaves its rest as a sentence of
nobody, and to take "follow us on Facebook" out of a sentence tears it. A line goes on where the next one begins in
lower case, and no blank line stands between, and where it ends with a word that needs another after it. (Where a whole
text is wrapped at a width its paragraphs are joined before: segments/wrapped.py.)

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "Read also: The bishop and the\neels of Corran\n\nTags\nFerry, Slipway\n"
>>> page = sheet(Document(text), get("en"))
>>> [tuple(wrapped(row, page)) for row in page.rows[:3]]
[('goes on in the next line',), ('goes on from the line before',), ('a label and its items',)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newslint.evidence.lines.dates import is_date
from newslint.evidence.lines.places import goes_on, is_prose
from newslint.evidence.lines.sheet import Row, Sheet, is_bulleted
from newslint.evidence.lines.titles import BULLETED, UNDER_HEADING, is_title
from newslint.evidence.lines.wording import vocabulary
from newslint.evidence.phrases import for_language
from newslint.evidence.tokens import NUMBER, tokens, tokens_of
from newslint.model.languages import Language

_DATED = re.compile(r"(?:19|20)\d\d|\d[:.h]\d\d\b")

ABOVE = 4
"""Words of a line from which a next one in lower case is its rest: of fewer, each may be a button, unless the next one
begins with a function word and, below a single word, is as long as a wrapped line of prose."""

LABELLED = "a label and its items"

LABELS = ("tags_label", "related_heading")
"""Lists of labels that have items on the next line."""

HEADINGS = ("related_heading", "related_prefix")
"""Lists of headings of titles."""

ITEMS = 2
"""Commas of a list of three words."""

NEAR = 4
"""Lines below a heading in which its titles begin. Chosen."""

POINTERS = ("related_prefix", "share", "follow")
"""Lists of labels that introduce nothing: below "Read also:" stands a paragraph where the link was dropped."""

STAMPS = frozenset({"byline", "updated_label", "source_label", "reading_time", "credit_label"})
"""Lists of phrases that begin a line of their own in lower case, too."""

STAMP = 40
"""Characters of a date at most."""

LAST = 24
"""Characters in which a line's last word is looked for."""

ENDINGS = ("e", "en", "er", "es", "em")
"""Of German adjectives behind an article or a possessive."""

APART = 4
"""Lines above which it can be told whether blank lines stand between them."""

LONG = 40
"""Characters of a line from which it may have been wrapped."""

INTRODUCED = 60
"""Characters of a sentence from which it is what a heading introduces, or a word above it."""


def wrapped(row: Row, page: Sheet) -> Iterator[str]:
    """What a line is part of, by name."""
    before, after = _beside(row, page)
    below = page.below(row)
    if (
        row.text[-1] == ":"
        and below is not None
        and below.ends
        and len(below.text) >= INTRODUCED
        and not row.is_one_of(POINTERS)
    ):
        yield "introduces a paragraph"
    if below is not None and len(row.words) == 1 and _speaks_of(row, below, page):
        yield "the paragraph below speaks of it"
    if before is not None and _joined(before, row, page.language):
        yield "goes on from the line before"
    if _is_heading(row, below) and _are_titles(page.rows[row.number + 1 : row.number + 1 + NEAR], page.language):
        yield LABELLED
        return
    if row.is_one_of(LABELS[:1]) and below is not None and _are_words(below):
        yield LABELLED
        return
    if after is None:
        return
    if _joined(row, after, page.language) or (_set_apart(page) and _runs_over(row, after)):
        yield "goes on in the next line"
    elif row.is_one_of(LABELS) and _are_items(after, row, page):
        yield LABELLED


def _speaks_of(row: Row, below: Row, page: Sheet) -> bool:
    """Is a line of one word what the paragraph below begins with or speaks of: "Share" above "Share prices fell"?"""
    others = {mark.list for mark in below.marks} - {mark.list for mark in row.marks}
    if others or below.is_phrase or not below.ends or len(below.text) < INTRODUCED:
        return False
    if row.words[0] in tokens(below.text):
        return True
    above = page.above(row)
    return below.text[0].islower() and (above is None or above.ends)


def _beside(row: Row, page: Sheet) -> tuple[Row | None, Row | None]:
    """The lines right above and right below, if no blank line stands between."""
    rows, at = page.rows, row.number
    before = rows[at - 1] if at and _touch(rows[at - 1], row, page) else None
    after = rows[at + 1] if at + 1 < len(rows) and _touch(row, rows[at + 1], page) else None
    return before, after


def _touch(first: Row, second: Row, page: Sheet) -> bool:
    """Does no blank line stand between two rows, and a line break?"""
    return first.line.stop == second.line.start and page.document.text[second.line.start - 1] == "\n"


def _joined(first: Row, second: Row, language: Language) -> bool:
    """Is the second line the rest of the first?"""
    if first.ends or not (first.text[-1].isalpha() or first.text[-1] == ","):
        return False
    long = first.text.count(" ") + 1 >= ABOVE
    if long and _needs(first, second, language):
        return True
    if not goes_on(second) or _is_apart(second) or " " not in second.text:
        return False
    several = len(first.words) > 1 or len(second.text) >= INTRODUCED
    return long or (several and second.first in _function(language))


def _needs(first: Row, second: Row, language: Language) -> bool:
    """Does the first line end with a word that needs what the second begins with? A button may follow any line."""
    if first.is_phrase or (second.is_phrase and second.text[0].isupper()):
        return False
    last = tokens(first.text[-LAST:])[-2:]
    if language.capital_nouns and len(last) == 2 and last[0] in _openers(language) and _is_ending(first.text):
        return True  # "einen neuen" has no noun yet
    number = second.first == NUMBER and not _DATED.search(second.text)
    return bool(last) and last[-1] in (_function(language) if number else _bound(language))


def _is_ending(text: str) -> bool:
    """Does the text end with a small word inflected as adjectives are, in a language whose nouns are capital?"""
    return text.rpartition(" ")[2].islower() and text.endswith(ENDINGS)


def _is_apart(row: Row) -> bool:
    """Does a line of its own begin in lower case: a button, a byline, a date?"""
    if (row.is_phrase and len(row.words) < ABOVE) or not STAMPS.isdisjoint(mark.list for mark in row.marks):
        return True
    return len(row.text) <= STAMP and any(map(str.isdigit, row.text))


def _are_items(after: Row, label: Row, page: Sheet) -> bool:
    """Does the line below a label hold what it labels? An entry of a menu, which has a bullet, does not."""
    if after.ends or after.is_phrase or is_bulleted(after) or not after.text[0].isalnum():
        return False
    return _is_list(after.text) or (label.is_one_of(LABELS[:1]) and (_set_apart(page) or _is_wrapped(page)))


def _are_words(below: Row) -> bool:
    """Is a row, wherever it stands, a list of words with commas between, and no sentence?"""
    return not below.ends and not below.is_phrase and below.text.count(",") >= ITEMS


def _are_titles(below: Sequence[Row], language: Language) -> bool:
    """Do titles of other articles stand below a heading, which would stay without it?

    Dates, buttons and rules that stand between may go; a heading right above another has none of them. The last title
    above a paragraph may be its heading.
    """
    if below and below[0].is_one_of(HEADINGS):
        return False
    known = vocabulary(language)
    kept = [row for row in below if row.words and not row.is_phrase and not is_date(row.text, row.words, known)]
    if not kept or not any(is_title(kept[0], form) for form in (BULLETED, UNDER_HEADING)):
        return False
    return is_bulleted(kept[0]) or len(kept) == 1 or not is_prose(kept[1])


def _is_heading(row: Row, below: Row | None) -> bool:
    """Is it a heading of titles, or one with the name of a section behind it, above items with bullets?"""
    if not any(mark.list in HEADINGS for mark in row.marks):
        return False
    if row.is_one_of(HEADINGS):
        return True
    items = below is not None and is_bulleted(below) and not is_bulleted(row)
    return items and ":" not in row.text and not row.ends


def _is_list(text: str) -> bool:
    """Is it a list of names of few words each?"""
    items = text.split(", ")
    return len(items) > 1 and all(item[:1].isupper() and item.count(" ") < ABOVE for item in items)


def _is_wrapped(page: Sheet) -> bool:
    """Is the text wrapped at a width, so that lines of its paragraphs are joined?"""
    return page.document.once("wrapped", lambda: any(row.of_lines for row in page.rows))


def _set_apart(page: Sheet) -> bool:
    """Do blank lines stand between the paragraphs? Then lines without one between are parts of the same."""
    return page.document.once("set apart", lambda: _is_set_apart(page.rows))


def _is_set_apart(rows: list[Row]) -> bool:
    apart = sum(above.line.stop < below.line.start for above, below in pairwise(rows))
    return len(rows) > APART and apart * 2 >= len(rows)


def _runs_over(first: Row, second: Row) -> bool:
    """May the second line of a paragraph be the rest of its first?"""
    if first.ends or second.ends or first.is_phrase or second.marks or first.text.count(" ") + 1 < ABOVE:
        return False
    return first.text[-1].isalpha() and second.text[0].isalpha() and " " in second.text and len(first.text) >= LONG


@for_language
def _bound(language: Language) -> frozenset[str]:
    """Words that need another after them, in plain form."""
    return tokens_of(language.holes.bound)


@for_language
def _function(language: Language) -> frozenset[str]:
    return tokens_of(language.function_words)


@for_language
def _openers(language: Language) -> frozenset[str]:
    return tokens_of(language.words.openers)
