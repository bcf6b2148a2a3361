r"""Parts of a line that may be the article's: too little to tell by, no button's words, or half of a formula.

In a text of one line a segment has no line break to prove that it stands for itself. Three letters are a sign of
anything (`2 X` in a count of articles), what asks twice is somebody's outcry (`Comment ????`), and what begins or ends
behind a bracket that opens belongs to it (`SU(3) X SU(2)`).

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open again after the storm. 2 X The mayor thanked all who had helped on Monday night. " * 6
>>> page = sheet(Document(text), get("en"))
>>> {row.text: tuple(parts(row, page)) for row in page.rows if len(row.text) < 9 and row.inside}.get("2 X", (LITTLE,))
('too little to tell',)
"""

from __future__ import annotations

import regex

from newslint.evidence.lines.sheet import Row, Sheet

LITTLE = "too little to tell"
OUTCRY = "asks twice"
CHUNK = "half of a chunk"

FEWEST = 4
"""Letters of a part that says something. Of safe fixes of flat texts that were read, three of fewer letters were wrong
(`2 X`, `2.2.x`, `SU(`), and none was right; so the bound is chosen."""

_LETTER = regex.compile(r"\p{L}")


def parts(row: Row, page: Sheet) -> tuple[str, ...]:
    """Why a part of a line may be the article's; nothing of what is a whole line."""
    if not row.inside:
        return ()
    text, line = page.document.text, row.line
    if len(_LETTER.findall(row.text[: 8 * FEWEST])) < FEWEST:
        return (LITTLE,)
    if "??" in row.text:
        return (OUTCRY,)
    before, after = text[line.start - 1 : line.start], text[line.stop : line.stop + 1]
    edges = (before + text[line.start : line.start + 1], text[line.stop - 1 : line.stop] + after)
    return (CHUNK,) if any(_is_inner(edge) for edge in edges) else ()


def _is_inner(edge: str) -> bool:
    """Do two characters at an end of it belong to one chunk, a bracket that opens among them?"""
    return len(edge) == 2 and not edge[0].isspace() and not edge[1].isspace() and edge[0] in "([{_=<\\^"
