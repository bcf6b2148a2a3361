"""The prose of an HTML text, as a reader sees it: without tags, its entities read, each block on a line of its own.

What is found in the prose goes back to the HTML: to its offsets, and to fixes that change letters of text nodes and
leave every tag, attribute and entity beside them as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import escape, unescape

import msgspec

from newslint.files.respelling import moved
from newslint.model.findings import Hit

BREAKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search"
    " section summary table tbody td tfoot th thead tr ul br caption".split()
)
"""Elements before and after which a line ends."""

PARAGRAPHS = BREAKS - frozenset("br li tr td th dt dd option caption legend summary".split())
"""Those that a blank line sets apart."""

HIDDEN = frozenset(
    "script style template textarea title noscript iframe object svg math canvas audio video select head".split()
)
"""Elements whose content is no prose."""

RAW = frozenset("script style template textarea title".split())
"""Those that take all that follows if they are never closed."""

QUOTED = frozenset("code kbd samp var tt pre listing xmp".split())
"""Elements whose content is part of the prose but not judged."""

TOKEN = re.compile(
    r"""
      (?P<comment> <!--(?:-?>|(?s:.*?)(?:--!?>|\Z)) | <[!?][^>]*>? | </(?![A-Za-z])[^>]*>? )
    | (?P<tag> <(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*)
        (?: =\s*"[^"]*(?:"|\Z) | =\s*'[^']*(?:'|\Z) | [^>] )* (?:>|\Z) )    # one that never ends takes all that follows
    | (?P<entity> &(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}); )
    | (?P<space> [ \t\n\f\r]+ )
    | (?P<words> [^<&\s]+(?:\ [^<&\s]+)*(?![^<&\s]) | [^ \t\n\f\r] )
    """,
    re.VERBOSE,
)
"""What an HTML text is made of, piece by piece."""

_OPENING = re.compile(r"[&<][^\s;<>&]{0,32}\Z")
"""Text that what follows could make an entity or a tag."""


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """prose[start:stop] is html[low:high]; `whole` where it goes all or not at all, as an entity does."""

    start: int
    stop: int
    low: int
    high: int
    whole: bool = False


class Prose:
    """The prose of a text. `text` is what a reader sees."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._pieces: list[_Piece] = []
        self._parts: list[str] = []
        self._quoted: list[tuple[int, int]] = []
        self._size = 0
        self._gap = ""
        self._space = (0, 0)
        self._read()
        self.text = "".join(self._parts)
        self._starts = [piece.start for piece in self._pieces]

    def _read(self) -> None:
        at, quoted, since, unclosed = 0, "", 0, set[str]()
        while token := TOKEN.match(self._html, at):
            at = token.end()
            if token["tag"]:
                name = token["name"].lower()
                if name in HIDDEN and not token["slash"]:
                    at = past(self._html, name, at, unclosed)
                self._part(name)
                if name in QUOTED and not quoted and not token["slash"]:
                    quoted, since = name, self._size
                elif name == quoted and token["slash"]:
                    quoted = ""
                    self._quoted.append((since, self._size))
            elif not token["comment"]:
                self._add(token)
        if quoted:
            self._quoted.append((since, self._size))

    def _part(self, name: str) -> None:
        if name in BREAKS:
            self._gap = "\n\n" if name in PARAGRAPHS or self._gap == "\n\n" else "\n"

    def _add(self, token: re.Match[str]) -> None:
        """Text: blanks wait for what follows them, and at the ends of lines for nothing."""
        said, entity = token[0], bool(token["entity"])
        if token["space"]:
            if not self._gap:
                self._gap, self._space = " ", token.span()
            return
        if entity:
            said = unescape(said)
            entity = said != token[0]
        if self._gap and self._parts:
            low, high = self._space if self._gap == " " else (self._pieces[-1].high,) * 2
            self._put(self._gap, low, high, whole=True)
        self._gap = ""
        self._put(said, *token.span(), whole=entity)

    def _put(self, said: str, low: int, high: int, *, whole: bool) -> None:
        self._pieces.append(_Piece(self._size, self._size + len(said), low, high, whole))
        self._parts.append(said)
        self._size += len(said)

    def back(self, hit: Hit) -> Hit | None:
        """A hit in the prose as one in the HTML; None where it touches what is not judged.

        Its fix is None where it can't be said without touching a tag.
        """
        if any(low < max(hit.end, hit.start + 1) and hit.start < high for low, high in self._quoted):
            return None
        if not self._pieces:
            return msgspec.structs.replace(hit, start=0, end=0, fix=None)
        low = self._low(hit.start) if hit.end > hit.start else self._between(hit.start)
        high = self._high(hit.end) if hit.end > hit.start else low
        fix = None
        edit = None if hit.fix is None else self._edit(hit)
        if edit is not None:
            low, high = min(low, edit.low), max(high, edit.high)
            fix = edit.made(self._html, low, high)
        return msgspec.structs.replace(hit, start=low, end=high, fix=fix)

    def _at(self, offset: int) -> int:
        """Which piece the character at `offset` is in."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _low(self, offset: int) -> int:
        piece = self._pieces[self._at(offset)]
        return piece.low if piece.whole else min(piece.low + offset - piece.start, piece.high)

    def _high(self, offset: int) -> int:
        piece = self._pieces[self._at(offset - 1)]
        return piece.high if piece.whole else piece.low + offset - piece.start

    def _between(self, offset: int) -> int:
        """Where new text goes that stands before the character at `offset`: past what closes, before what opens."""
        number = bisect_left(self._starts, offset)
        exact = number < len(self._starts) and self._starts[number] == offset
        if offset and not exact and offset < self._size:
            return self._low(offset)
        if offset == 0:
            return self._pieces[0].low
        before = self._pieces[number - 1]
        if not exact or self._pieces[number].low == self._pieces[number].high:
            return before.high
        after = self._pieces[number]
        if before.low == before.high:
            return after.low
        at = before.high
        while (tag := TOKEN.match(self._html, at)) and tag.end() <= after.low and tag["tag"] and tag["slash"]:
            at = tag.end()
        return at

    def _edit(self, hit: Hit) -> _Edit | None:
        """What to take away and what to put where; None where a tag would have to change."""
        old, new = self.text[hit.start : hit.end], hit.fix or ""
        head = _shared(old, new)
        tail = _shared(old[head:][::-1], new[head:][::-1])
        start, stop, new = hit.start + head, hit.end - tail, new[head : len(new) - tail]
        gone = self.text[start:stop]
        if "\n" in new or ("\n" in gone and (new or not self._whole_lines(start, stop))):
            return None
        if gone and not new and "\n" not in gone:
            start, stop = moved(self.text, start, stop, self._is_whole)
        cuts = []
        for piece in self._pieces[self._at(start) : self._at(stop - 1) + 1] if stop > start else ():
            low = piece.low if piece.whole else piece.low + max(start - piece.start, 0)
            high = piece.high if piece.whole else piece.low + min(stop, piece.stop) - piece.start
            if low < high:
                cuts.append((low, high))
        at = cuts[0][0] if cuts else self._between(start)
        if _OPENING.search(self._html, max(at - 34, 0), at) and self._html[at - 1 : at] != ">":
            return None
        return _Edit(cuts, at, escape(new, quote=False))

    def _is_whole(self, start: int, stop: int) -> bool:
        """Is there no tag within shown[start:stop], so that nothing is moved out of it or into it?"""
        return "<" not in self._html[self._low(start) : self._high(stop)]

    def _whole_lines(self, start: int, stop: int) -> bool:
        text = self.text
        begins = start == 0 or "\n" in (text[start - 1], text[start])
        ends = stop == len(text) or "\n" in (text[stop - 1], text[stop])
        return begins and ends


def past(html: str, name: str, at: int, unclosed: set[str]) -> int:
    """Past a hidden element; past its tag alone where it is never closed and a browser would go on."""
    found = None if name in unclosed else re.compile(rf"</{re.escape(name)}\b[^>]*>?", re.I).search(html, at)
    if found:
        return found.end()
    unclosed.add(name)
    return len(html) if name in RAW else at


class _Edit(msgspec.Struct, frozen=True):
    """Parts of the HTML to take away, and what to put at a place."""

    cuts: list[tuple[int, int]]
    at: int
    new: str

    @property
    def low(self) -> int:
        """Where it begins."""
        return self.at

    @property
    def high(self) -> int:
        """Where it ends."""
        return self.cuts[-1][1] if self.cuts else self.at

    def made(self, html: str, low: int, high: int) -> str:
        """html[low:high] after it."""
        parts, at = [html[low : self.at], self.new], self.at
        for start, stop in self.cuts:
            parts.append(html[at:start])
            at = stop
        return "".join([*parts, html[at:high]])


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    size = min(len(one), len(other))
    return next((at for at in range(size) if one[at] != other[at]), size)
