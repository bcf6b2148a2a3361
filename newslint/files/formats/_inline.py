"""Links, pictures and emphasis in a Markdown text: where each begins and ends, and where what a reader sees of it does.

As CommonMark reads them: what is code, a tag or a table holds none; a run of stars or underscores opens where words
begin and closes where they end, the nearest two that fit belong together; the text of a link is what stands between the
nearest two brackets, and behind it stands where it leads, or the name of a definition.

>>> text = "**Read [on](/a).**"
>>> [(text[one.low : one.inner], text[one.stop : one.high]) for one in constructs(text)]
[('[', '](/a)'), ('**', '**')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from newslint.files.formats._markup import TARGET, code, merged

_TOKEN = re.compile(
    r"""
      \\[!-/:-@\[-`{-~]                                              # a sign that stands for itself
    | (?:https?://|www\.)[^\s<>()\[\]*]*[^\s<>()\[\]*_~.,:;!?'"]      # an address
    | (?P<open> !?\[ ) | (?P<close> \] )
    | (?P<run> \*+ | _+ | ~~ )
    | (?P<break> \n[ \t>]*\n | \n(?=[ \t>]*(?:[-*+]|\d{1,9}[.)]|\#{1,6})[ \t]) )      # a paragraph ends
    """,
    re.VERBOSE,
)
_TARGET = re.compile(TARGET)
_NAME = re.compile(r"\[([^\[\]\n]*)\]")
_DEFINED = re.compile(r"^[ ]{0,3}\[([^\]\n]+)\]:", re.M)


class Construct(msgspec.Struct, frozen=True, gc=False):
    """text[low:high] is a link, a picture or emphasis, and text[inner:stop] what a reader sees of it."""

    low: int
    inner: int
    stop: int
    high: int
    picture: bool = False


class _Run(msgspec.Struct, gc=False):
    """A run of `count` signs, `size` to begin with; may it open, and may it close?"""

    at: int
    sign: str
    count: int
    size: int
    opens: bool
    closes: bool


def constructs(text: str) -> list[Construct]:
    """All of a text; what is inside of another comes before it."""
    return _Parser(text).found


class _Parser:
    """Goes through a text once."""

    def __init__(self, text: str) -> None:
        self.found: list[Construct] = []
        self._text = text
        self._runs: list[_Run] = []
        self._brackets: list[tuple[int, int, bool, int]] = []
        """Of each that is open: where it begins, where its text does, is it a picture's, how many runs came before."""
        self._names = {_folded(match[1]) for match in _DEFINED.finditer(text)}
        self._past = 0
        for token in _tokens(text):
            if token.start() >= self._past:
                self._take(token)
        self._end()

    def _take(self, token: re.Match[str]) -> None:
        if token["open"]:
            self._brackets.append((*token.span(), token["open"] == "![", len(self._runs)))
        elif token["close"]:
            self._close(token.start(), token.end())
        elif token["run"]:
            self._runs.append(_run(self._text, token))
        elif token["break"]:
            self._end()

    def _close(self, stop: int, end: int) -> None:
        """A bracket closes: a link or a picture, where something behind it says where it leads."""
        if not self._brackets:
            return
        low, inner, picture, runs = self._brackets.pop()
        high = self._led(inner, stop, end)
        if high is None:
            return
        self._pair(self._runs[runs:])
        del self._runs[runs:]
        self.found.append(Construct(low, inner, stop, high, picture))
        self._past = high

    def _led(self, inner: int, stop: int, end: int) -> int | None:
        """Where what leads somewhere ends; None where nothing does."""
        target = _TARGET.match(self._text, end)
        if target:
            return target.end()
        name = _NAME.match(self._text, end)
        said = (name[1] if name else "") or self._text[inner : min(stop, inner + LONGEST)]
        return (name.end() if name else end) if _folded(said) in self._names else None

    def _end(self) -> None:
        """A paragraph ends, and all that is open in it stays what it is."""
        self._pair(self._runs)
        self._runs, self._brackets = [], []

    def _pair(self, runs: list[_Run]) -> None:
        open, bottoms = list[_Run](), dict[tuple[str, bool, int], int]()
        for run in runs:
            while run.closes and run.count:
                key = run.sign, run.opens, run.size % 3
                low = min(bottoms.get(key, 0), len(open))
                at = next((n for n in range(len(open) - 1, low - 1, -1) if _fit(open[n], run)), None)
                if at is None:
                    bottoms[key] = len(open)
                    break
                del open[at + 1 :]
                self._join(open[at], run)
                if not open[at].count:
                    open.pop()
            if run.opens and run.count:
                open.append(run)

    def _join(self, one: _Run, other: _Run) -> None:
        size = 2 if min(one.count, other.count) > 1 else 1
        inner = one.at + one.count
        self.found.append(Construct(inner - size, inner, other.at, other.at + size))
        one.count -= size
        other.at, other.count = other.at + size, other.count - size


LONGEST = 999
"""Characters of a definition's name, as CommonMark has it."""


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The signs that may be markup, outside of what is no prose."""
    at = 0
    for start, end in [*merged(code(text, targets=False)), (len(text), len(text))]:
        yield from _TOKEN.finditer(text, at, start)
        at = end


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _run(text: str, token: re.Match[str]) -> _Run:
    """A run of signs: it opens where words begin and closes where they end."""
    start, end = token.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    left = not _blank(after) and (not _sign(after) or _blank(before) or _sign(before))
    right = not _blank(before) and (not _sign(before) or _blank(after) or _sign(after))
    if token["run"][0] == "_":
        left, right = left and (not right or _sign(before)), right and (not left or _sign(after))
    return _Run(start, token["run"][0], end - start, end - start, left, right)


def _blank(character: str) -> bool:
    return not character or character.isspace()


def _sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _fit(one: _Run, other: _Run) -> bool:
    """Do two runs belong together? Those that may both open and close only by CommonMark's rule of three."""
    if one.sign != other.sign:
        return False
    odd = (one.closes or other.opens) and (one.size + other.size) % 3 == 0
    return not odd or (one.size % 3 == 0 and other.size % 3 == 0)
