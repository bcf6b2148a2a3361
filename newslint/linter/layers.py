"""What rules of words and lines see of a text: it, after the safe fixes of the rules that mend its characters.

An entity, two letters of mojibake, a soft hyphen or a tag inside a word makes a seam where none is, or hides a phrase.
So what judges words and lines is shown the text without them, whether their own rules are selected or not; and what it
finds is told at its place in the text as given. A text whose characters are right is itself what is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import normalize

import msgspec

from newslint.linter.guard import breach
from newslint.linter.overlaps import Pair, order
from newslint.model.edits import compose, splice
from newslint.model.findings import Edit, Hit
from newslint.model.found import is_safe
from newslint.model.rules import Rule

CHARACTERS = frozenset({"encoding", "invisible", "markup"})
"""The groups that mend what is no language: but for their rules that take whole lines."""

MOST = 10
"""Rounds in which the characters of a text settle: what is escaped four times and mojibake twice takes six."""


def mends_characters(rule: Rule) -> bool:
    """Is it a rule of the lower layer: of characters, and of marks between them?"""
    return rule.group in CHARACTERS and rule.allows != "lines"


class Piece(msgspec.Struct, frozen=True, gc=False):
    """What was mended: shown[start:stop] stands for given[low:high]."""

    start: int
    stop: int
    low: int
    high: int


class Mended:
    """A text with its characters mended by `edits`, which are sorted by start and don't overlap; a `View` of it."""

    def __init__(self, given: str, edits: Sequence[Edit]) -> None:
        self._given = given
        self.text = splice(given, edits)
        self._pieces = list(_pieces(given, edits))
        self._starts = [piece.start for piece in self._pieces]
        self._stops = [piece.stop for piece in self._pieces]

    def back(self, hit: Hit) -> Hit:
        """A hit in the text as shown as one in the text as given. What its fix leaves alone stays as it is given."""
        start, stop = self._reach(hit)
        low = self._line_start(start) if hit.fix == "" else self._past(start)
        high = max(low, self._before(stop))
        if hit.fix is None or self._is_as_given(start, stop):
            return msgspec.structs.replace(hit, start=low, end=high)
        new = f"{self.text[start : hit.start]}{hit.fix}{self.text[hit.end : stop]}"
        return msgspec.structs.replace(hit, start=low, end=high, fix=self._fix(start, stop, new))

    def _reach(self, hit: Hit) -> tuple[int, int]:
        """The hit with the pieces that it begins or ends in: these are told whole."""
        first, last = bisect_right(self._stops, hit.start), bisect_left(self._starts, hit.end) - 1
        start = min(hit.start, self._starts[first]) if first < len(self._pieces) else hit.start
        return start, max(hit.end, self._stops[last]) if last >= 0 else hit.end

    def _is_as_given(self, start: int, stop: int) -> bool:
        return bisect_right(self._stops, start) >= bisect_left(self._starts, stop)

    def _past(self, shown: int) -> int:
        """Where a place is in the text as given: after what was taken out there."""
        return self._after(bisect_right(self._stops, shown), shown)

    def _before(self, shown: int) -> int:
        """Where a place is in the text as given: before what was taken out there, but at the end of the text."""
        return self._after(bisect_left(self._starts, shown), shown) if shown < len(self.text) else len(self._given)

    def _line_start(self, shown: int) -> int:
        """Where a place is in the text as given: at the start of a line before what was taken out there."""
        begins = shown == 0 or self.text[shown - 1] == "\n"
        return self._after(bisect_left(self._starts, shown), shown) if begins else self._past(shown)

    def _after(self, number: int, shown: int) -> int:
        """A place in the text as given, with `number` of the pieces before it."""
        if not number:
            return shown
        return self._pieces[number - 1].high + shown - self._pieces[number - 1].stop

    def _fix(self, start: int, stop: int, new: str) -> str:
        """What shown[start:stop] becomes, as the text as given writes it where that is as it was."""
        parts, done = list[str](), 0
        for old_at, new_at, size in _alike(self.text[start:stop], new):
            parts += (new[done:new_at], self._written(start + old_at, start + old_at + size))
            done = new_at + size
        return "".join([*parts, new[done:]])

    def _written(self, start: int, stop: int) -> str:
        """shown[start:stop] as the text as given writes it, but for pieces of which it is only a part."""
        first, last = bisect_right(self._stops, start), bisect_left(self._starts, stop) - 1
        if first > last:
            return self._given[self._past(start) : self._past(stop)]
        low = self._pieces[first].stop if self._starts[first] < start else start
        high = self._pieces[last].start if self._stops[last] > stop else stop
        if low > high:
            return self.text[start:stop]
        return f"{self.text[start:low]}{self._given[self._past(low) : self._past(high)]}{self.text[high:stop]}"


