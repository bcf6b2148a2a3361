"""Documents to what came of them: checks or mends what a part of a file holds. It neither opens nor writes files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import structs

from newslint.files import beside, formats, records
from newslint.files.beside import Beside
from newslint.files.parts import Change, Shard, Unreadable, Wordless
from newslint.linter.asking import NOTHING, Ask, Notes
from newslint.linter.linter import Linter
from newslint.linter.scores import mended
from newslint.linter.settle import Fixed
from newslint.model.documents import Document, Origin
from newslint.model.findings import Cause, Finding, Hit, Shown
from newslint.model.found import Region, found
from newslint.model.rules import Rule
from newslint.model.shown import shown
from newslint.model.touched import Touched
from newslint.run import diff
from newslint.run.outcome import WHOLE, Article, Outcome, Scope, Task

ARTICLE = 2_000_000
"""Code points; of longer texts, reports get what stands around each finding and no more."""


UNREADABLE_RECORD = Rule(
    name="unreadable-record",
    group="input",
    message="the record can't be read",
    why="Of a record that can't be read nothing can be checked; it stays as it is.",
    severity="error",
    examples=[],
    clean=[],
)
"""Whose finding a record is that can't be read; no rule file has it."""


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one document, or of a record that has none.

    `left` are the findings of the text as it is by now, `fixed` those that are mended; the `change` says how, and the
    `diff` shows it. `article` is the text in which something is left, where it is asked for. `wordless` tells of a
    record that holds no text, `texts` counts the document. `held` names what held back fixes that were asked for.
    """

    left: list[Shown] = []
    fixed: list[Finding] = []
    change: Change | None = None
    diff: str = ""
    troubles: list[str] = []
    article: Article | None = None
    notes: Notes = NOTHING
    wordless: str = ""
    texts: int = 0
    held: str = ""


def examined(shard: Shard, format: str, linter: Linter, task: Task, scope: Scope = WHOLE) -> Iterator[Examined]:
    """Check or mend the documents of a part of a file, one after the other.

    What is found outside of the `scope` is aside and stays as it is. Raises ReadError for what can't be read at all.
    """
    changed, ask = scope.changed, _ask(task, scope)
    for item in formats.get(format).read(shard):
        if isinstance(item, Unreadable):
            aside = changed is not None and not changed.touches_record(item.record, format)
            yield Examined(left=[structs.replace(_unreadable(shard.name, item), aside=aside)])
        elif isinstance(item, Wordless):
            yield Examined(wordless=records.wordless(shard.name, shard.fields, item.names))
        else:
            touched = changed.touches(item, format) if changed else None
            yield (_mended if task.fix else _checked)(item, touched, linter, task, ask)


def documents(shard: Shard, format: str, task: Task, scope: Scope = WHOLE) -> Iterator[tuple[Document, Ask] | Finding]:
    """The documents of a part of a file, each with how it is checked; for one that can't be read, the finding of that.

    Raises ReadError for what can't be read at all.
    """
    ask = _ask(task, scope)
    for item in formats.get(format).read(shard):
        if isinstance(item, Document):
            yield item, ask
        elif isinstance(item, Unreadable):
            yield _unreadable(shard.name, item).finding


def added(path: str, parts: Sequence[Examined], task: Task) -> Outcome:
    """What all that came of a part of a file adds up to."""
    notes = sum((one.notes for one in parts), NOTHING)
    return Outcome(
        path=path,
        left=[shown for one in parts for shown in one.left],
        fixed=[finding for one in parts for finding in one.fixed],
        articles=[one.article for one in parts if one.article],
        diff="".join(one.diff for one in parts),
        troubles=[trouble for one in parts for trouble in one.troubles],
        costs=dict(notes.costs),
        texts=sum(one.texts for one in parts),
        wordless=next((one.wordless for one in parts if one.wordless), ""),
        used=sorted(notes.used),
        changes=sum(len(one.change.edits) for one in parts if one.change),
        held=_held(parts, task),
    )


def _ask(task: Task, scope: Scope) -> Ask:
    """How to check; a file of which nothing is suppressed from outside costs no import."""
    if not (scope.entries and task.suppressions):
        return Ask(suppressions=task.suppressions, costs=task.costs)
    from newslint.config.sidecar import silencing

    return Ask(silent=silencing(scope.entries), costs=task.costs)


def _checked(
    document: Document, touched: Touched | None, linter: Linter, task: Task, ask: Ask, notes: Notes = NOTHING
) -> Examined:
    """What is wrong with a document; the notes join those of an attempt to mend it."""
    scanned = linter.scan_document(document, ask)
    left = _left(scanned.text, scanned.findings, touched, task)
    notes += scanned.notes
    article = _article(document, scanned.text, left, task, linter)
    return Examined(left=left, troubles=_slow(document, notes, linter), article=article, notes=notes, texts=1)


def _mended(document: Document, touched: Touched | None, linter: Linter, task: Task, ask: Ask) -> Examined:
    """Fix a document; one that can't say its new text stays as it is."""
    fixed = linter.fix_document(document, task.wants, touched, ask)
    place, refuses = document.origin.place, document.medium.refuses
    refused = refuses(fixed.text) if refuses and fixed.edits else None
    if refused:
        checked = _checked(document, touched, linter, task, ask, fixed.notes)
        troubles = [f"{place}: left as it is: {refused}", *checked.troubles]
        found = [one.finding for one in checked.left]
        as_it_was = Fixed(document.text, [], found, [], found=found)
        noted = _change(document, as_it_was, linter, task)
        return structs.replace(checked, troubles=troubles, held="format", change=noted)
    left = _left(fixed.text, fixed.remaining, touched and touched.after(fixed.edits), task)
    return Examined(
        left=left,
        fixed=fixed.applied,
        change=_change(document, fixed, linter, task),
        diff=_diff(document, fixed) if fixed.edits else "",
        troubles=[*fixed.refused, *_unsettled(document, fixed), *_slow(document, fixed.notes, linter)],
        article=_article(document, fixed.text, left, task, linter),
        notes=fixed.notes,
        texts=1,
        held="unsettled" if fixed.unsettled else fixed.held,
    )


