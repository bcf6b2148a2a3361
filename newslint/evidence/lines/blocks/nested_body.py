r"""An article that is nested in a list: a bullet stands before its first paragraph, and blanks before all others.

Markdown reads such paragraphs as code. Nothing of the article goes, only what stands before its words.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> says = "The first boats left at dawn, under a thin rain and a low and heavy sky."
>>> text = f"  * Fishermen ask for aid\n  * {says}\n    {says}\n    {says}"
>>> [text[start:end] for start, end, _ in find(sheet(Document(text), get("en")), Lists())]
['  * ', '    ', '    ']
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lines.blocks import Lists, Part
from newslint.evidence.lines.blocks._nested import indent, nested_list
from newslint.evidence.lines.sheet import Sheet
from newslint.evidence.signs.bullets import BULLET
from newslint.model.languages import Language
from newslint.model.needles import Needle


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The bullet of the article, and the indentation of the lines under it."""
    nested = nested_list(page.rows)
    if nested is None:
        return
    names = ("nested article", nested.around)
    bullet = nested.items[-1].line
    match = BULLET.match(bullet.text)
    yield Part(bullet.start, bullet.start + (match.end() if match else 0), names)
    for row in nested.under:
        yield Part(row.line.start, row.line.start + indent(row.line), names)


def needles(language: Language) -> frozenset[Needle] | None:
    """None: a hyphen is a bullet, too, and nearly every text has one."""
    return None
