"""A finding that waits, as a value and as a row of the queue's database. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from newslint.config.globs import sound
from newslint.config.sidecar_entry import NEAR, Room
from newslint.files.records import host
from newslint.model.documents import Origin
from newslint.model.findings import Evidence, Finding, Severity, Shown
from newslint.review import likeness
from newslint.review.decision import What
from newslint.run.outcome import Article

State = Literal["open", "accept", "reject", "edit", "later"]
"""What is decided of a finding: nothing yet, or as the decision says."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that waits: its number, place in the order, text and state; `alike` is how many are like it, `room` how
    much around it tells it from others for good.
    """

    id: int
    rank: int
    text: int
    state: State
    decision: str | None
    what: What
    finding: Finding
    room: Room = (NEAR, NEAR)
    alike: int = 1

    @property
    def shown(self) -> Shown:
        """The finding with what stands around it."""
        return Shown(self.finding, self.what.before, self.what.after, self.what.fingerprint)


COLUMNS = (
    *(
        "text",
        "path",
        "place",
        "record",
        "field",
        "ident",
        "rule",
        "rule_group",
        "severity",
        "start",
        "stop",
        "line",
        "col",
    ),
    *("end_line", "end_col", "match", "before", "after", "message", "fix", "safe", "confidence", "evidence"),
    *("fingerprint", "alike", "site", "lang", "worth", "room_left", "room_right"),
)
"""What of a finding is put into the database, in the order of `cells`."""

READ = ("id", "rank", "state", "decision", *COLUMNS)
"""What is read of one, in the order that `read` wants."""


class Around(msgspec.Struct, frozen=True):
    """What is known of a finding beside it: the number of its `text` and its `article`, if that is kept; the `place` of
    its file, which is the same however its path was typed; the `room` around it.
    """

    text: int
    article: Article | None
    place: str
    room: Room


def cells(one: Shown, around: Around) -> tuple[Any, ...]:
    """A finding as the database has it."""
    finding = one.finding
    evidence = json.dumps([[piece.name, piece.weight] for piece in finding.evidence])
    said = (finding.match, one.before, one.after, finding.message, finding.fix)
    match, before, after, message, fix = (None if value is None else sound(value) for value in said)
    path, ident = sound(finding.path), None if finding.id is None else sound(finding.id)
    article = around.article
    return (
        *(around.text, path, sound(around.place), finding.record, finding.field, ident),
        *(finding.rule, finding.group, finding.severity),
        *(finding.start, finding.end, finding.line, finding.column, finding.end_line, finding.end_column),
        *(match, before, after, message, fix, finding.safe, finding.confidence, evidence),
        *(
            one.fingerprint,
            likeness.like(finding),
            sound(_site(finding, around)),
            article and article.lang,
            likeness.worth(finding),
        ),
        *around.room,
    )


def _site(finding: Finding, around: Around) -> str:
    """Where a finding is from: what its record says, else the folder of its file, however that was typed."""
    said, typed = around.article and around.article.site, Origin(finding.path).folder
    if said and said != typed:
        return said
    return host(finding.id or "") or Origin(around.place).folder


def read(row: Sequence[Any], alike: int = 1) -> Item:
    """What the database has of a finding, as a value; `alike` is how many are like it."""
    at = dict(zip(READ, row, strict=True))
    what = What(
        fingerprint=at["fingerprint"],
        rule=at["rule"],
        path=at["place"],
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
        room=(at["room_left"], at["room_right"]),
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
