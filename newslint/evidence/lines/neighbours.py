r"""What a line's neighbours say of it: lines of the same form around it, a credit under it, a sentence that goes on.

A menu, a list of titles, a comment section are made of lines that look alike; a caption stands above its credit; a
broken sentence goes on in the next line. These are the traits that take more than the line's own text.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> from newslint.evidence.lines.wording import vocabulary
>>> rows = sheet(Document("Coast\nWeather\nSport\nThe port is\nopen again."), get("en")).rows
>>> said = list(Neighbours(rows, vocabulary(get("en"))).traits(3, before_prose=False))
>>> "lines like it beside it: 3 to 7" in said, "goes on in the next line" in said
(True, True)
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lines.captions import LONGEST, caption
from newslint.evidence.lines.credits import credit
from newslint.evidence.lines.dates import is_date
from newslint.evidence.lines.places import GOES_ON_OR_COLON, goes_on, graded, is_prose, look
from newslint.evidence.lines.runs import spans
from newslint.evidence.lines.sheet import Row
from newslint.evidence.lines.wording import Words
from newslint.evidence.signs.bullets import MARKDOWN
from newslint.evidence.signs.quotes import LINE_OPENING
from newslint.evidence.tokens import NUMBER

ABOVE = "right above prose"
"""The trait of what may be a paragraph's heading."""

SHAPED = 160
"""Characters up to which a line may be a date, a credit or a name."""

NEAR = 5
"""Lines above and below in which listed phrases are counted."""

_ALIKE = ((7, "8 or more"), (2, "3 to 7"), (0, "1 or 2"))
_PHRASES = ((3, "4 or more"), (1, "2 or 3"), (0, "1"))

Form = tuple[str, int, bool]


class Neighbours:
    """The rows of a document, of which each can be asked for the traits that its neighbours give it."""

    def __init__(self, rows: list[Row], known: Words) -> None:
        self.rows = rows
        self.known = known
        self._forms: list[Form] | None = None
        self._alike: list[int] = []
        self._kinds: dict[int, str] = {}

    def traits(self, i: int, *, before_prose: bool) -> Iterator[str]:
        """The traits of the i-th row. Before the prose, dates and credits stand beside title and standfirst, too."""
        rows = self.rows
        for name, at in (("two before it", i - 2), ("two after it", i + 2)):
            if 0 <= at < len(rows):
                yield f"{name}: {look(rows[at])}"
        yield from self._company(i)
        yield from self._broken(i)
        if self._kind(i) == "a caption":
            yield "is a caption"
        for name, at in (("before it", i - 1), ("after it", i + 1)):
            if not before_prose and 0 <= at < len(rows) and (kind := self._kind(at)):
                yield f"{name}: {kind}"

    def _company(self, i: int) -> Iterator[str]:
        """Lines of its form beside it or at regular distance, listed phrases near it."""
        forms = self._forms_of_rows()
        yield f"lines like it beside it: {graded(self._alike[i] - 1, _ALIKE, 'none')}"
        for step in (2, 3, 4):
            if i >= step and i + step < len(forms) and forms[i - step] == forms[i] == forms[i + step]:
                yield f"lines like it at distance {step}"
                break
        near = sum(row.is_phrase for row in self.rows[max(0, i - NEAR) : i + NEAR + 1]) - self.rows[i].is_phrase
        yield f"listed phrases near it: {graded(near, _PHRASES, 'none')}"

    def _broken(self, i: int) -> Iterator[str]:
        """Is it part of a sentence that line breaks have cut, or the heading of a paragraph?"""
        row = self.rows[i]
        before = self.rows[i - 1] if i else None
        after = self.rows[i + 1] if i + 1 < len(self.rows) else None
        if after is not None and not row.ends:
            if goes_on(after, GOES_ON_OR_COLON):
                yield "goes on in the next line"
            elif is_prose(after):
                yield ABOVE
        if before is not None and not before.ends and goes_on(row, GOES_ON_OR_COLON):
            yield "goes on from the line before"

    def _forms_of_rows(self) -> list[Form]:
        """The form of each row, and in `_alike` how many rows on end have its form."""
        if self._forms is None:
            self._forms = [_form(row) for row in self.rows]
            self._alike = [last - first + 1 for first, last in spans(self._forms)]
        return self._forms

    def _kind(self, i: int) -> str:
        if i not in self._kinds:
            self._kinds[i] = _kind(self.rows[i], self.known)
        return self._kinds[i]


def _form(row: Row) -> Form:
    """How it starts, how long it is, how it ends."""
    first = row.text[0]
    start = (
        "bullet"
        if first in MARKDOWN
        else "digit"
        if first.isdigit()
        else "quote"
        if first in LINE_OPENING
        else "lower"
        if first.islower()
        else "capitals"
        if row.text.isupper()
        else "capital"
    )
    return start, min(len(row.text) // 30, 4), row.ends


def _kind(row: Row, known: Words) -> str:
    """A caption, a credit, a date, or nothing."""
    if len(row.text) > LONGEST:
        return ""
    if caption(row.text, known):
        return "a caption"
    if len(row.text) > SHAPED:
        return ""
    if credit(row.text, known):
        return "a credit"
    return "a date" if NUMBER in row.words and is_date(row.text, row.words, known) else ""
