"""A finding that waits, as a value and as a row of the queue's database. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from newslint.config.globs import sound
from newslint.files.records import host
from newslint.model.findings import Evidence, Finding, Severity, Shown
from newslint.review import likeness
from newslint.review.decision import What
from newslint.run.outcome import Article

State = Literal["open", "accept", "reject", "edit", "later"]
"""What is decided of a finding: nothing yet, or as the decision says."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that waits: its number, place in the order, text and state; `alike` is how many are like it."""

    id: int
    rank: int
    text: int
    state: State
    decision: str | None
    what: What
    finding: Finding
    alike: int = 1


COLUMNS = (
    *("text", "path", "record", "field", "ident", "rule", "rule_group", "severity", "start", "stop", "line", "col"),
    *("end_line", "end_col", "match", "before", "after", "message", "fix", "safe", "confidence", "evidence"),
    *("fingerprint", "alike", "site", "lang", "worth"),
)
"""What of a finding is put into the database, in the order of `cells`."""

READ = ("id", "rank", "state", "decision", *COLUMNS)
"""What is read of one, in the order that `read` wants."""


def cells(one: Shown, text: int, article: Article | None) -> tuple[Any, ...]:
    """A finding as the database has it; `text` is the number of its text there."""
    finding = one.finding
    evidence = json.dumps([[piece.name, piece.weight] for piece in finding.evidence])
    said = (finding.match, one.before, one.after, finding.message, finding.fix)
    match, before, after, message, fix = (None if value is None else sound(value) for value in said)
    path, ident = sound(finding.path), None if finding.id is None else sound(finding.id)
    site, lang = (article.site, article.lang) if article else (None, None)
    return (
        *(text, path, finding.record, finding.field, ident, finding.rule, finding.group, finding.severity),
        *(finding.start, finding.end, finding.line, finding.column, finding.end_line, finding.end_column),
        *(match, before, after, message, fix, finding.safe, finding.confidence, evidence),
        *(
            one.fingerprint,
            likeness.like(finding),
            sound(site or host(ident or "") or ""),
            lang,
            likeness.worth(finding),
        ),
    )


def read(row: Sequence[Any], alike: int = 1) -> Item:
    """What the database has of a finding, as a value; `alike` is how many are like it."""
    at = dict(zip(READ, row, strict=True))
    what = What(
        fingerprint=at["fingerprint"],
        rule=at["rule"],
        path=at["path"],
        record=at["record"],
        field=at["field"],
        id=at["ident"],
        match=at["match"],
        before=at["before"],
        after=at["after"],
        fix=at["fix"],
        confidence=at["confidence"],
        like=at["alike"],
        site=at["site"],
        lang=at["lang"],
    )
    return Item(
        id=at["id"],
        rank=at["rank"] or 0,
        text=at["text"],
        state=at["state"],
        decision=at["decision"],
        what=what,
        finding=_finding(at),
        alike=alike,
    )


def _finding(at: Mapping[str, Any]) -> Finding:
    severity: Severity = at["severity"]
    return Finding(
        rule=at["rule"],
        group=at["rule_group"],
        path=at["path"],
        record=at["record"],
        field=at["field"],
        id=at["ident"],
        line=at["line"],
        column=at["col"],
        end_line=at["end_line"],
        end_column=at["end_col"],
        start=at["start"],
        end=at["stop"],
        match=at["match"],
        message=at["message"],
        severity=severity,
        confidence=at["confidence"],
        fix=at["fix"],
        safe=bool(at["safe"]),
        evidence=tuple(Evidence(name, weight) for name, weight in json.loads(at["evidence"])),
    )