def _pieces(given: str, edits: Iterable[Edit]) -> Iterator[Piece]:
    grown = 0
    for edit in edits:
        start = edit.start + grown
        for low, high, new_from, new_to in _parts(given[edit.start : edit.end], edit.new):
            yield Piece(start + new_from, start + new_to, edit.start + low, edit.start + high)
        grown += len(edit.new) - (edit.end - edit.start)


_APART = re.compile(r"[^\W\d_][\u0300-\u036f\u3099\u309a]+")


def _parts(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """What changes from one text to another: all of it, but of a word that is composed only its letters with accents.

    Each is told by where it is in the old text and in the new one.
    """
    if not new or normalize("NFC", old) != new:
        yield 0, len(old), 0, len(new)
        return
    shorter = 0
    for match in _APART.finditer(old):
        low, high = match.span()
        size = len(normalize("NFC", match[0]))
        yield low, high, low - shorter, low - shorter + size
        shorter += high - low - size


LONG = 2000
"""Of what a fix makes of more characters only the ends are compared with what it was: the rest takes too long."""


def _alike(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Where two texts are alike: from where in the old one, from where in the new one, for how many characters. Of as
    many lines each is compared with its own.
    """
    if old.count("\n") != new.count("\n"):
        yield from _alike_within(old, new)
        return
    at = to = 0
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        yield from ((at + i, to + j, size) for i, j, size in _alike_within(before, after))
        at, to = at + len(before), to + len(after)
        if at < len(old):
            yield at, to, 1
        at, to = at + 1, to + 1


def _alike_within(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    room = min(len(old), len(new))
    head = _common(old, new, room)
    tail = _common(old[::-1], new[::-1], room - head)
    yield 0, 0, head
    old_end, new_end = len(old) - tail, len(new) - tail
    if head < old_end <= LONG and head < new_end <= LONG:
        from difflib import SequenceMatcher

        matcher = SequenceMatcher(None, old[head:old_end], new[head:new_end], autojunk=False)
        yield from ((head + i, head + j, size) for i, j, size in matcher.get_matching_blocks() if size)
    yield old_end, new_end, tail


def _common(one: str, other: str, room: int) -> int:
    """How many characters two texts begin with alike, `room` of them at most."""
    return next((at for at in range(room) if one[at] != other[at]), room)


def mended(
    text: str, pairs: Sequence[Pair], again: Callable[[str], list[Pair]]
) -> tuple[Mended | None, Sequence[Pair]]:
    """A text after the safe fixes of its characters, of which `pairs` are the first; None where there are none.

    Beside it: what is still wrong with the characters of what is shown, and not safe to mend. `again` tells what they
    find in what becomes of the text. What does not settle is left as it is, as it is when fixing.
    """
    edits, now, left = list[Edit](), text, pairs
    for _ in range(MOST):
        step = _step(left, now)
        if not step:
            return (Mended(text, edits) if edits else None), left
        edits, now = compose(edits, step), splice(now, step)
        left = again(now)
    return None, pairs


UNCLEAR = 0.5
"""How sure it is at most where a blank belongs among characters that are wrong and not safe to mend."""


def weakened(pair: Pair, wrong: Iterable[Pair], shown: str) -> Pair:
    """What a rule of words finds: no blank is safe to put in where something is left among the letters that is none."""
    hit, rule = pair
    if rule.allows not in ("gaps", "space") or hit.confidence <= UNCLEAR or shown[hit.start : hit.end].isspace():
        return pair
    if not any(hit.start < other.end and other.start < hit.end for other, _ in wrong):
        return pair
    return msgspec.structs.replace(hit, confidence=UNCLEAR), rule


def _step(pairs: Iterable[Pair], text: str) -> list[Edit]:
    """The safe fixes that can be made together, of two that overlap the wider: as fixing chooses them."""
    step = list[Edit]()
    for hit, rule in sorted(pairs, key=order):
        if not is_safe(hit, rule) or hit.fix is None or hit.fix == text[hit.start : hit.end]:
            continue
        if step and (hit.start < step[-1].end or hit.start == step[-1].start):
            continue
        if breach(text, hit.start, hit.end, hit.fix, rule.allows) is None:
            step.append(Edit(hit.start, hit.end, hit.fix))
    return step
