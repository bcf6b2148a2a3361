r"""A list of other articles under a heading that no list of phrases has: "More Port Stories", "Latest Ardmouth News".

Below the article the page shows its other ones, often each with its summary, and the text seems to tell them all. The
heading is told by its first words and its noun. It may be a sub-heading of the article too, so what stands under it
decides: a run of titles, titles and summaries in turn, or short lines to the end of the text.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open.\nMore Great Port Stories\nFishermen ask for state aid\nWhy is the lighthouse dark?"
>>> [text[start:end] for start, end, *_ in find(sheet(Document(text), get("en")), Lists())][:2]
['More Great Port Stories\n', 'Fishermen ask for state aid\n']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

import msgspec

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.places import is_prose, takes_line_above
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.lines.titles import UNDER_HEADING, is_title
from newslint.evidence.phrases import for_language, words
from newslint.evidence.tokens import tokens, tokens_of
from newslint.model.languages import Language
from newslint.model.needles import Needle

LONGEST = 80
"""Characters of such a heading at most. The bounds here are chosen; of the lines that they find in 3,910 texts of dev
pages the labels call 2,197 left-overs and 13 the article's."""

APART = 5
"""Words between the first ones and the noun, at most."""

SUMMARY = 40, 320
"""Characters of the summary under a title, at least and at most; a paragraph is longer."""

LINES = 40
"""Lines to the end of the text that can all be such a list."""


class Terms(msgspec.Struct, frozen=True):
    """A language's words of such headings, and the first of each opening."""

    openings: frozenset[tuple[str, ...]]
    firsts: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    links: frozenset[str]


@for_language
def terms(language: Language) -> Terms:
    """The words of a language and of English that headings of lists are made of."""
    openings = frozenset(tuple(tokens(phrase)) for phrase in words(language, "list_openings"))
    nouns = tokens_of(words(language, "list_nouns"))
    return Terms(
        openings=openings,
        firsts=frozenset(opening[0] for opening in openings) | nouns,
        nouns=nouns,
        adjectives=tokens_of(words(language, "list_adjectives")),
        links=tokens_of(words(language, "list_links")),
    )


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines of such lists, their headings first."""
    known = terms(page.language)
    done = -1
    for row in page.rows:
        if row.number <= done or not is_heading(row, known):
            continue
        rows, told = _under(page.rows[row.number + 1 :], listed=row.is_phrase)
        if told and not rows and row.text.endswith(":"):
            told = (*told, "colon")
        if told:
            done = row.number + len(rows)
            yield from (whole(each, *told) for each in (row, *rows))


def needles(language: Language) -> frozenset[Needle] | None:
    """None: a heading's words stand in most texts."""
    return None


def is_heading(row: Row, known: Terms) -> bool:
    """Is it made as such headings are: an opening and a noun, or a noun and its adjective, and little else?"""
    if row.first not in known.firsts or row.ends or len(row.text) > LONGEST:
        return False
    said = row.words
    if said[0] in known.nouns and len(said) > 1 and said[1] in known.adjectives:
        return len(said) == 2 or said[2] in known.links
    length = next((n for n in (4, 3, 2, 1) if tuple(said[:n]) in known.openings), 0)
    for at in range(length, min(len(said), length + APART + 1)) if length else ():
        if said[at] in known.nouns and (at + 1 == len(said) or said[at + 1] in known.links):
            return True
    return False


def _under(rows: Sequence[Row], *, listed: bool) -> tuple[Sequence[Row], tuple[str, ...]]:
    """The rows of the list under a heading, and what kind of list it is; nothing where it is none.

    A mere run of titles under a listed heading is a related-list, which weighs where it stands.
    """
    if not rows:
        return (), ("last line",)
    run = sum(1 for _ in takewhile(_is_title, rows[:LINES]))
    if run == len(rows) or (2 <= len(rows) <= LINES and _is_tail(rows)):
        return rows, ("to the end", *_size(len(rows)))
    pairs = _pairs(rows)
    if pairs > 1:
        return rows[: 2 * pairs], ("titles and summaries", *_size(pairs))
    if listed:
        return (), ()
    if run < len(rows) and takes_line_above(rows[run]):
        run -= 1  # the last line above a paragraph is that paragraph's heading
    return (rows[:run], ("titles",)) if run > 1 else ((), ())


def _size(number: int) -> tuple[str, ...]:
    return ("three and more",) if number > 2 else ()


def _is_tail(rows: Sequence[Row]) -> bool:
    """Are they short lines, half of them titles, and no sentence below a sentence, as an article's stand?"""
    if max(len(row.text) for row in rows) > SUMMARY[1] or sum(map(_is_title, rows)) * 2 < len(rows):
        return False
    told = [row.ends and len(row.text) >= SUMMARY[0] for row in rows]
    if sum(told) == 1 and any(map(is_prose, rows)):
        return False  # a paragraph below the list: the article goes on
    return not any(one and other for one, other in pairwise(told))


def _pairs(rows: Sequence[Row]) -> int:
    """How many titles stand there with a summary under each."""
    pairs = 0
    while 2 * pairs + 1 < min(len(rows), LINES):
        title, summary = rows[2 * pairs : 2 * pairs + 2]
        if not _is_title(title) or not summary.ends or not SUMMARY[0] <= len(summary.text) <= SUMMARY[1]:
            break
        pairs += 1
    return pairs


def _is_title(row: Row) -> bool:
    return is_title(row, UNDER_HEADING)
