"""`kind: block`: several lines that belong to the page together, each told by its place beside the others.

A list of links has a heading and titles; an embedded post has a first and a last line; the comments go on to the end.
Each line gives a hit of its own, so that a person can keep one and drop another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from newslint.evidence.lines.blocks.biography import biographies, trades
from newslint.evidence.lines.blocks.consent import dialogues, terms
from newslint.evidence.lines.blocks.dated import dated_lists, looks
from newslint.evidence.lines.blocks.nested import BULLET, LINK, nested_list
from newslint.evidence.lines.blocks.office import attributions, offices
from newslint.evidence.lines.blocks.section import sections
from newslint.evidence.lines.blocks.section import terms as section_terms
from newslint.evidence.lines.blocks.talk import manners, talk
from newslint.evidence.lines.blocks.thread import threads, voices
from newslint.evidence.lines.places import goes_on, is_prose
from newslint.evidence.lines.sheet import Row, Sheet, sheet
from newslint.evidence.phrases import Mark
from newslint.evidence.tokens import NUMBER
from newslint.model import Allows, Document, Evidence, Folded, Hit, Language, Matcher, Needle, Rule, Setting
from newslint.model.evidence import confidence

Told = tuple[Row, tuple[str, ...]]
"""A row of a block, and the names of what tells it."""

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
    buttons, speakers and ages between them. talk: by how they speak. consent: the cookies of a consent dialogue.
    section: other articles under a heading that no list has. dated: other articles and their dates, in turn.
    biography: the author's life at the end. office: a name and an office under a quotation.
    """

    shape: Literal[
        "nested-links",
        "nested-body",
        "list",
        "span",
        "tail",
        "thread",
        "talk",
        "consent",
        "section",
        "dated",
        "biography",
        "office",
    ]
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
        if self.shape in _BY_SIGNS:
            for row, told in _BY_SIGNS[self.shape](page, language):
                yield row.line.start, row.line.stop, told
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
        and not goes_on(row)
    )


def _takes(follows: Row) -> bool:
    """Does the line before it belong to it: as its heading, or as the start of its sentence?"""
    return goes_on(follows) or is_prose(follows)


PARAGRAPHS = 6
"""Paragraphs above a heading of comments that show that the article is over, wherever it stands. With six, what follows
is 2,072 left-over lines and 8 of the article (dev, pages and extractors' outputs together); with four, 4,584 and 67."""


def _below_article(page: Sheet, number: int) -> bool:
    """Do as many paragraphs stand above the row as an article has?"""
    return sum(map(is_prose, page.rows[:number])) >= PARAGRAPHS


MANY = 8
"""Signs from which a thread of comments can be nothing else."""

NAME = 40
"""Characters up to which the line above a comment can be its writer's name."""


def _named(page: Sheet, first: int) -> int:
    """The row of the name above a comment's first row, or that row if there is none."""
    above = page.rows[first - 1] if first else None
    return first - 1 if above is not None and not above.ends and len(above.text) <= NAME else first


def _thread(page: Sheet, language: Language) -> Iterator[Told]:
    """Threads of comments: with the name above the first sign, and the comment below the last."""
    for thread in threads(page.rows, voices(language)):
        first = _named(page, thread.first)
        size = "many signs" if thread.signs >= MANY else "some signs"
        where = "below an article" if _below_article(page, first) else "no article above"
        yield from ((row, (size, where)) for row in page.rows[first : thread.last + 1])


def _talk(page: Sheet, language: Language) -> Iterator[Told]:
    """What readers say at the end of the text: with the name above the first of them."""
    found = talk(page.rows, manners(language))
    if found is not None:
        size = "many replies" if found.replies >= MANY else "some replies"
        yield from ((row, (size, *found.ways)) for row in page.rows[_named(page, found.first) :])


def _consent(page: Sheet, language: Language) -> Iterator[Told]:
    """Consent dialogues."""
    for found in dialogues(page, terms(language)):
        kind = "table of cookies" if found.names >= 3 and found.lives >= 3 else "consent phrases"
        yield from ((row, (kind,)) for row in page.rows[found.first : found.last + 1])


def _section(page: Sheet, language: Language) -> Iterator[Told]:
    """Other articles under a heading that no list has."""
    return sections(page, section_terms(language))


def _dated(page: Sheet, language: Language) -> Iterator[Told]:
    """Other articles and their dates, in turn."""
    for found in dated_lists(page.rows, looks(language)):
        size = "three dates" if found.dates == 3 else "four dates or more"
        names = (size, "ages") if found.aged else (size,)
        yield from ((row, names) for row in page.rows[found.first : found.last + 1])


def _biography(page: Sheet, language: Language) -> Iterator[Told]:
    """The author's life at the end."""
    return biographies(page, trades(language))


def _office(page: Sheet, language: Language) -> Iterator[Told]:
    """Who is quoted, alone on a line."""
    return attributions(page, offices(language))


_BY_SIGNS: dict[str, Callable[[Sheet, Language], Iterator[Told]]] = {
    "thread": _thread,
    "talk": _talk,
    "consent": _consent,
    "section": _section,
    "dated": _dated,
    "biography": _biography,
    "office": _office,
}
"""The shapes whose lines are told by one another, not by a first one."""
