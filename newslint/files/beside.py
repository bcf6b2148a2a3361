"""Fields beside a text: what became of it, for whoever wants the text itself left as it was.

Beside `text` comes `newslint_text`, the text mended, and at the end of the record what was taken from its texts, the
rules that still find something, what they find, and counts. The names and meanings of what an engine puts beside a
table are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from newslint.evidence.scores.scores import COUNTS, FILTERS, Scores
from newslint.model.findings import Finding, Severity

if TYPE_CHECKING:
    import pyarrow as pa

    from newslint.files.parts import Change

PREFIX = "newslint_"
"""How the name of every field begins that is put beside others."""

TAKEN, FLAGS, FINDINGS, SCORES = (f"{PREFIX}{name}" for name in ("taken", "flags", "findings", "scores"))
"""What a record has once, whatever the number of its texts."""

NAMES = (TAKEN, FLAGS, FINDINGS, SCORES)


class Taken(msgspec.Struct, frozen=True, gc=False):
    """What was changed in a text: `old` stood at [start:end] of it, in code points, and `new` stands for it; the rules
    that wanted that, and how sure the least sure of them was.
    """

    field: str
    start: int
    end: int
    old: str
    new: str
    rules: list[str]
    confidence: float


class Left(msgspec.Struct, frozen=True, gc=False):
    """What is still wrong with a text once it is mended: a finding, its place in the mended text, in code points."""

    field: str
    rule: str
    start: int
    end: int
    match: str
    message: str
    severity: Severity
    confidence: float
    fix: str | None


class Beside(msgspec.Struct, frozen=True):
    """What the fields beside one text tell, but for what its change tells."""

    left: list[Left] = []
    scores: Scores = Scores()


def mended(field: str) -> str:
    """What the field is called that holds the mended text.

    >>> mended("text")
    'newslint_text'
    """
    return f"{PREFIX}{field}"


def taken(change: Change) -> list[Taken]:
    """What a change takes from its text, edit by edit."""
    field = change.field or ""
    return [
        Taken(
            field,
            edit.start,
            edit.end,
            old,
            edit.new,
            sorted({cause.rule for cause in causes}),
            min((cause.confidence for cause in causes), default=1.0),
        )
        for edit, old, causes in zip(change.edits, change.old, change.causes, strict=True)
    ]


def left(findings: Iterable[Finding]) -> list[Left]:
    """Findings as fields tell them."""
    names = Left.__struct_fields__[1:]
    return [Left(one.field or "", *(getattr(one, name) for name in names)) for one in findings]


def record(changes: Sequence[Change]) -> dict[str, Any]:
    """What a record tells once of all its texts, by the names of the fields, as lists and dictionaries."""
    parts = [change.beside or Beside() for change in changes]
    found = [one for part in parts for one in part.left]
    told = (
        [one for change in changes for one in taken(change)],
        sorted({one.rule for one in found}),
        found,
        sum((part.scores for part in parts), Scores()),
    )
    return dict(zip(NAMES, map(msgspec.to_builtins, told), strict=True))


def types() -> dict[str, pa.DataType]:
    """What is said once of a record, as columns of Arrow."""
    import pyarrow as pa

    number, text, texts = pa.int64(), pa.string(), pa.list_(pa.string())
    place = [("start", number), ("end", number)]
    taken = [("field", text), *place, ("old", text), ("new", text), ("rules", texts), ("confidence", pa.float64())]
    said = [("match", text), ("message", text), ("severity", text), ("confidence", pa.float64()), ("fix", text)]
    found = [("field", text), ("rule", text), *place, *said]
    counts = [(name, number) for name in COUNTS]
    scores = [*counts, ("damage", pa.float64()), *((name, texts) for name in FILTERS)]
    return dict(
        zip(NAMES, (pa.list_(pa.struct(taken)), texts, pa.list_(pa.struct(found)), pa.struct(scores)), strict=True)
    )
