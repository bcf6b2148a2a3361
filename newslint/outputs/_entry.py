"""A finding as JSON, for `--output-format json` and `jsonl`; docs/outputs.md tells of its keys."""

from __future__ import annotations

import msgspec

from newslint.model.findings import Severity, Shown


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
    fingerprint: str

    @classmethod
    def of(cls, shown: Shown) -> Entry:
        """The entry for a finding."""
        names = (name for name in cls.__struct_fields__ if name != "fingerprint")
        return cls(fingerprint=shown.fingerprint, **{name: getattr(shown.finding, name) for name in names})
