r"""What keeps a line with a phrase or a shape of the page's furniture: it is prose, or one of a list of the article.

"Share this with nobody," the note said: a phrase is left over where it is all that a sentence says to the reader.
Where somebody says it, or a sentence goes on after it, where it is a word of a text with one word on each line, a line
of code, part of a wrapped sentence or a date that heads a paragraph as others do, it is the article's. Each file here
tells some such reasons, by name; `MOST` says what confidence each leaves.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> page = sheet(Document('"Share this with nobody," the note said, and nobody did.\nShare this\n'), get("en"))
>>> [tuple(reasons(row, page)) for row in page.rows]
[('quoted',), ()]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from newslint.evidence.lines.prose.company import company
from newslint.evidence.lines.prose.parts import (
    ADDRESS,
    ANSWER,
    ASIDE,
    BRACKET,
    CAPITALS,
    CHUNK,
    HEAD,
    HEADLINE,
    ITEMS,
    LITTLE,
    NOTICE,
    OPEN,
    OUTCRY,
    QUOTE,
    STEP,
    TITLE,
    TONGUES,
    parts,
)
from newslint.evidence.lines.prose.told import told
from newslint.evidence.lines.prose.wrapped import wrapped
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.model.evidence import log_odds
from newslint.model.findings import Evidence

NONE = 0.1
"""The confidence that the strongest reasons leave at most: nothing is said of such a line."""

UNSURE = 0.7
"""What the others leave at most: a person decides, also where another rule is 0.96 sure of the same line."""

MOST = {
    "quoted": NONE,
    "told": NONE,
    "a word on each line": NONE,
    "code": NONE,
    "speech": NONE,
    "in the past": UNSURE,
    "goes on as prose": UNSURE,
    "a date above each paragraph": UNSURE,
    "a day among others": UNSURE,
    "a profile": UNSURE,
    "an item of a programme": UNSURE,
    "introduces a paragraph": UNSURE,
    "goes on from the line before": UNSURE,
    "goes on in the next line": UNSURE,
    "a label and its items": UNSURE,
    "a sentence": UNSURE,
    "the paragraph below speaks of it": UNSURE,
    "may end elsewhere": UNSURE,
    "a name above a paragraph": UNSURE,
    "a number": UNSURE,
    "a score": UNSURE,
    "a word that may begin a title": UNSURE,
    "an item of a list": UNSURE,
    "a sentence in it": UNSURE,
    "a record": UNSURE,
    "an answer to choose": UNSURE,
    LITTLE: UNSURE,
    OUTCRY: NONE,
    CHUNK: NONE,
    HEAD: NONE,
    BRACKET: NONE,
    OPEN: UNSURE,
    ASIDE: UNSURE,
    QUOTE: UNSURE,
    ITEMS: UNSURE,
    NOTICE: UNSURE,
    CAPITALS: UNSURE,
    ADDRESS: UNSURE,
    STEP: UNSURE,
    TONGUES: UNSURE,
    HEADLINE: UNSURE,
    ANSWER: UNSURE,
    TITLE: UNSURE,
}
"""The reasons, and the confidence that each leaves at most."""


def reasons(row: Row, page: Sheet) -> Iterator[str]:
    """Why a line may be the article's, whatever it begins with: what its own words say, and its neighbours."""
    said = told(row, page.language)
    if said is not None:
        yield said
    yield from of_place(row, page)


def of_place(row: Row, page: Sheet) -> Iterator[str]:
    """Why a line may be the article's, by its neighbours alone."""
    kept = company(page).get(row.number)
    if kept is not None:
        yield kept
    yield from wrapped(row, page)
    if not row.sure:
        yield LOOSE
    yield from parts(row, page)


def doubted(pieces: tuple[Evidence, ...], found: Iterable[str], unsure: float = UNSURE) -> tuple[Evidence, ...]:
    """Evidence and the strongest reason to doubt it, which takes off what is above the confidence that it leaves."""
    name = min(found, key=MOST.__getitem__, default=None)
    if name is None:
        return pieces
    most = NONE if MOST[name] == NONE else unsure
    over = sum(piece.weight for piece in pieces) - log_odds(most)
    return (*pieces, Evidence(name, -over)) if over > 0 else pieces


def kept(page: Sheet) -> frozenset[int]:
    """The offsets of the lines that are the article's with those around them, whatever block they stand in."""
    return frozenset(page.rows[n].line.start for n, name in company(page).items() if MOST[name] == NONE)


def cut(page: Sheet, taken: Collection[int]) -> frozenset[int]:
    """Of the lines that begin at some offsets and are to go, those that go on in a line that is to stay."""
    rows = page.rows[:-1]
    ends = (row for row in rows if row.line.start in taken and page.rows[row.number + 1].line.start not in taken)
    return frozenset(row.line.start for row in ends if GOES_ON in wrapped(row, page))


def loose(page: Sheet) -> frozenset[int]:
    """The offsets of the segments of which it is not sure where they begin or end."""
    return frozenset(row.line.start for row in page.rows if not row.sure)


CLAUSED = "goes on as prose"
HELD = frozenset({ITEMS, "a label and its items"})
"""The reasons that hold a heading back for the sake of its items."""
GOES_ON = "goes on in the next line"
LOOSE = "may end elsewhere"
