"""Elements that a fix has emptied: where all text of a paragraph, link or list went, its tags say nothing any more.

A fix of what a reader sees changes letters and no tag. Where it has taken all that an element held, an empty box is
left, for which the page still makes room: `<p class="ad"></p>`, a list with a bullet and nothing after it, a link with
nothing to press. So these go along. An element that was empty before is there for some other reason, and stays; so does
one that something may point to (`id`, `name`), that holds a picture, a form or a comment, or that is no mere box of
text, as the cell of a table.

>>> before = '<p>One.</p><p><b>Ad</b></p><p id="end">Ad</p><p><img src="a.png">Photo: AFP</p><p></p>'
>>> after = '<p>One.</p><p><b></b></p><p id="end"></p><p><img src="a.png"></p><p></p>'
>>> [after[edit.start : edit.end] for edit in emptied(before, after)]
['<p><b></b></p>']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

import msgspec

from newslint.files.htmltext import BREAKS, HIDDEN, TOKEN, past
from newslint.model.findings import Edit

BOXES = frozenset(
    "a abbr address aside b big blockquote center cite dd del dfn div dl dt em figcaption figure font footer h1 h2 h3"
    " h4 h5 h6 header i ins li mark nav ol p q s section small span strike strong sub sup time u ul".split()
)
"""Elements that are there for the text in them alone."""

OPEN = frozenset("p li dt dd option tr td th thead tbody tfoot".split())
"""Those that need no end tag."""

VOID = frozenset("area base col embed hr img input link meta param source track".split())
"""Those that hold nothing, and show or do something themselves."""

LIGHT = frozenset(("br", "wbr"))
"""Those that hold nothing and show nothing."""

CLOSES = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""Elements that end others by beginning, beside blocks, which end a paragraph."""

_KEPT = re.compile(r"""[\s"'](?:id|name)\s*=|\burl\(""", re.I)
"""What of a tag tells that something points to it, or that it shows a picture."""


class _Element(msgspec.Struct):
    """An element: its name, the element that it stands in, by number, and where it and its content begin and end.

    `words`: is there text right in it? `whole`: is it only a box of text, and of other elements?
    """

    name: str
    above: int
    start: int
    inner: int
    stop: int = 0
    end: int = 0
    words: bool = False
    whole: bool = True


def emptied(before: str, after: str) -> list[Edit]:
    """What takes the elements out of a page after fixes that had text before them, and have none now."""
    old, new = _Page(before).elements, _Page(after).elements
    if [one.name for one in old] != [one.name for one in new]:
        return []
    said, says = _with_words(old), _with_words(new)
    goes = [one.name in BOXES and one.whole and said[n] and not says[n] for n, one in enumerate(new)]
    for number in range(len(new) - 1, -1, -1):
        if not goes[number] and new[number].above >= 0:
            goes[new[number].above] = False
    outermost = (one for n, one in enumerate(new) if goes[n] and not (one.above >= 0 and goes[one.above]))
    return [_with_line(after, start, end) for start, end in _runs(after, outermost)]


def _with_words(elements: list[_Element]) -> list[bool]:
    """Of each element: is there text anywhere in it?"""
    found = [one.words for one in elements]
    for number in range(len(elements) - 1, -1, -1):
        if found[number] and elements[number].above >= 0:
            found[elements[number].above] = True
    return found


def _runs(text: str, elements: Iterable[_Element]) -> Iterator[tuple[int, int]]:
    """Where elements stand; those with nothing but blanks between them together."""
    start = end = -1
    for one in elements:
        if end >= 0 and not text[end : one.start].strip(" \t"):
            end = one.end
            continue
        if end >= 0:
            yield start, end
        start, end = one.start, one.end
    if end >= 0:
        yield start, end


def _with_line(text: str, start: int, end: int) -> Edit:
    """What takes text[start:end] away, with its line where nothing else is on it."""
    low, high = start, end
    while low and text[low - 1] in " \t":
        low -= 1
    while high < len(text) and text[high] in " \t\r":
        high += 1
    alone = (not low or text[low - 1] == "\n") and text[high : high + 1] == "\n"
    return Edit(low, high + 1, "") if alone else Edit(start, end, "")


class _Page:
    """Reads a page's elements, in the order in which they begin."""

    def __init__(self, text: str) -> None:
        self.elements: list[_Element] = []
        self._text = text
        self._stack: list[int] = []
        self._open: Counter[str] = Counter()
        self._read()

    def _read(self) -> None:
        at, unclosed = 0, set[str]()
        while token := TOKEN.match(self._text, at):
            at = token.end()
            if token["comment"]:
                self._is_more()
            elif not token["tag"]:
                self._words(token)
            elif token["slash"]:
                self._end(token["name"].lower(), *token.span())
            else:
                name = token["name"].lower()
                self._begin(name, token)
                if name in HIDDEN:
                    at = past(self._text, name, at, unclosed)
        while self._stack:
            self._pop(len(self._text), len(self._text), told=False)

    def _words(self, token: re.Match[str]) -> None:
        if self._stack and not token["space"] and unescape(token[0]).strip():
            self.elements[self._stack[-1]].words = True

    def _is_more(self) -> None:
        """The innermost element holds something that is neither text nor a box of it."""
        if self._stack:
            self.elements[self._stack[-1]].whole = False

    def _begin(self, name: str, token: re.Match[str]) -> None:
        for other in ("p",) if name in BREAKS and name != "br" else ():
            self._imply(other, token.start())
        for other in CLOSES.get(name, ()):
            self._imply(other, token.start())
        if name in LIGHT:
            return
        if name in VOID or name in HIDDEN or token[0].endswith("/>"):
            self._is_more()
            return
        whole = not _KEPT.search(token[0])
        above = self._stack[-1] if self._stack else -1
        self._stack.append(len(self.elements))
        self._open[name] += 1
        self.elements.append(_Element(name, above, token.start(), token.end(), whole=whole))

    def _imply(self, name: str, at: int) -> None:
        """What begins ends an element that is still open, if that is the innermost one."""
        if self._stack and self.elements[self._stack[-1]].name == name:
            self._pop(at, at, told=False)

    def _end(self, name: str, start: int, end: int) -> None:
        if not self._open[name]:
            self._is_more()
            return
        while self.elements[self._stack[-1]].name != name:
            self._pop(start, start, told=False)
        self._pop(start, end, told=True)

    def _pop(self, stop: int, end: int, *, told: bool) -> None:
        """The innermost element ends; where no tag tells, and one should, its box is none to rely on."""
        one = self.elements[self._stack.pop()]
        self._open[one.name] -= 1
        one.stop, one.end = stop, end
        one.whole = one.whole and (told or one.name in OPEN)
