"""A Markdown text as its reader sees it: links, pictures and emphasis without their markup.

What is found goes back to the text: to its places, and to fixes that change what is seen. A link or emphasis of which
all goes takes its markup with it; a picture stays, whatever becomes of the words in its place.

>>> reader = Reader("**Read more:** [The port](/b)\\nIt [closed](/c)on Monday.")
>>> reader.text
'Read more: The port\\nIt closedon Monday.'
>>> line, seam = reader.back(Hit(0, 20, "")), reader.back(Hit(23, 31, "closed on"))
>>> (line.start, line.end, line.fix), (seam.start, seam.end, seam.fix)
((0, 30, ''), (34, 47, 'closed](/c) on'))
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from msgspec.structs import replace

from newslint.files.formats._inline import Construct, constructs
from newslint.files.formats._markup import Span, merged
from newslint.files.respelling import moved
from newslint.model.findings import Hit


class Reader:
    """What a reader sees of a Markdown text, as `text`; a `View` of it."""

    def __init__(self, given: str) -> None:
        self._given = given
        self._found = _shown(given, constructs(given))
        cuts = merged(span for one in self._found for span in ((one.low, one.inner), (one.stop, one.high)))
        self._pieces = _kept(cuts, len(given))
        self._lows = [low for low, _ in self._pieces]
        self.text = "".join(given[low:high] for low, high in self._pieces)
        self._starts = _starts(self._pieces)

    @cached_property
    def _inner(self) -> list[int]:
        return [one.inner for one in self._found]

    @cached_property
    def _ends(self) -> list[Span]:
        """Where the text of each ends, and where its markup does."""
        return sorted((one.stop, one.high) for one in self._found)

    @cached_property
    def _pictures(self) -> list[int]:
        return [one.low for one in self._found if one.picture]

    def back(self, hit: Hit) -> Hit:
        """A hit in what is seen as one in the text."""
        if not self._found:
            return hit
        low = self._place(hit.start) if hit.end > hit.start else self._between(hit.start)
        high = self._place(hit.end - 1) + 1 if hit.end > hit.start else low
        if hit.fix is None:
            return replace(hit, start=low, end=high)
        return self._mended(hit, low, high)

    def _place(self, offset: int) -> int:
        """Where the character at `offset` stands."""
        number = bisect_right(self._starts, offset) - 1
        return self._pieces[number][0] + offset - self._starts[number]

    def _between(self, offset: int) -> int:
        """Where new text goes that stands before the character at `offset`: past what closes, before what opens."""
        if not offset:
            return self._place(0) if self.text else 0
        at = self._place(offset - 1) + 1
        stop = self._place(offset) if offset < len(self.text) else len(self._given)
        first, last = bisect_left(self._ends, (at, at)), bisect_left(self._ends, (stop, stop))
        return max((high for _, high in self._ends[first:last] if high <= stop), default=at)

    def _mended(self, hit: Hit, low: int, high: int) -> Hit:
        old, new = self.text[hit.start : hit.end], hit.fix or ""
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        start, stop, new = hit.start + head, hit.end - tail, new[head : len(new) - tail]
        if start == stop:
            at = self._between(start)
            low, high = min(low, at), max(high, at)
            return replace(hit, start=low, end=high, fix=f"{self._given[low:at]}{new}{self._given[at:high]}")
        if not new:
            start, stop = moved(self.text, start, stop, self._is_whole)
        cuts = self._cuts(start, stop, whole=not new.strip())
        low, high = min(low, cuts[0][0]), max(high, cuts[-1][1])
        parts, at = [self._given[low : cuts[0][0]], new], cuts[0][1]
        for begin, end in cuts[1:]:
            parts.append(self._given[at:begin])
            at = end
        return replace(hit, start=low, end=high, fix="".join([*parts, self._given[at:high]]))

    def _is_whole(self, start: int, stop: int) -> bool:
        """Is no markup within shown[start:stop]?"""
        return bisect_right(self._starts, start) == bisect_right(self._starts, stop - 1)

    def _cuts(self, start: int, stop: int, *, whole: bool) -> list[Span]:
        """What of the text goes where shown[start:stop] does; if all of that, with the markup that it leaves empty."""
        emptied = self._emptied(start, stop) if whole else []
        pictured = [one for one in emptied if self._shows(one)]
        if pictured and self.text[stop - 1] == "\n" and stop - 1 > start:
            stop -= 1  # the picture keeps its line
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, stop - 1)
        seen = [
            (low + max(start - begin, 0), min(high, low + stop - begin))
            for begin, (low, high) in zip(self._starts[first:last], self._pieces[first:last], strict=True)
        ]
        return merged([*seen, *((one.low, one.high) for one in emptied if not self._shows(one))])

    def _emptied(self, start: int, stop: int) -> list[Construct]:
        """The links, pictures and emphasis of which all that is seen lies in shown[start:stop]."""
        while start and self.text[start - 1].isspace():
            start -= 1
        while stop < len(self.text) and self.text[stop].isspace():
            stop += 1
        low = self._place(start - 1) + 1 if start else 0
        high = self._place(stop) if stop < len(self.text) else len(self._given)
        near = self._found[bisect_left(self._inner, low) : bisect_left(self._inner, high)]
        return [one for one in near if one.stop <= high]

    def _shows(self, one: Construct) -> bool:
        """Is it a picture, or a link around one?"""
        at = bisect_left(self._pictures, one.low)
        return at < len(self._pictures) and self._pictures[at] < one.high


def _shown(text: str, found: list[Construct]) -> list[Construct]:
    """Those of which a reader sees something, by where that begins; the others are left to be seen as they are."""
    marks = merged(span for one in found for span in ((one.low, one.inner), (one.stop, one.high)))
    seen = [span for low, high in _kept(marks, len(text)) for span in _words(text, low, high)]
    starts, ends = [start for start, _ in seen], [end for _, end in seen]

    def shows(one: Construct) -> bool:
        at = bisect_right(ends, one.inner)
        return at < len(seen) and starts[at] < one.stop

    return sorted((one for one in found if shows(one)), key=lambda one: (one.inner, -one.stop))


def _words(text: str, low: int, high: int) -> list[Span]:
    """Where text[low:high] begins and ends without the blanks around it."""
    part = text[low:high]
    start = low + len(part) - len(part.lstrip())
    end = low + len(part.rstrip())
    return [(start, end)] if start < end else []


def _kept(cuts: list[Span], size: int) -> list[Span]:
    """What the cuts leave."""
    edges = [0, *(edge for cut in cuts for edge in cut), size]
    return [(low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]


def _starts(pieces: list[Span]) -> list[int]:
    """Where each piece begins among all of them."""
    starts, at = list[int](), 0
    for low, high in pieces:
        starts.append(at)
        at += high - low
    return starts


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    size = min(len(one), len(other))
    return next((at for at in range(size) if one[at] != other[at]), size)
