r"""The links above an article that is nested in their list: a box of titles became bullets, the article the last one.

The titles stand above the first paragraph as if they were its points. Once the article is seen to be nested
(_nested.py), every bullet before it is a link.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> says = "The first boats left at dawn, under a thin rain and a low and heavy sky."
>>> text = f"  * Fishermen ask for aid\n  * {says}\n    {says}\n    {says}"
>>> [text[start:end] for start, end, *_ in find(sheet(Document(text), get("en")), Lists())]
['  * Fishermen ask for aid\n']
"""

from __future__ import annotations

from collections.abc import Iterator

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.blocks._nested import nested_list
from newslint.evidence.lines.sheet import Sheet
from newslint.model.languages import Language
from newslint.model.needles import Needle


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The bullets before the article's own; each line goes."""
    nested = nested_list(page.rows)
    if nested is not None:
        yield from (whole(row, "link above a nested article", nested.around) for row in nested.items[:-1])


def needles(language: Language) -> frozenset[Needle] | None:
    """None: a hyphen is a bullet, too, and nearly every text has one."""
    return None
