r"""Who said it: a name and an office alone on a line ("Lena Hartwig, Hafenministerin"), under a quotation set apart.

The page sets such a quotation in a box. What is left of the box stands among the paragraphs, and its last line, with no
verb and no full stop, attributes nothing. In a list of people each line is like the next; the list is the article's.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "Der Hafen bleibt zu.\nLena Hartwig, Hafenministerin\nDie Schiffe warten auf See."
>>> [text[start:end] for start, end, *_ in find(sheet(Document(text), get("de")), Lists())]
['Lena Hartwig, Hafenministerin\n']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import regex

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.names import CAPITALIZED, particles
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.phrases import for_language
from newslint.evidence.signs.capitals import CAPITAL
from newslint.evidence.tokens import tokens, tokens_of
from newslint.model.languages import Language
from newslint.model.needles import Needle

LONGEST = 100
"""Characters of such a line at most. The bounds here are chosen; of the lines that they find in 3,910 texts of dev
pages the labels call 16 left-overs and none the article's."""


class Offices(msgspec.Struct, frozen=True):
    """A language's words of such lines: what its words for offices and trades `ends` in ("bundeskanzler" ends in
    "kanzler"), and the `line`, with the degrees of the language before the name."""

    ends: tuple[str, ...]
    line: regex.Pattern[str]


@for_language
def offices(language: Language) -> Offices:
    """The words of a language that such lines are told by."""
    degrees = "|".join(rf"{re.escape(degree)}\s" for degree in sorted(language.names.degrees)) or "(?!)"
    name = rf"{CAPITALIZED}(?:\s(?:{CAPITALIZED}|{CAPITAL}\.|{particles(alone=True)})){{1,4}}"
    return Offices(
        ends=tuple(sorted(tokens_of(language.words.offices))),
        line=regex.compile(rf"(?:{degrees})*{name},\s(?P<office>[^.,:;!?()]{{4,70}})"),
    )


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines that are a name and an office, each below a sentence, and with none like it beside it."""
    known = offices(page.language)
    if not known.ends:
        return
    for row in page.rows[1:]:
        if len(row.text) > LONGEST or row.ends or ", " not in row.text or not _is_one(row, known):
            continue
        beside = page.rows[row.number - 1 : row.number + 2 : 2]
        if beside[0].ends and not any(_is_one(near, known) for near in beside):
            yield whole(row, "name and office")


def needles(language: Language) -> frozenset[Needle] | None:
    """None: an office is told by how its words end."""
    return None


def _is_one(row: Row, known: Offices) -> bool:
    match = known.line.fullmatch(row.text) if len(row.text) <= LONGEST else None
    return match is not None and any(token.endswith(known.ends) for token in tokens(match["office"]))