def _held(parts: Sequence[Examined], task: Task) -> dict[str, int]:
    """How many fixes that were asked for were not made, by what held them back."""
    counts: dict[str, int] = {}
    for one in parts if task.fix else ():
        count = sum(task.wants(shown.finding) for shown in one.left if not shown.aside)
        if count:
            counts[one.held] = counts.get(one.held, 0) + count
    return counts


def _diff(document: Document, fixed: Fixed) -> str:
    """The diff of a text; of one that is a whole file, such as other programs apply."""
    origin = document.origin
    return diff.unified(origin.place, document.text, fixed.edits, apart=origin.record is None)


def _left(text: str, findings: list[Finding], touched: Touched | None, task: Task) -> list[Shown]:
    """What is left in a text; what lies elsewhere than what is touched is aside."""
    left = list(shown(text, findings, evidence=task.evidence))
    if touched is None:
        return left
    return [structs.replace(one, aside=not touched.holds(one.finding)) for one in left]


def _article(document: Document, text: str, left: list[Shown], task: Task, linter: Linter) -> Article | None:
    """The text in which something is left, for reports that ask for it."""
    if not task.articles or all(one.aside for one in left) or len(text) > ARTICLE:
        return None
    lang = linter.language(document) if task.evidence else None
    origin = document.origin
    site = origin.site or origin.folder
    return Article(text=text, record=origin.record, field=origin.field, lang=lang, site=site, day=origin.day)


def _slow(document: Document, notes: Notes, linter: Linter) -> list[str]:
    """Which rules took too long on a document, and what can be done."""
    if not notes.slow:
        return []
    place, lighter = document.origin.place, {rule.name: rule.lighter for rule in linter.rules}
    return [f"{place}: {rule} takes too long here and was stopped; {lighter[rule]}" for rule in sorted(notes.slow)]


def _unsettled(document: Document, fixed: Fixed) -> list[str]:
    """Which rules were at odds over a document."""
    if not fixed.unsettled:
        return []
    rules = " and ".join(fixed.unsettled)
    return [f"{document.origin.place}: {rules} undo each other's fixes; left as it was, please report this"]


def change(document: Document, fixed: Fixed) -> Change:
    """What becomes of a document, with what the journal wants to know."""
    causes = [[Cause(fixed.applied[i].rule, fixed.applied[i].confidence) for i in found] for found in fixed.causes]
    old = [document.text[edit.start : edit.end] for edit in fixed.edits]
    origin = document.origin
    return Change(edits=fixed.edits, record=origin.record, field=origin.field, old=old, causes=causes)


def _change(document: Document, fixed: Fixed, linter: Linter, task: Task) -> Change | None:
    """What becomes of a document, where anything does; with what fields beside its text tell if asked for."""
    made = change(document, fixed) if fixed.edits or task.adds else None
    if made is None or not task.adds:
        return made
    return structs.replace(made, beside=Beside(beside.left(fixed.remaining), mended(document, fixed, linter)))


def _unreadable(name: str, bad: Unreadable) -> Shown:
    """The finding for a record that can't be read. It stays as it is."""
    start, size = bad.column - 1, len(bad.match)
    hit = Hit(start, start + size, message=f"{UNREADABLE_RECORD.message}: {bad.reason}")
    document = Document("", origin=Origin(name, bad.record))
    at = Region(1, bad.column, 1, bad.column + size)
    return Shown(found(hit, UNREADABLE_RECORD, document, at=at, match=bad.match))
