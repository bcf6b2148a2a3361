r"""An article that is nested in a list: a bullet stands before its first paragraph, and blanks before all others.

Markdown reads such paragraphs as code. Nothing of the article goes, only what stands before its words. It is one fault,
however many paragraphs it has, and told once.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> says = "The first boats left at dawn, under a thin rain and a low and heavy sky."
>>> text = f"  * Fishermen ask for aid\n  * {says}\n    {says}\n    {says}"
>>> (part,) = find(sheet(Document(text), get("en")), Lists())
>>> part.fix == f"{says}\n{says}\n{says}"
True
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
    """The article, from its bullet to its end, and how it reads without that and the indentation of its lines."""
    nested = nested_list(page.rows)
    if nested is None:
        return
    bullet = nested.items[-1].line
    match = BULLET.match(bullet.text)
    cuts = [(bullet.start, bullet.start + (match.end() if match else 0))]
    cuts += [(row.line.start, row.line.start + indent(row.line)) for row in nested.under]
    end = max(row.line.end for row in nested.under)
    kept = zip((stop for _, stop in cuts), (*(start for start, _ in cuts[1:]), end), strict=True)
    fix = "".join(page.document.text[start:stop] for start, stop in kept)
    yield Part(bullet.start, end, ("nested article", nested.around), fix)


def needles(language: Language) -> frozenset[Needle] | None:
    """None: a hyphen is a bullet, too, and nearly every text has one."""
    return None
