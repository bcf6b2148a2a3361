"""An article of the report: its text as it was found beside its text as the fixes would leave it, row by row.

A row is a line, or the lines that one finding spans or one fix joins. Of long articles only the rows near a finding are
shown, of long lines what is near one. All that an article holds is escaped; what can't be seen in a marked place is
named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape

import msgspec

from newslint.model.edits import choose
from newslint.model.findings import Finding, Severity
from newslint.model.visible import defused, visible
from newslint.outputs import Look

AROUND = 1
"""Rows shown before and after one with a finding."""

KEPT = 160
"""Code points of a line kept beside what is marked; in rows without a finding, of the line."""

MOST = 500
"""Findings of one text that are shown."""

RANK: dict[Severity, int] = {"error": 2, "warning": 1, "info": 0}
"""Of findings at one place, the highest colours it."""

_SURROGATE = re.compile("[\\ud800-\\udfff]")


class Row(msgspec.Struct):
    """Lines of a text, text[start:stop], and the findings in them."""

    first: int
    last: int
    start: int
    stop: int
    findings: list[Finding] = []


class Piece(msgspec.Struct, frozen=True):
    """A stretch between two boundaries of findings, and which findings it lies in."""

    start: int
    end: int
    findings: tuple[Finding, ...]


def rows(text: str, findings: Sequence[Finding], look: Look, around: int = AROUND) -> Iterator[str]:
    """The rows of a text as HTML, and so many `around` one with a finding; `findings` by their places."""
    shown = findings[:MOST]
    fixes = {id(finding) for finding in choose([finding for finding in shown if finding.fix is not None])}
    last, lines = 0, text.split("\n")
    for row in _near(text, shown, around):
        yield _gap(lines[last : row.first - 1])
        yield _row(text, row, fixes, look)
        last = row.last
    yield _gap(lines[last:])
    if len(findings) > MOST:
        yield f'<p class="gap">and {len(findings) - MOST} more problems</p>\n'


def alone(finding: Finding, before: str, after: str) -> str:
    """The row of a finding whose text is not at hand: what stands around it."""
    text = f"{before}{finding.match}{after}"
    moved = msgspec.structs.replace(finding, start=len(before), end=len(before) + len(finding.match))
    row = Row(finding.line, finding.end_line, 0, len(text), [moved])
    return _row(text, row, {id(moved)} if finding.fix is not None else set(), Look())


def _near(text: str, findings: Sequence[Finding], around: int) -> list[Row]:
    """The rows to show."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()
    ends = [*starts[1:], len(text)]
    groups: list[Row] = []
    for finding in findings:
        first, last = _lines(text, finding, starts)
        if groups and first <= groups[-1].last:
            groups[-1].last = max(groups[-1].last, last)
            groups[-1].findings.append(finding)
        else:
            groups.append(Row(first, last, 0, 0, [finding]))
    taken = {line for group in groups for line in range(group.first, group.last + 1)}
    steps = range(-around, around + 1)
    near = {line + step for group in groups for line in (group.first, group.last) for step in steps}
    beside = (line for line in near - taken if 0 < line <= len(starts))
    groups += [Row(line, line, 0, 0) for line in beside if text[starts[line - 1] : ends[line - 1]].strip()]
    groups.sort(key=lambda row: row.first)
    for row in groups:
        row.start, row.stop = starts[row.first - 1], ends[row.last - 1]
    return groups


def _lines(text: str, finding: Finding, starts: Sequence[int]) -> tuple[int, int]:
    """The lines that a finding takes; one more where its fix takes away a line break and joins the next line to it."""
    first = bisect_right(starts, finding.start)
    last = max(first, bisect_right(starts, finding.end - 1))
    joins = (
        finding.fix is not None
        and finding.end > finding.start
        and text[finding.end - 1] == "\n"
        and not (finding.fix or text[starts[first - 1] : finding.start] or "\n").endswith("\n")
    )
    return first, min(last + joins, len(starts))


def _gap(lines: Sequence[str]) -> str:
    """Lines that are passed over; empty ones without a word."""
    count = sum(not line.isspace() for line in lines if line)
    return f'<p class="gap">{count} line{"s" if count > 1 else ""} without a problem</p>\n' if count else ""


