"""From a hit to a finding: who says it, what it is called, where it stands. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import msgspec

from newslint.model.findings import Finding, Hit

if TYPE_CHECKING:
    from newslint.model.documents import Document
    from newslint.model.rules import Rule


class Region(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a text. Lines and columns, which are code points, count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def region(document: Document, hit: Hit) -> Region:
    """Where a hit lies. One that takes a line break ends on the line that it breaks."""
    line, start = _line(document, hit.start)
    end_line, end_start = _line(document, max(hit.start, hit.end - 1))
    return Region(line, hit.start - start + 1, end_line, hit.end - end_start + 1)


def _line(document: Document, offset: int) -> tuple[int, int]:
    """The number of the line that an offset is on, and where that line starts."""
    lines = document.lines
    number = bisect_right(lines, offset, key=lambda line: line.start)
    return (number, lines[number - 1].start) if number else (1, 0)


def found(hit: Hit, rule: Rule, document: Document, *, at: Region | None = None, match: str | None = None) -> Finding:
    """The finding that a rule's hit in a document is.

    Where the document's text is not the whole of what lies there, or is not at hand, the caller says where the hit lies
    (`at`) and what stands there (`match`).
    """
    place = region(document, hit) if at is None else at
    return Finding(
        rule=rule.name,
        group=rule.group,
        path=document.origin.path,
        record=document.origin.record,
        field=document.origin.field,
        id=document.origin.id,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        start=hit.start,
        end=hit.end,
        match=document.text[hit.start : hit.end] if match is None else match,
        message=rule.message if hit.message is None else hit.message,
        severity=rule.severity,
        confidence=hit.confidence,
        fix=hit.fix,
        safe=is_safe(hit, rule),
        evidence=hit.evidence,
    )


def is_safe(hit: Hit, rule: Rule) -> bool:
    """May the hit's fix be applied without asking?"""
    return hit.fix is not None and rule.safety == "safe" and hit.confidence >= rule.safe_from
