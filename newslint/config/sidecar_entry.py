"""How an entry of `newslint.ignore.yaml` is written: as YAML that reads well and says exactly what is meant. Pure."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from msgspec import structs

from newslint.model.findings import Finding, Shown
from newslint.model.shown import CONTEXT

NEAR = 30
"""Characters before and after a finding that tell it from others like it."""

_HALF = re.compile(r"[\ud800-\udfff]")
"""Half a character, which YAML can't say: of a surrogate pair, or a byte of a name that is not UTF-8."""


MOST_TWINS = 200
"""Findings that read the same in a file: of more, none is held against the others."""


def entry(one: Shown, path: Path, reason: str) -> str:
    """The entry, in the sidecar `path`, that suppresses a finding, and no other that reads otherwise."""
    finding = one.finding
    own = [] if finding.id is None or _HALF.search(finding.id) else [f"  id: {quoted(finding.id)}\n"]
    return "".join((_paths([finding.path], path), *own, *_said(one, near=True), _reason(reason)))


def wide(one: Shown, named: Sequence[str], path: Path, reason: str) -> str:
    """The entry, in the sidecar `path`, that suppresses what reads as a finding does, wherever it stands in the files
    and folders that are named. A folder's name ends in `/`.
    """
    bare = structs.replace(one, before="", after="")
    return "".join((_paths(named, path), *_said(bare, near=not _is_short(one.finding)), _reason(reason)))


def _paths(named: Sequence[str], path: Path) -> str:
    folder = path.absolute().parent
    inner = [Path(os.path.relpath(Path(one).absolute(), folder)).as_posix() for one in named]
    ends = ["/" if one.endswith("/") else "" for one in named]
    said = [quoted("/" + literal(name) + end) for name, end in zip(inner, ends, strict=True)]
    return f"- path: {said[0]}\n" if len(said) == 1 else f"- path: [{', '.join(said)}]\n"


def _said(one: Shown, *, near: bool) -> Iterator[str]:
    finding = one.finding
    yield f"  rule: {finding.rule}\n"
    if _is_short(finding):
        yield f"  text: {quoted(finding.match)}\n"
    around = " ".join(f"{one.before[-NEAR:]}{finding.match[: 2 * NEAR]}{one.after[:NEAR]}".split())
    sound = max((part.strip() for part in _HALF.split(around)), key=len)
    if near and sound:
        yield f"  near: {quoted(sound)}\n"


def _is_short(finding: Finding) -> bool:
    """Can an entry say all of its text?"""
    return len(finding.match) <= 2 * NEAR and not _HALF.search(finding.match)


def _reason(reason: str) -> str:
    said = _HALF.sub("\N{REPLACEMENT CHARACTER}", reason)
    return f"  reason: {quoted(said)}\n"


Room = tuple[int, int]
"""Code points before and after a finding."""


def cut(one: Shown, room: Room) -> Shown:
    """The finding with so much around it and no more."""
    left, right = room
    return structs.replace(one, before=one.before[len(one.before) - left :], after=one.after[:right])


def rooms(found: Sequence[Shown]) -> list[Room]:
    """For each of a file's findings, how much around it an entry should say.

    What another finding's fix will change is no good sign: once it is mended, the entry would fit no more. So it goes
    up to the next of them, where that tells the finding from the others that read the same on other lines.
    """
    free = list(_free(found))
    twins: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        twins[one.finding.rule, " ".join(one.finding.match.split()), one.finding.id].append(number)
    for alike in twins.values():
        if len(alike) > 1:
            for number in _confused(found, free, alike):
                free[number] = NEAR, NEAR
    return [
        (min(left, len(one.before)), min(right, len(one.after))) for one, (left, right) in zip(found, free, strict=True)
    ]


def _free(found: Sequence[Shown]) -> Iterator[Room]:
    """How far it is from each finding to those before and after it in its text that have a fix; NEAR at most."""
    ends: dict[tuple[int | None, str | None], list[tuple[int, int]]] = defaultdict(list)
    for one in found:
        if one.finding.fix is not None:
            ends[one.finding.record, one.finding.field].append((one.finding.start, one.finding.end))
    spans = {text: _Fixes(some) for text, some in ends.items()}
    for one in found:
        text = one.finding.record, one.finding.field
        yield spans[text].free(one.finding.start, one.finding.end) if text in spans else (NEAR, NEAR)


class _Fixes:
    """Where the fixes of a text are."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def free(self, start: int, end: int) -> Room:
        """Code points before and after a span that no fix which begins outside of it touches."""
        before, after = bisect_left(self._starts, start), bisect_left(self._starts, max(end, start + 1))
        left = start - self._reach[before - 1] if before else NEAR
        right = self._starts[after] - end if after < len(self._starts) else NEAR
        return min(max(left, 0), NEAR), min(max(right, 0), NEAR)


def _confused(found: Sequence[Shown], free: Sequence[Room], alike: Sequence[int]) -> Iterator[int]:
    """Those of some findings that read the same whose free surroundings stand around another of them, too, while more
    of them would not.
    """
    if len(alike) > MOST_TWINS:
        yield from alike
        return
    lines = {number: _around(found[number], (CONTEXT, CONTEXT)) for number in alike}
    for number in alike:
        others = [line for other, line in lines.items() if other != number]
        near, more = (_around(found[number], room) for room in (free[number], (NEAR, NEAR)))
        if _is_around(near, others) and not _is_around(more, others):
            yield number


def _around(one: Shown, room: Room) -> tuple[str, str]:
    bare = cut(one, (min(room[0], len(one.before)), room[1]))
    return " ".join(bare.before.split()), " ".join(bare.after.split())


def _is_around(near: tuple[str, str], others: Iterable[tuple[str, str]]) -> bool:
    """Do such surroundings stand around any of the others?"""
    before, after = near
    return any(left.endswith(before) and right.startswith(after) for left, right in others)


def literal(path: str) -> str:
    """A path as a pattern that matches nothing else; only a byte that is no UTF-8 has to be told as any character."""
    return _HALF.sub("?", re.sub(r"([\\*?\[\]]|\s$)", r"\\\1", path))


def quoted(text: str) -> str:
    """A text as YAML in double quotes; what can't be seen is spelt out."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
