"""Which lines a change touches, as git's patches tell it, and whether a finding lies there. Pure.

A finding counts if one of its lines was added or edited. Lines that were taken away leave a seam: a finding counts if
it reaches across it, from the line before to the line after. What merely stands beside a change does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from newslint.model.documents import Document
from newslint.model.findings import LINE_PER_RECORD
from newslint.model.touched import NOTHING, Touched


class Changed(msgspec.Struct, frozen=True):
    """What a change touches of a file: ranges of `lines`, first and last, and the lines after which some are gone.

    `whole`: all of it; so it is with new files, and with those of which git tells no lines.
    """

    lines: tuple[tuple[int, int], ...] = ()
    seams: tuple[int, ...] = ()
    whole: bool = False

    def touches(self, document: Document, format: str) -> Touched | None:
        """What is touched of a document; None for all of it. A record is one thing: all of it counts, or nothing."""
        if self.whole:
            return None
        if document.origin.record is None:
            return _touched(self, document)
        return None if self.touches_record(document.origin.record, format) else NOTHING

    def touches_record(self, record: int, format: str) -> bool:
        """Is a record touched? Where records are no lines, git can't tell which changed: all are."""
        return self.whole or format not in LINE_PER_RECORD or any(first <= record <= last for first, last in self.lines)


def _touched(changed: Changed, document: Document) -> Touched:
    starts = [0, *(match.end() for match in re.finditer("\n", document.text)), len(document.text) + 1]

    def start(line: int) -> int:
        return starts[min(line, len(starts)) - 1]

    spans = tuple((start(first), start(last + 1)) for first, last in changed.lines)
    return Touched(spans, tuple(start(line + 1) for line in changed.seams))


_HUNK = re.compile(rb"@@ -\d+(?:,(?P<old>\d+))? \+(?P<at>\d+)(?:,(?P<new>\d+))? @@")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


def read(patch: Iterable[bytes]) -> Iterator[tuple[bytes, Changed]]:
    """The files of a patch without context (`git diff -U0`), by their new names, and what is changed in each."""
    path: bytes | None = None
    lines: list[tuple[int, int]] = []
    seams: list[int] = []
    skip = 0
    for line in patch:
        if line.startswith(b"\\"):
            continue
        if skip:
            skip -= 1
        elif line.startswith((b"diff --git ", b"+++ ")):
            if path is not None:
                yield path, Changed(tuple(lines), tuple(seams))
            path = _name(line[4:].removesuffix(b"\n")) if line.startswith(b"+++ ") else None
            lines, seams = [], []
        elif line.startswith(b"* Unmerged path "):
            yield unquoted(line[len(b"* Unmerged path ") :].removesuffix(b"\n")), Changed(whole=True)
        elif hunk := _HUNK.match(line):
            at, new = int(hunk["at"]), int(hunk["new"] or 1)
            skip = int(hunk["old"] or 1) + new
            if new:
                lines.append((at, at + new - 1))
            else:
                seams.append(at)
    if path is not None:
        yield path, Changed(tuple(lines), tuple(seams))


def _name(shown: bytes) -> bytes | None:
    """The path of a `+++` line; None for a file that is gone. git puts a tab after a name with blanks."""
    if shown.rstrip(b"\t") == b"/dev/null":
        return None
    return unquoted(shown if shown.startswith(b'"') else shown.removesuffix(b"\t"))[len(b"b/") :]


def unquoted(shown: bytes) -> bytes:
    """A path as it is, of which git shows odd characters as in C."""
    if not (shown.startswith(b'"') and shown.endswith(b'"')):
        return shown
    return re.sub(rb"\\([0-7]{3}|.)", lambda match: _unescaped(match[1]), shown[1:-1])


def _unescaped(escape: bytes) -> bytes:
    return bytes([int(escape, 8)]) if len(escape) == 3 else _ESCAPES.get(escape, escape)