def _row(text: str, row: Row, fixes: set[int], look: Look) -> str:
    numbers = str(row.first) if row.first == row.last else f"{row.first}–{row.last}"
    if not row.findings:
        line = _kept(text[row.start : row.stop].rstrip("\r\n"), first=True, last=False)
        return f'<div class="row quiet"><span class="line">{numbers}</span><div>{line}</div><div>{line}</div></div>\n'
    left, right = _found(text, row), _fixed(text, row, fixes)
    chips = "".join(_chip(finding, look) for finding in row.findings)
    return (
        f'<div class="row"><span class="line">{numbers}</span><div class="found">{left}</div>'
        f'<div class="fixed">{right}</div><ul class="chips">{chips}</ul></div>\n'
    )


def _found(text: str, row: Row) -> str:
    """The row as it is, its findings marked."""
    parts = []
    for piece in _pieces(row, row.findings):
        content = text[piece.start : piece.end]
        if piece.findings:
            worst = max((finding.severity for finding in piece.findings), key=RANK.__getitem__)
            names = " ".join(dict.fromkeys(finding.rule for finding in piece.findings))
            parts.append(f'<mark class="{worst}" data-rules="{escape(names)}">{_marked(content)}</mark>')
        else:
            parts.append(_kept(content, first=piece.start == row.start, last=piece.end == row.stop))
    return "".join(parts).rstrip("\n")


def _fixed(text: str, row: Row, fixes: set[int]) -> str:
    """The row as its fixes would leave it."""
    edits = [finding for finding in row.findings if id(finding) in fixes]
    if not edits:
        return '<p class="hand">takes a person</p>'
    parts, gone = [], True
    for piece in _pieces(row, edits):
        if not piece.findings:
            gone = gone and not text[piece.start : piece.end].strip("\r\n")
            parts.append(
                _kept(text[piece.start : piece.end], first=piece.start == row.start, last=piece.end == row.stop)
            )
            continue
        (finding,) = piece.findings
        gone = gone and not finding.fix
        parts.append(_inserted(finding))
    if gone and row.stop > row.start:
        return f'<p class="goes">{"the line goes" if row.first == row.last else "the lines go"}</p>'
    return "".join(parts).rstrip("\n")


def _inserted(finding: Finding) -> str:
    kind, rule = "safe" if finding.safe else "unsafe", escape(finding.rule)
    if not finding.fix:
        return f'<ins class="{kind} cut" data-rules="{rule}" title="deleted">‸</ins>'
    return f'<ins class="{kind}" data-rules="{rule}">{_marked(finding.fix)}</ins>'


def _pieces(row: Row, findings: Sequence[Finding]) -> Iterator[Piece]:
    """The row cut at every boundary of a finding; a finding without a text is a piece without one."""
    bounds = {row.start, row.stop}
    for finding in findings:
        bounds |= {finding.start, finding.end}
    cuts = sorted(bounds)
    for index, start in enumerate(cuts):
        points = tuple(finding for finding in findings if finding.start == finding.end == start)
        if points:
            yield Piece(start, start, points)
        if index + 1 < len(cuts):
            end = cuts[index + 1]
            yield Piece(start, end, tuple(one for one in findings if one.start <= start and end <= one.end))


def _chip(finding: Finding, look: Look) -> str:
    rule, message = escape(finding.rule), escape(visible(finding.message))
    fix = "none" if finding.fix is None else "safe" if finding.safe else "unsafe"
    word = {"none": "left to a person", "safe": "mended by --fix", "unsafe": "unsafe fix"}[fix]
    return (
        f'<li class="chip {finding.severity}" data-rule="{rule}" data-severity="{finding.severity}" data-fix="{fix}">'
        f'<span class="at">{finding.line}:{finding.column}</span> <a href="#rule-{rule}">{rule}</a> {message}'
        f' <span class="{fix}">{word}</span></li>'
    )


def _marked(text: str) -> str:
    """A marked stretch, everything in it visible; line breaks are named and made."""
    return "\n".join(escape(visible(line)) for line in text.replace("\r\n", "\n").replace("\n", "⏎\n").split("\n"))


def _kept(text: str, *, first: bool, last: bool) -> str:
    """A stretch that nothing is wrong with; if it is long, the parts near what is marked. It ends or begins the row
    where it is the `first` or `last` one, and there nothing is near."""
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))
    room = KEPT if first or last else 2 * KEPT
    if len(text) > room:
        head = "" if first and not last else text[:KEPT]
        tail = "" if last or (first and last) else text[-KEPT:]
        text = f"{head} … {tail}"
    return escape(defused(text))
