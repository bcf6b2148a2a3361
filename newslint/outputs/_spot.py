"""Where a finding lies in its file, the way that other programs count it.

A finding counts in its document. For a text file that is the file; in a file of records it is one field of one record,
whose lines are not the file's lines.
"""

from __future__ import annotations

from pathlib import PurePath

from newslint.model.findings import LINE_PER_RECORD, Finding
from newslint.model.found import Region


def spot(finding: Finding) -> Region | None:
    """The stretch of the file; None in a file of records.

    Where newslint lets a stretch that takes a line break end on its line, other programs let it end at column 1 of the
    next.
    """
    if finding.record is not None or finding.field is not None:
        return None
    if finding.match.endswith("\n"):
        return Region(finding.line, finding.column, finding.end_line + 1, 1)
    return Region(finding.line, finding.column, finding.end_line, finding.end_column)


def line(finding: Finding) -> int | None:
    """The line of the file that a finding is in; where each line is a record, the record's; else None."""
    if spot(finding) is not None:
        return finding.line
    suffixes = (suffix.removeprefix(".") for suffix in PurePath(finding.path.lower()).suffixes)
    return None if LINE_PER_RECORD.isdisjoint(suffixes) else finding.record


class Lines:
    """The lines of a text, for columns in bytes of UTF-8; of None, of a text that is not at hand, all is unknown."""

    def __init__(self, text: str | None) -> None:
        self.unknown = text is None
        self._lines = (text or "").replace("\r\n", "\n").split("\n")

    def in_bytes(self, place: Region) -> Region:
        """The same stretch with its columns in bytes."""
        start, end = self._column(place.line, place.column), self._column(place.end_line, place.end_column)
        return Region(place.line, start, place.end_line, end)

    def _column(self, line: int, column: int) -> int:
        before = self._lines[line - 1][: column - 1] if line <= len(self._lines) else ""
        return len(before.encode("utf-8", "surrogatepass")) + 1


def record(finding: Finding) -> str:
    """What to call the text within its file: `record 3, field body`; empty for a text file."""
    parts = (("record", finding.id or finding.record), ("field", finding.field))
    return ", ".join(f"{name} {value}" for name, value in parts if value is not None)
