r"""What is asked of a row that a rule on lines is about: how it ends, what stands beside it, where it stands.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> page = sheet(Document("Read more:\nThe port is open again."), get("en"))
>>> list(standing(page.rows[1], page))
['ends as a sentence', 'beside a left-over line', 'after a colon', 'near the start', 'near the end']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from newslint.evidence.formulas import SENTENCE, Formulary
from newslint.evidence.lines.places import FOOT, HEAD, PROSE, is_prose
from newslint.evidence.lines.shapes import SHAPES, Subject
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.lines.wording import Words
from newslint.evidence.segments.offers import BEFORE, BUTTON, offers_mail, speaks_to
from newslint.evidence.segments.segment import Edge
from newslint.evidence.signs.quotes import CLOSING, EITHER

Told = tuple[Row, tuple[str, ...]]
"""A row and the evidence of its phrase or shape."""

CLAIM = 3
"""Words of a sentence at least; fewer are the label of what follows ("Privacy notice:")."""

LONG = 3
"""Words from which a phrase that is the whole line says all that the line could say."""


def is_throughout(row: Row, forms: Formulary) -> bool:
    """Are there several sentences in a row, and a notice in each?"""
    sentences = [one for one in SENTENCE.split(row.text) if one.count(" ") + 1 >= CLAIM]
    return len(sentences) > 1 and all(map(forms.within, sentences))


def is_above_caption(row: Row, page: Sheet, known: Words) -> bool:
    """Does the next row end in a picture's credit?"""
    below = page.below(row)
    return below is not None and SHAPES["caption"](Subject(below.text, below.words, known)) is not None


def beside_company(rows: Iterable[Told], company: Iterable[int]) -> Iterator[Told]:
    """Of rows, in their order, those in an unbroken run of them that company stands next to, or in."""
    near = frozenset(company)
    for _, run in groupby(enumerate(rows), lambda place: place[1][0].number - place[0]):
        told = [row for _, row in run]
        if not near.isdisjoint(range(told[0][0].number - 1, told[-1][0].number + 2)):
            yield from told


def unseen(row: Row, length: int) -> str:
    """What a phrase is called that was not seen on a page."""
    return "not seen, but of three words" if LONG <= length == len(row.words) else "not seen on a page"


def takes_more(row: Row) -> bool:
    """Does a title inside a line end with a full stop? No title does: it runs into a sentence of the article."""
    return row.inside and row.text.endswith(".") and not row.text.endswith("..")


def asks(row: Row) -> bool:
    """Does the row end as a question or an exclamation, as titles do?"""
    return row.text.rstrip(f"{CLOSING}{EITHER} )]").endswith(("?", "!"))


def is_asked_and_answered(row: Row, page: Sheet) -> bool:
    """Is it a question with its answer beside it, or the answer, each a phrase: "No account yet? Register for free"?"""
    near = page.rows[max(0, row.number - 1) : row.number + 2]
    return any(one.is_phrase and one.text.endswith("?") and other.is_phrase for one, other in pairwise(near))


def is_pressed(row: Row, page: Sheet) -> bool:
    """Is it a button, whole, right behind the sentence that offers what it is for: "In our newsletter. Subscribe"?"""
    above = page.rows[row.number - 1] if row.number else None
    if above is None or not (row.sure and row.is_phrase and len(row.words) <= BUTTON):
        return False
    return above.ends and offers_mail(above.text[-BEFORE:], page.language)


def is_said_whole(row: Row, page: Sheet) -> bool:
    """Is it a sentence of its own, of which no other beside it is a part: none that speaks to the reader, too?"""
    if not row.ends or row.edge < Edge.SENTENCE or len(row.words) < SAID:
        return False
    near = page.rows[max(0, row.number - 1) : row.number + 2]
    text = page.document.text
    return not any(one is not row and speaks_to(text, one.line.start, one.line.end, page.language) for one in near)


SAID = 4
"""Words of a sentence that says all itself, at least. Chosen."""


def standing(row: Row, page: Sheet) -> Iterator[str]:
    """Evidence of where a row stands and of its neighbours."""
    if row.ends:
        yield "ends as a sentence"
    before = page.above(row)
    after = page.below(row)
    beside = [near for near in (before, after) if near is not None]
    if any(near.is_phrase for near in beside):
        yield "beside a left-over line"
    if len(beside) == 2 and all(map(is_prose, beside)):
        yield "between prose"
    if before is not None and before.text.endswith(":"):
        yield "after a colon"
    if row.text[0] == "[" and row.text[-1] == "]":
        yield "in square brackets"
    if len(row.text) >= PROSE:
        yield "long"
    if row.number < HEAD:
        yield "near the start"
    if row.number >= len(page.rows) - FOOT:
        yield "near the end"
