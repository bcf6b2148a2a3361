"""`--output-format json`: one array with an object for each finding; docs/json-output.md tells of its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from newslint.model import Finding, Severity, Shown
from newslint.outputs import Look
from newslint.visible import escaped


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding as JSON. Lines and columns count from 1, offsets from 0; all count code points; ends are exclusive."""

    rule: str
    group: str
    path: str
    record: int | None
    field: str | None
    id: str | None
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

    @classmethod
    def of(cls, finding: Finding) -> Entry:
        """The entry for a finding."""
        return cls(**{name: getattr(finding, name) for name in cls.__struct_fields__})


def render(shown: Iterable[Shown], look: Look) -> Iterator[str]:
    """The array, an entry a line."""
    opening = "[\n  "
    for one in shown:
        yield opening + escaped(msgspec.json.encode(Entry.of(one.finding)).decode())
        opening = ",\n  "
    yield "\n]\n" if opening == ",\n  " else "[]\n"
