r"""Controls of a page's forms, as text browsers print them: buttons, boxes to tick, fields to fill in.

A dump of a whole page by lynx has `REFRESH(900 sec):`, `IFRAME: https://…`, `(BUTTON) Search`, `[ ] Remember me`,
`( ) Weekly` and `Name ____________________`. A text browser writes `(BUTTON)`, and no article does; fields and boxes
are also in forms to print and in lists of things to do, so that a rule asks for a button in the same text.

>>> [control(text) for text in ("(BUTTON) Search", "[ ] Remember me", "Name, city ________", "[1] Smith 2004")]
['button', 'box', 'field', None]
>>> control("(BUTTON) The port is open again. The first boats left at dawn."), control("Sign here: ____")
(None, None)
"""

from __future__ import annotations

import re

WORDS = 5
"""Words of a button, and of what stands beside a field. Chosen: longer ones in texts as scrapers stored them were
headings of what folds out."""

BOX = 200
"""Characters of what a box to tick says; some are sentences of consent."""

BARE = 40
"""Characters of a field without a label at most; longer ones are rules across the page."""

_BUTTON = re.compile(r"(?:[*+•-] )?\(BUTTON\)")
_PRINTED = re.compile(r"REFRESH\(\d+ sec\):|IFRAME: \S+|#(?:alternate\b ?)+|file://localhost/\S+(?:\s+\S+)?")
_BOX = re.compile(r"(?:[*+•-] )?(?:\[[ xX]\]|\([ *]\)) ?(?=\S)")
_FIELD = re.compile(r"_{8,}")
_BRACKETS = str.maketrans("[]", "  ")
"""Of buttons: `[ Search ]`."""

_SENTENCE = re.compile(r"[.!?;:…]\s")


def control(text: str) -> str | None:
    """Which control a line is; None if it is none, or more than one says."""
    if _PRINTED.fullmatch(text):
        return "browser"
    if _BUTTON.match(text):
        labels = text.split("(BUTTON)")
        return "button" if all(map(_is_label, labels)) else None
    if _BOX.match(text):
        return "box" if len(text) <= BOX else None
    if _FIELD.fullmatch(text):
        return "field" if len(text) <= BARE else None
    if _FIELD.search(text):
        return "field" if _is_label(_FIELD.sub(" ", text).translate(_BRACKETS)) else None
    return None


def _is_label(text: str) -> bool:
    """Is it short, and neither a sentence nor a question, which heads an answer that folds out?"""
    return len(text.split()) <= WORDS and not _SENTENCE.search(text) and not text.rstrip().endswith("?")
