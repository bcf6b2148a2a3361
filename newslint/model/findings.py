"""What is said of a text: hits, which are hot and of the engine; findings, which are cold and leave it; edits.

Offsets are code points into `Document.text`.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

SAFE_CONFIDENCE = 0.99
"""A fix may be applied unasked from this confidence on: right 99 times in 100 (benchmarks/ checks the calibration)."""


Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""A part of a whole, or a confidence."""


Severity = Literal["error", "warning", "info"]


Safety = Literal["safe", "unsafe"]


Allows = Literal["gaps", "space", "signs", "letters", "lines", "repeat", "text"]
"""What a rule's fixes may change; guard.py holds them to it.

gaps: white space is put in. space: white space comes, goes or changes. signs: so do punctuation and what nobody sees,
while letters and digits stay. letters: beyond ASCII, so do letters. lines: whole lines go, or whole parts of a line.
repeat: what goes still stands in the text. text: anything.
"""


SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One named piece of evidence and its weight in log-odds; the sum of all gives a hit's confidence."""

    name: str
    weight: float


class Hit(msgspec.Struct, frozen=True, gc=False):
    """Where a rule says something is wrong. `fix` replaces `text[start:end]`; None when only a person can mend it."""

    start: int
    end: int
    fix: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    message: str | None = None
    """What to say in place of the rule's message, where that depends on the place."""


LINE_PER_RECORD = frozenset({"jsonl", "ndjson"})
"""Formats in which a record is a line, and its number that of the line."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A hit with its rule's name and its place: what leaves the engine and is shown.

    `line`, `column`, `end_line`, `end_column` are 1-based and count code points; `end` and `end_column` are exclusive.
    `record` (from 1), `field` and the record's own `id` say which text of a data file it is. `safe` is True when the
    fix may be applied without asking.
    """

    rule: str
    group: str
    path: str = ""
    record: int | None = None
    field: str | None = None
    id: str | None = None
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    match: str
    message: str
    severity: Severity
    confidence: float
    fix: str | None
    safe: bool
    evidence: tuple[Evidence, ...] = ()

    @property
    def place(self) -> str:
        """`path:line:column`; in data files `path:record:field:line:column`."""
        parts = (self.path or None, self.record, self.field, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


class Shown(msgspec.Struct, frozen=True):
    """A finding with what stands on its line before it and after it, for showing; of long lines only the near part.

    `fingerprint` is its name for good (fingerprint.py), where something asks for it. What is `aside` lies outside of
    what the run is about: it is known of, but not reported.
    """

    finding: Finding
    before: str = ""
    after: str = ""
    fingerprint: str = ""
    aside: bool = False


class Edit(msgspec.Struct, frozen=True, gc=False):
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


class Cause(msgspec.Struct, frozen=True, gc=False):
    """What an edit goes back to: a rule, and how sure it was."""

    rule: str
    confidence: float
