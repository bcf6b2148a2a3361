"""A decision on findings, as a line of the decisions file, and which of them stand. Pure.

A line is one JSON object. A decision says what was found (rule, text, what stands around it, fingerprint), what was
decided, how far that goes, by whom, when and why. A line that withdraws one takes it back, and one that tells of what
was written says that decisions are carried out; nothing is ever removed from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from typing import Annotated, Literal

import msgspec

from newslint.config.globs import sound
from newslint.model.shown import CONTEXT

Verdict = Literal["accept", "reject", "edit", "later"]
"""What was decided: the fix is to be made; the text is right as it is; another text is to stand there; not yet."""

Reach = Literal["place", "like", "word", "phrase", "rule", "file"]
"""How far it goes. `place`: this finding. `like`: every finding of its site that is like it. `word`: the word is right
wherever it stands. `phrase`: the text is the site's and goes wherever it stands there. `rule`: lines like it, whatever
their numbers, go wherever they stand. `file`: the rule is wrong in this file.
"""


Beside = Annotated[int, msgspec.Meta(ge=0, le=CONTEXT)]
"""Code points beside a finding: no more than is kept of its line."""


class What(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: enough to find it again in the same data or in newer.

    `fingerprint` names it (config/fingerprint.py); `before` and `after` stand around it on its line; `id` is the
    record's own. `like` is what findings that are alike share, `site` where it comes from (likeness.py).
    """

    fingerprint: str
    rule: str
    path: str
    record: int | None = None
    field: str | None = None
    id: str | None = None
    match: str = ""
    before: str = ""
    after: str = ""
    fix: str | None = None
    confidence: float = 1.0
    like: str = ""
    site: str = ""
    lang: str | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True, tag="decision", rename={"text": "new"}):
    """What was decided of a finding; `why` is for people.

    `text`, of an edit, is what is to stand in its place; so much of what stands `left` and `right` of it on its line,
    in code points, is replaced with it, so that whole words are edited.
    """

    id: str
    at: str
    who: str
    what: What
    verdict: Verdict
    reach: Reach = "place"
    text: str | None = None
    left: Beside = 0
    right: Beside = 0
    why: str = ""

    @property
    def replaced(self) -> str:
        """What an edit replaces."""
        what = self.what
        return what.before[len(what.before) - self.left :] + what.match + what.after[: self.right]


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True, tag="withdrawn"):
    """A decision is taken back."""

    id: str
    at: str
    who: str
    decision: str


class Written(msgspec.Struct, frozen=True, kw_only=True, tag="written"):
    """Decisions are carried out; `run` is the journal's run that changed articles, None where none was changed."""

    id: str
    at: str
    who: str
    decisions: list[str]
    run: str | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of a text, and what was decided of it; `state` as in item.py."""

    rule: str
    start: int
    end: int
    match: str
    fix: str | None
    state: str


class Case(msgspec.Struct, frozen=True, kw_only=True, tag="case", rename={"text": "whole"}):
    """A text as it was before decisions on it were carried out, with what was found there: labelled data.

    No key of any line is called as texts of data files are: the decisions file is none, wherever it lies.
    """

    text: str
    lang: str
    site: str
    page: str
    found: list[Found]


Line = Decision | Withdrawn | Written | Case

_ENDED, _BEGUN = re.compile(r"[^\s<>&;]*\Z"), re.compile(r"\A[^\s<>&;]*")
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Line)


def beside(what: What) -> tuple[int, int]:
    """How much of the words that touch it stands left and right of a finding, in code points; no markup.

    >>> beside(What(fingerprint="f", rule="repeated-word", path="a.txt", before="of the", match=" the", after=" town"))
    (3, 0)
    """
    return len(_ENDED.findall(what.before)[0]), len(_BEGUN.findall(what.after)[0])


def now() -> str:
    """This moment, as lines have it: ISO 8601 in UTC."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def encoded(line: Line) -> bytes:
    """A line as the file has it. Half characters, which no UTF-8 can hold, become replacement characters.

    >>> encoded(Withdrawn(id="2", at="2026-05-01T10:00:00.000Z", who="ada", decision="1"))
    b'{"type":"withdrawn","id":"2","at":"2026-05-01T10:00:00.000Z","who":"ada","decision":"1"}\\n'
    """
    try:
        return _ENCODER.encode(line) + b"\n"
    except UnicodeEncodeError:
        return _ENCODER.encode(_sound(line)) + b"\n"


def decoded(data: bytes) -> Line:
    """The line that some bytes are. Raises msgspec.MsgspecError for what is none."""
    line: Line = _DECODER.decode(data)
    return line


def standing(lines: Iterable[Line]) -> list[Decision]:
    """The decisions that are not taken back, in their order; of several on one finding the last.

    >>> what = What(fingerprint="f", rule="ad-label", path="a.txt")
    >>> first = Decision(id="1", at="", who="", what=what, verdict="accept")
    >>> second = Decision(id="2", at="", who="", what=what, verdict="reject")
    >>> [one.id for one in standing([first, second])]
    ['2']
    >>> [one.id for one in standing([first, second, Withdrawn(id="3", at="", who="", decision="2")])]
    ['1']
    """
    lines = list(lines)
    back = {line.decision for line in lines if isinstance(line, Withdrawn)}
    last: dict[tuple[str, str], Decision] = {}
    for line in lines:
        if isinstance(line, Decision) and line.id not in back:
            key = _subject(line)
            last.pop(key, None)
            last[key] = line
    return list(last.values())


def carried(lines: Iterable[Line]) -> dict[str, str | None]:
    """The decisions that are carried out, each with the run of the journal."""
    return {one: line.run for line in lines if isinstance(line, Written) for one in line.decisions}


def pending(lines: Sequence[Line]) -> list[Decision]:
    """The decisions that stand and are not carried out yet."""
    done = carried(lines)
    return [one for one in standing(lines) if one.id not in done]


def _subject(decision: Decision) -> tuple[str, str]:
    """What two decisions have in common of which only the later one counts."""
    if decision.reach == "like":
        return "like", f"{decision.what.site}\0{decision.what.like}"
    return "place", decision.what.fingerprint


def _sound(line: Line) -> Line:
    whole = msgspec.to_builtins(line)
    sound: Line = msgspec.convert(_mended(whole), Line)
    return sound


def _mended(value: object) -> object:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, dict):
        return {key: _mended(one) for key, one in value.items()}
    return [_mended(one) for one in value] if isinstance(value, list) else value
