r"""Readers' comments without a heading, told by what stands between them: "Reply", "2 hours ago", "Anna B. says".

A comment's words read like anybody's. But a name, a time or a button comes back every few lines, and an article has
nothing of the kind. Times of day alone are no sign: a live blog has them, and it is the article.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open now.\nAna says\nAbout time.\nReply\nTom B. says\nQuite so.\nReply"
>>> parts = list(find(sheet(Document(text), get("en")), Lists()))
>>> len(parts), text[parts[0].start : parts[0].end], parts[0].names
(6, 'Ana says\n', ('some signs', 'no article above'))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Literal

import msgspec

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.dates import ages, has_age, has_clock, has_date
from newslint.evidence.lines.names import above_comment
from newslint.evidence.lines.places import SHORT_ARTICLE, is_below_article, is_prose
from newslint.evidence.lines.runs import runs
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.lines.wording import Words, vocabulary
from newslint.evidence.phrases import for_language, words
from newslint.evidence.tokens import NUMBER, tokens
from newslint.model.languages import Language
from newslint.model.needles import Needle

Sign = Literal["button", "speaker", "age", "time"]

APART = 6
"""Rows from one sign to the next at most. Of 58 sites with such comments 4 rows find 1,020 lines, 6 find 1,191 and 9
find 1,279; from 9 on lines of articles are among them."""

FAR = 20
"""Rows from the last sign of what is a thread already to the next: a comment may be long. Not to a time of day, which
the next article has, too. Chosen, as the next is; what both find beyond that, in 3,910 texts of dev pages and in
extractors' outputs, the labels call some 110 left-overs and none the article's."""

REST = 15
"""Rows below the last sign, to the end of the text, that may be the last comment: more may be another article."""

SURE, AGES, SIGNS = 3, 4, 4
"""Signs that a run must have: four in all, of which three are buttons or speakers, or four ages. The bounds here are
chosen; of the lines that they find in 3,910 texts of dev pages the labels call 1,527 left-overs and one the
article's."""

LONGEST = 80
"""Characters up to which a line can be a sign."""


class Voices(msgspec.Struct, frozen=True):
    """What a language's signs are told by, in plain form."""

    says: frozenset[str]
    ages: frozenset[str]
    known: Words


@for_language
def voices(language: Language) -> Voices:
    """The words of a language that signs of comments are told by."""
    return Voices(
        says=frozenset(token for word in words(language, "says") for token in tokens(word)[-1:]),
        ages=ages(language),
        known=vocabulary(language),
    )


MANY = 8
"""Signs from which a thread of comments can be nothing else."""


class Thread(msgspec.Struct, frozen=True):
    """A run of comments: the numbers of its first and last row, and how many signs it has.

    What stands under a last "Anna B. says" belongs to it, and a short line under a last age; what else stands below it,
    to the end of the text, is told less surely.
    """

    first: int
    last: int
    signs: int


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """Each thread, with the name above its first sign and the comment below its last."""
    for thread in threads(page.rows, voices(page.language)):
        first = above_comment(page.rows, thread.first)
        size = "many signs" if thread.signs >= MANY else "some signs"
        below = is_below_article(page.rows, first)
        where = "below an article" if below else "no article above"
        yield from (whole(row, size, where) for row in page.rows[first : thread.last + 1])
        rest = page.rows[thread.last + 1 :] if below else []
        if len(rest) <= REST:
            yield from (whole(row, size, where, "below the last sign") for row in rest)


def needles(language: Language) -> frozenset[Needle] | None:
    """None: a time of day may be a sign."""
    return None


def threads(rows: Sequence[Row], mine: Voices) -> Iterator[Thread]:
    """The runs of comments among the rows."""
    for run in _joined(rows, runs(rows, partial(_sign, mine=mine), APART)):
        yield from _thread(run, rows)


Run = list[tuple[int, str]]


def _joined(rows: Sequence[Row], found: Iterable[Run]) -> Iterator[Run]:
    """The runs, those joined to a thread that are its own after a long comment, and not after an article."""
    before: Run = []
    for run in found:
        gap = rows[before[-1][0] + 1 : run[0][0]] if before else []
        near = before and len(gap) < FAR and sum(map(is_prose, gap)) < SHORT_ARTICLE
        if near and run[0][1] in {sign for _, sign in before} - {"time"} and _is_thread(before):
            before = [*before, *run]
            continue
        if before:
            yield before
        before = run
    if before:
        yield before


def _is_thread(run: Run) -> bool:
    signs = [sign for _, sign in run]
    sure = sum(sign in ("button", "speaker") for sign in signs)
    return len(run) >= SIGNS and (sure >= SURE or signs.count("age") >= AGES)


def _thread(run: Run, rows: Sequence[Row]) -> Iterator[Thread]:
    signs = [sign for _, sign in run]
    if _is_thread(run):
        last = run[-1][0]
        below = rows[last + 1 : last + 2]
        goes_on = below and (signs[-1] == "speaker" or (signs[-1] == "age" and not is_prose(below[0])))
        yield Thread(run[0][0], last + 1 if goes_on else last, len(run))


def _sign(row: Row, mine: Voices) -> Sign | None:
    """What a row is in a thread of comments; None for a comment itself, and for any other line."""
    if len(row.text) > LONGEST or not row.words:
        return None
    if row.is_one_of(("comment",)):
        return "button"
    if len(row.words) > 9:
        return None
    if row.words[-1] in mine.says and len(row.words) <= 8 and not row.ends:
        return "speaker"
    if NUMBER not in row.words:
        return "age" if row.is_one_of(("relative_time",)) else None
    if has_age(row.words, mine.ages):
        return "age"
    return "time" if has_clock(row.text) and has_date(row.text, row.words, mine.known) else None
