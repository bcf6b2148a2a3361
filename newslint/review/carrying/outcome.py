"""What decisions come to: edits of articles, entries of sidecars, lines of the configuration. Pure.

What is accepted or edited becomes an edit of its text. What is right as it is becomes an entry that suppresses it: this
finding, or whatever reads so in the file; or a word for `accept`; or, where the rule is wrong in a file, an ignore.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, TypeVar

import msgspec

from newslint.linter.accepting import candidate
from newslint.model.edits import splice
from newslint.model.findings import Cause, Edit, Shown
from newslint.review.decision import Decision, Reach
from newslint.review.item import Item

T = TypeVar("T")

PAGES = ("html", "htm", "xhtml")
"""Formats in which a text is markup: what a person writes by hand there is escaped."""

Goal = Literal["text", "sidecar", "settings"]
"""Where a decision is written to: the article, a sidecar, a configuration."""

Place = tuple[int | None, str | None]
"""Which text of a file: its record and field."""


_MARKUP = re.compile(r"(<[^<>]*>|&#?\w+;)")
"""A tag, or a reference to a character."""


class Mended(msgspec.Struct, frozen=True):
    """One edit: what stands there by the check, what is to stand there, and why; `by_hand`: a person wrote it."""

    edit: Edit
    old: str
    cause: Cause
    by_hand: bool = False


Edits = Mapping[str, Mapping[Place, Sequence[Mended]]]
"""Edits by file and text."""


class Silent(msgspec.Struct, frozen=True):
    """A finding for a sidecar, why, and by which decision; `wide`: it is meant wherever it reads so on its site."""

    item: Item
    why: str
    decision: str
    wide: bool = False


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written: `edits` by file and text; `silent` findings for sidecars; `words`, `phrases` (site, text),
    `ignores` (rule, reason) and findings for `rules` of one's own by file. `misfits` tell what can't be done, and
    `dropped` are the decisions of which that is so.
    """

    edits: Edits
    silent: Sequence[Silent]
    words: Mapping[str, Sequence[str]]
    phrases: Mapping[str, Sequence[tuple[str, str]]]
    ignores: Mapping[str, Sequence[tuple[str, str]]]
    rules: Mapping[str, Sequence[tuple[Item, str]]]
    misfits: Sequence[str]
    dropped: frozenset[str] = frozenset()


def outcome(items: Iterable[Item], decisions: Mapping[str, Decision]) -> Outcome:
    """What decided findings come to; `decisions` by their ids."""
    items = list(items)
    accepted = [item for item in items if item.state in ("accept", "edit")]
    rejected = [item for item in items if item.state == "reject"]
    silent = [item for item in rejected if _reach(item, decisions) in ("place", "like")]
    misfits = _Misfits()
    edits = {
        path: dict(_edits(of_file, decisions, misfits))
        for path, of_file in groupby(accepted, key=lambda item: item.finding.path)
    }
    as_rules = [item for item in items if _reach(item, decisions) == "rule"]
    ignored = [item for item in rejected if _reach(item, decisions) == "file"]
    return Outcome(
        edits={path: texts for path, texts in edits.items() if texts},
        silent=[_silent(item, decisions[item.decision or ""]) for item in silent],
        words=_by_file((item, _word(item)) for item in rejected if _reach(item, decisions) == "word"),
        phrases=_by_file((item, _phrase(item)) for item in items if _reach(item, decisions) == "phrase"),
        ignores=_by_file((item, (item.finding.rule, decisions[item.decision or ""].why)) for item in ignored),
        rules=_by_file((item, (item, decisions[item.decision or ""].why)) for item in as_rules),
        misfits=misfits.told,
        dropped=frozenset(misfits.decisions),
    )


def _reach(item: Item, decisions: Mapping[str, Decision]) -> Reach:
    return decisions[item.decision or ""].reach


def _silent(item: Item, decision: Decision) -> Silent:
    return Silent(item, decision.why, decision.id, wide=decision.reach == "like")


def _word(item: Item) -> str:
    return candidate(item.finding.match) or item.finding.match


def _phrase(item: Item) -> tuple[str, str]:
    return item.what.site, item.finding.match.strip()


def _by_file(told: Iterable[tuple[Item, T]]) -> dict[str, list[T]]:
    """What is said of the findings of each file, once."""
    found = dict[str, list[T]]()
    for item, one in told:
        some = found.setdefault(item.finding.path, [])
        if one not in some:
            some.append(one)
    return found


def needs(item: Item, decision: Decision) -> set[tuple[Goal, str]]:
    """What has to be written for a decided finding, and of which file."""
    path, wants = item.finding.path, set[tuple[Goal, str]]()
    if item.state in ("accept", "edit"):
        wants.add(("text", path))
    if decision.reach in ("phrase", "rule") or (item.state == "reject" and decision.reach in ("word", "file")):
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


class _Misfits:
    """What can't be done, in sentences, and the decisions of which that is so."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.decisions: set[str] = set()

    def add(self, item: Item, sentence: str) -> None:
        """One more."""
        self.told.append(f"{item.finding.place}: {item.finding.rule} {sentence}")
        self.decisions.add(item.decision or "")


def _edits(
    items: Iterable[Item], decisions: Mapping[str, Decision], misfits: _Misfits
) -> Iterable[tuple[Place, list[Mended]]]:
    """The edits of one file by text. Of two that overlap the first is made; the other is a misfit and waits."""
    for place, some in groupby(items, key=lambda item: (item.finding.record, item.finding.field)):
        wanted, made = list[tuple[Mended, Item]](), list[Mended]()
        for item in some:
            mended = _mended(item, decisions[item.decision or ""])
            if mended is None:
                misfits.add(item, "has no fix; write one by hand")
            else:
                wanted.append((mended, item))
        for mended, item in sorted(wanted, key=lambda one: (one[0].edit.start, -one[0].edit.end)):
            if not made or not _overlap(made[-1].edit, mended.edit):
                made.append(mended)
            elif not _same(made[-1].edit, mended.edit):
                misfits.add(item, "overlaps what is mended before it; it waits for the next time")
        yield place, made


def _mended(item: Item, decision: Decision) -> Mended | None:
    """The edit that a decision makes of a finding; None where there is nothing to put in its place."""
    finding = item.finding
    cause = Cause(finding.rule, finding.confidence)
    if item.state == "edit" and decision.text is not None:
        text = framed(decision.text, decision.replaced)
        new = escaped(text, decision.replaced) if _is_page(finding.path) else text
        edit = Edit(finding.start - decision.left, finding.end + decision.right, new)
        return Mended(edit, decision.replaced, cause, by_hand=True)
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
