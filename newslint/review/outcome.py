"""What decisions come to: edits of articles, entries of sidecars, lines of the configuration. Pure.

What is accepted or edited becomes an edit of its text. What is right as it is becomes an entry that suppresses it: this
finding, or whatever reads so in the file; or a word for `accept`; or, where the rule is wrong in a file, an ignore.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from newslint.model.edits import splice
from newslint.model.findings import Cause, Edit, Shown
from newslint.review.decision import Decision
from newslint.review.item import Item

PAGES = ("html", "htm", "xhtml")
"""Formats in which a text is markup: what a person writes by hand there is escaped."""

Goal = Literal["text", "sidecar", "settings"]
"""Where a decision is written to: the article, a sidecar, a configuration."""

Place = tuple[int | None, str | None]
"""Which text of a file: its record and field."""


_MARKUP = re.compile(r"(<[^<>]*>|&#?\w+;)")
"""A tag, or a reference to a character."""


class Mended(msgspec.Struct, frozen=True):
    """One edit: what stands there by the check, what is to stand there, and why."""

    edit: Edit
    old: str
    cause: Cause


Edits = Mapping[str, Mapping[Place, Sequence[Mended]]]
"""Edits by file and text."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written: `edits` by file and text; `silent`: findings for sidecars, each with its reason, and
    whether it is meant wherever it reads so; `words`, `phrases` (site, text) and `ignores` (rule, reason) by file.
    `misfits` tell what can't be done.
    """

    edits: Edits
    silent: Sequence[tuple[Shown, str, bool]]
    words: Mapping[str, Sequence[str]]
    phrases: Mapping[str, Sequence[tuple[str, str]]]
    ignores: Mapping[str, Sequence[tuple[str, str]]]
    misfits: Sequence[str]


def outcome(items: Iterable[Item], decisions: Mapping[str, Decision]) -> Outcome:
    """What decided findings come to; `decisions` by their ids."""
    accepted, misfits = list[Item](), list[str]()
    silent: list[tuple[Shown, str, bool]] = []
    words: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    ignores: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        decision, path = decisions[item.decision or ""], item.finding.path
        if item.state in ("accept", "edit"):
            accepted.append(item)
        if decision.reach == "phrase":
            phrases.setdefault(path, []).append((item.what.site, item.finding.match.strip()))
        elif item.state != "reject":
            continue
        elif decision.reach == "word":
            words.setdefault(path, []).append(item.finding.match)
        elif decision.reach == "file":
            ignores.setdefault(path, []).append((item.finding.rule, decision.why))
        else:
            silent.append((_shown(item), decision.why, decision.reach == "like"))
    edits = {
        path: dict(_edits(of_file, decisions, misfits))
        for path, of_file in groupby(accepted, key=lambda item: item.finding.path)
    }
    return Outcome(
        edits={path: texts for path, texts in edits.items() if texts},
        silent=silent,
        words={path: list(dict.fromkeys(some)) for path, some in words.items()},
        phrases={path: list(dict.fromkeys(some)) for path, some in phrases.items()},
        ignores={path: list(dict.fromkeys(some)) for path, some in ignores.items()},
        misfits=misfits,
    )


def needs(item: Item, decision: Decision) -> set[tuple[Goal, str]]:
    """What has to be written for a decided finding, and of which file."""
    path, wants = item.finding.path, set[tuple[Goal, str]]()
    if item.state in ("accept", "edit"):
        wants.add(("text", path))
    if decision.reach == "phrase" or (item.state == "reject" and decision.reach in ("word", "file")):
        wants.add(("settings", path))
    elif item.state == "reject":
        wants.add(("sidecar", path))
    return wants


def around(shown: Shown, edits: Iterable[Edit]) -> Shown:
    """The finding with what stands around it on its line once other edits of its text are made."""
    start, end = shown.finding.start, shown.finding.end
    left, right = start - len(shown.before), end + len(shown.after)
    early, late = list[Edit](), list[Edit]()
    for edit in edits:
        if left <= edit.end <= start:
            early.append(Edit(max(edit.start, left) - left, edit.end - left, edit.new))
        elif end <= edit.start <= right:
            late.append(Edit(edit.start - end, min(edit.end, right) - end, edit.new))
    before = splice(shown.before, early).rpartition("\n")[2]
    after = splice(shown.after, late).partition("\n")[0]
    return msgspec.structs.replace(shown, before=before, after=after)


def _edits(
    items: Iterable[Item], decisions: Mapping[str, Decision], misfits: list[str]
) -> Iterable[tuple[Place, list[Mended]]]:
    """The edits of one file by text. Of two that overlap the first is made, and the other is a misfit."""
    for place, some in groupby(items, key=lambda item: (item.finding.record, item.finding.field)):
        made: list[Mended] = []
        for item in sorted(some, key=lambda one: (one.finding.start, -one.finding.end)):
            mended = _mended(item, decisions[item.decision or ""])
            if mended is None:
                misfits.append(f"{item.finding.place}: {item.finding.rule} has no fix; write one by hand")
            elif made and _overlap(made[-1].edit, mended.edit):
                if not _same(made[-1].edit, mended.edit):
                    misfits.append(f"{item.finding.place}: {item.finding.rule} overlaps what is mended before it")
            else:
                made.append(mended)
        yield place, made


def _mended(item: Item, decision: Decision) -> Mended | None:
    """The edit that a decision makes of a finding; None where there is nothing to put in its place."""
    finding = item.finding
    cause = Cause(finding.rule, finding.confidence)
    if item.state == "edit" and decision.text is not None:
        text = framed(decision.text, decision.replaced)
        new = escaped(text, decision.replaced) if _is_page(finding.path) else text
        edit = Edit(finding.start - decision.left, finding.end + decision.right, new)
        return Mended(edit, decision.replaced, cause)
    if finding.fix is None:
        return None
    return Mended(Edit(finding.start, finding.end, finding.fix), finding.match, cause)


def framed(new: str, old: str) -> str:
    """What a person wrote, with the line breaks before and after the old text; without, it would join its neighbours.

    >>> framed("Read on", "Read more: Harbour\\n"), framed("", "Read more: Harbour\\n"), framed(" ", "\\n")
    ('Read on\\n', '', ' ')
    """
    inner = old.strip("\r\n")
    if not inner or not new.strip():
        return new
    before, _, after = old.partition(inner)
    return before + new.strip("\r\n") + after


def escaped(new: str, old: str) -> str:
    """What a person wrote, as markup that shows it; tags and references that stood in the old text stay such.

    >>> escaped("<b>that</b>&nbsp;<i> & so", "<b>the the</b>&nbsp;town")
    '<b>that</b>&nbsp;&lt;i&gt; &amp; so'
    """
    known = set(_MARKUP.findall(old))
    parts = _MARKUP.split(new)
    return "".join(part if part in known else html.escape(part, quote=False) for part in parts)


def _is_page(path: str) -> bool:
    return path.lower().removesuffix(".gz").removesuffix(".zst").rpartition(".")[2] in PAGES


def _overlap(made: Edit, edit: Edit) -> bool:
    return edit.start < made.end or edit.start == made.start


def _same(made: Edit, edit: Edit) -> bool:
    """Does one that overlaps want what is done already: that it goes?"""
    return edit.start >= made.start and edit.end <= made.end and not (edit.new or made.new)


def _shown(item: Item) -> Shown:
    return Shown(item.finding, item.what.before, item.what.after, item.what.fingerprint)
