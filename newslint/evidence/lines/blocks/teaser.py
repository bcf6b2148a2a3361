r"""The summary of another article, or of a video, whose button or length is run into its last sentence.

"The council votes on the money in May. Read more": on the page a box has a title, a summary and a button. The title
goes with its link, the summary stays among the paragraphs, and as a sentence it tells of something else. So does the
line under a video, which ends in its day and its length ("... 18.04.2024 | 0:21 min"). A text that is nothing but its
own summary ends so, too; only beside paragraphs is such a line another article's.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> prose = "The port opened again on Tuesday after three days of storm, the office said. " * 2
>>> text = "\n".join([prose, prose, "The council votes on the money in May. Read more", prose, prose])
>>> [(text[start:end], names) for start, end, names, _ in find(sheet(Document(text), get("en")), Lists(("read_more",)))]
[('The council votes on the money in May. Read more\n', ('button at its end', 'a sentence before it'))]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.places import is_prose
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.phrases import book
from newslint.evidence.tokens import tokens
from newslint.model.languages import Language
from newslint.model.needles import Needle

PARAGRAPHS = 3
"""Paragraphs that the text has beside such lines at least. The bounds here are chosen; of the lines that they find in
the outputs of extractors (dev) the labels call 57 left-overs and none the article's."""

FEWEST = 6
"""Words of such a line at least: fewer are a label and its button, which other rules find."""

BUTTON = 5
"""Words of a button at most."""

_AFTER = regex.compile(r"[.!?…][”“\"»’']?\s?(?:[|–—→»>-]\s?)?(?P<said>[^.!?…(]{3,40})\.{0,3}$")
"""What stands after the last sentence of a line."""

_TITLE = regex.compile(r"[\p{Ll}\p{N}”»’'\"?!)]\s(?P<said>\p{Lu}\p{Ll}+(?:\s\p{Ll}+){1,3})\.{0,3}$")
"""A button of two words and more, with a capital, behind a title that ends in no mark."""

_LENGTH = regex.compile(
    r"(?:(?:19|20)\d\d\s?[|·]\s?\d{1,2}:\d\d(?::\d\d)?(?:\s?\p{L}{3,8}\.?)?|[|·]\s?\d{1,2}:\d\d(?::\d\d)?\s?\p{L}{3,8}\.?)$"
)
"""A year and a length behind a bar, or a length with its unit."""


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines that end in a button or a length, beside paragraphs."""
    buttons = [book(page.language).lists.get(name, {}) for name in lists.start]
    found = [(row, told) for row in page.rows if (told := _told(row, buttons))]
    lines = {row.number for row, _ in found}
    if sum(is_prose(row) for row in page.rows if row.number not in lines) >= PARAGRAPHS:
        yield from (whole(row, *told) for row, told in found)


def needles(language: Language) -> frozenset[Needle] | None:
    """None: the words of buttons stand in most texts."""
    return None


def _told(row: Row, buttons: Sequence[Mapping[str, bool]]) -> tuple[str, ...]:
    """What the end of a line says of it; nothing where it ends as others do."""
    timed = ("|" in row.text or "·" in row.text) and _LENGTH.search(row.text) is not None
    over = row.ends and not row.text.endswith(("...", "…"))  # most lines are: this goes first
    if (over and not timed) or row.text.count(" ") + 1 < FEWEST or row.is_phrase:
        return ()
    if timed:
        return ("length at its end",)
    after = _AFTER.search(row.text)
    if after is not None and _is_button(tokens(after["said"]), buttons):
        return ("button at its end", "a sentence before it")
    title = _TITLE.search(row.text)
    if title is not None and _is_button(tokens(title["said"]), buttons):
        return ("button at its end", "a title before it")
    return ()


def _is_button(said: list[str], buttons: Sequence[Mapping[str, bool]]) -> bool:
    return 0 < len(said) <= BUTTON and any(" ".join(said) in phrases for phrases in buttons)
