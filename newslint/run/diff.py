"""Unified diffs made from edits, in time that grows with the text alone. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

from newslint.model.edits import splice
from newslint.model.findings import Edit

CONTEXT = 3
"""Lines shown around a change, as diff -u does."""
NO_NEWLINE = "\\ No newline at end of file"


class _Change(msgspec.Struct, frozen=True):
    """Old lines first:last become `new`."""

    first: int
    last: int
    new: list[str]


def unified(name: str, text: str, edits: Sequence[Edit], *, apart: bool = False) -> str:
    """The diff that the edits (sorted by start, none overlapping) make of a text; empty if they change nothing.

    With `apart`, the old and the new file are called as git calls them, `a/name` and `b/name`, so that `git apply` and
    `patch -p1` take it.
    """
    old = _lines(text)
    changes = [change for change in _changes(old, text, edits) if change.new != old[change.first : change.last]]
    if not changes:
        return ""
    old_name, new_name = (f"a/{name}", f"b/{name}") if apart and not name.startswith(("/", "../")) else (name, name)
    shown = [f"--- {old_name}", f"+++ {new_name}"]
    shift = 0
    for group in _groups(changes):
        shown += _hunk(old, group, shift)
        shift += sum(len(change.new) - (change.last - change.first) for change in group)
    return "".join(f"{line}\n" for line in shown)


def _lines(text: str) -> list[str]:
    """The lines with their breaks; only a line feed ends one."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _changes(old: list[str], text: str, edits: Sequence[Edit]) -> Iterator[_Change]:
    """The edits as whole lines, those that share a line together."""
    starts = [0, *accumulate(map(len, old))]
    group: list[Edit] = []
    first = last = 0
    for edit in edits:
        low = max(bisect_right(starts, edit.start, hi=len(old)) - 1, 0)
        if group and low >= last:
            yield _trimmed(old, first, last, _edited(text, starts[first], starts[last], group))
            group = []
        first = first if group else low
        # An edit that ends at the start of a line may join that line to the one before.
        last = max(last, bisect_right(starts, edit.end, hi=len(old)))
        group.append(edit)
    if group:
        yield _trimmed(old, first, last, _edited(text, starts[first], starts[last], group))


def _edited(text: str, start: int, end: int, group: Sequence[Edit]) -> list[str]:
    return _lines(splice(text[start:end], [Edit(e.start - start, e.end - start, e.new) for e in group]))


def _trimmed(old: list[str], first: int, last: int, new: list[str]) -> _Change:
    """The change without the lines at its ends that stay what they are."""
    low, high = 0, len(new)
    while first < last and low < high and old[first] == new[low]:
        first, low = first + 1, low + 1
    while first < last and low < high and old[last - 1] == new[high - 1]:
        last, high = last - 1, high - 1
    return _Change(first, last, new[low:high])


def _groups(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Changes whose contexts meet share a hunk."""
    group: list[_Change] = []
    for change in changes:
        if group and change.first - group[-1].last > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    yield group


def _hunk(old: list[str], group: Sequence[_Change], shift: int) -> Iterator[str]:
    first, last = max(group[0].first - CONTEXT, 0), min(group[-1].last + CONTEXT, len(old))
    added = sum(len(change.new) - (change.last - change.first) for change in group)
    yield f"@@ -{_range(first, last - first)} +{_range(first + shift, last - first + added)} @@"
    at = first
    for change in group:
        yield from _signed(" ", old[at : change.first])
        yield from _signed("-", old[change.first : change.last])
        yield from _signed("+", change.new)
        at = change.last
    yield from _signed(" ", old[at:last])


def _range(first: int, count: int) -> str:
    return f"{first + 1 if count else first},{count}"


def _signed(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield NO_NEWLINE
