r"""Parts of a line that may be the article's: too little to tell by, no button's words, or half of a formula.

In a text of one line a segment has no line break to prove that it stands for itself. Three letters are a sign of
anything (`2 X` in a count of articles), what asks twice is somebody's outcry (`Comment ????`), and what begins or ends
behind a bracket that opens belongs to it (`SU(3) X SU(2)`), as does what closes one that opens before it (`on Tuesday,
4 May, 10:30)`). What ends in a comma goes on, and in a text in capitals a capital begins nothing.

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
BRACKET = "half of a bracket"
COMMA = "ends in a comma"
CAPITALS = "in capitals as what stands before it"

FEWEST = 4
"""Letters of a part that says something. Of safe fixes of flat texts that were read, three of fewer letters were wrong
(`2 X`, `2.2.x`, `SU(`), and none was right; so the bound is chosen."""

SHOUTED = 3
"""Words in capitals before a part from which its own capitals tell nothing. Chosen: a button or two stand in a row."""

REACH = 120
"""Characters before a part in which those words are looked for."""

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
    if row.text.endswith(","):
        return (COMMA,)
    if any(row.text.count(opens) != row.text.count(closes) for opens, closes in ("()", "[]")):
        return (BRACKET,)
    if row.text.isupper() and _is_shouted(text[max(0, line.start - REACH) : line.start]):
        return (CAPITALS,)
    before, after = text[line.start - 1 : line.start], text[line.stop : line.stop + 1]
    edges = (before + text[line.start : line.start + 1], text[line.stop - 1 : line.stop] + after)
    return (CHUNK,) if any(_is_inner(edge) for edge in edges) else ()


def _is_shouted(before: str) -> bool:
    """Do so many words before it stand in capitals, in the same sentence?"""
    words = before.rpartition("\n")[2].split()[-SHOUTED:]
    return len(words) == SHOUTED and all(map(str.isupper, words)) and not words[-1].endswith((".", "!", "?"))


def _is_inner(edge: str) -> bool:
    """Do two characters at an end of it belong to one chunk, a bracket that opens among them?"""
    return len(edge) == 2 and not edge[0].isspace() and not edge[1].isspace() and edge[0] in "([{_=<\\^"
