"""Documents to outcomes: checks or mends what a part of a file holds. It neither opens nor writes files."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from msgspec import structs

from newslint.files import formats, records
from newslint.files.parts import Change, Shard, Unreadable, Wordless
from newslint.linter.asking import NOTHING, Ask, Notes
from newslint.linter.linter import Linter
from newslint.model import Cause, Document, Finding, Shown
from newslint.model.shown import shown
from newslint.run import diff
from newslint.run.outcome import WHOLE, Article, Outcome, Scope, Task

if TYPE_CHECKING:
    from newslint.linter.settle import Fixed
    from newslint.model.touched import Touched

ARTICLE = 2_000_000
"""Code points; of longer texts, reports get what stands around each finding and no more."""


def examined(
    shard: Shard, format: str, linter: Linter, task: Task, outcome: Outcome, scope: Scope = WHOLE
) -> Iterator[Change]:
    """Check or mend a part of a file: what is found is added to the outcome, what is to change is yielded.

    What is found outside of the `scope` is aside and stays as it is. Raises ReadError for what can't be read at all.
    """
    changed = scope.changed
    ask, notes = _ask(task, scope), NOTHING
    for item in formats.get(format).read(shard):
        if isinstance(item, Unreadable):
            aside = changed is not None and not changed.touches_record(item.record, format)
            outcome.left.append(structs.replace(_unreadable(shard.name, item), aside=aside))
        elif isinstance(item, Wordless):
            outcome.wordless = outcome.wordless or records.wordless(shard.name, shard.fields, item.names)
        else:
            outcome.texts += 1
            touched = changed.touches(item, format) if changed else None
            told = yield from _examined(item, touched, linter, task, ask, outcome)
            outcome.troubles += _slow(item, told)
            notes += told
    outcome.costs = dict(notes.costs)
    outcome.used += sorted(notes.used)


def _ask(task: Task, scope: Scope) -> Ask:
    """How to check; a file of which nothing is suppressed from outside costs no import."""
    if not (scope.entries and task.suppressions):
        return Ask(suppressions=task.suppressions, costs=task.profile)
    from newslint.config.sidecar import silencing

    return Ask(silent=silencing(scope.entries), costs=task.profile)


def _examined(
    document: Document, touched: Touched | None, linter: Linter, task: Task, ask: Ask, outcome: Outcome
) -> Generator[Change, None, Notes]:
    if task.fix:
        return (yield from mended(document, touched, linter, task, ask, outcome))
    scanned = linter.scan_document(document, ask)
    _left(document, document.text, scanned.findings, touched, task, outcome)
    return scanned.notes


def _slow(document: Document, notes: Notes) -> list[str]:
    """Which rules ran out of time on a document."""
    place = document.origin.place
    return [
        f"{place}: {rule} takes too long here and was stopped; make its pattern simpler" for rule in sorted(notes.slow)
    ]


def mended(
    document: Document, touched: Touched | None, linter: Linter, task: Task, ask: Ask, outcome: Outcome
) -> Generator[Change, None, Notes]:
    """Fix a document; its outcome is added, its change, if there is one, is yielded."""
    fixed = linter.fix_document(document, task.wants, touched, ask)
    refuses = document.medium.refuses
    refused = refuses(fixed.text) if refuses and fixed.edits else None
    if refused:
        outcome.troubles.append(f"{document.origin.place}: left as it is: {refused}")
        scanned = linter.scan_document(document, ask)
        _left(document, document.text, scanned.findings, touched, task, outcome)
        return fixed.notes + scanned.notes
    outcome.fixed += fixed.applied
    _left(document, fixed.text, fixed.remaining, touched and touched.after(fixed.edits), task, outcome)
    outcome.troubles += fixed.refused
    if fixed.unsettled:
        rules = " and ".join(fixed.unsettled)
        outcome.troubles.append(
            f"{document.origin.place}: {rules} undo each other's fixes; left as it was, please report this"
        )
    if fixed.edits:
        outcome.diff += diff.unified(document.origin.place, document.text, fixed.edits)
        yield change(document, fixed)
    return fixed.notes


def _left(
    document: Document, text: str, findings: list[Finding], touched: Touched | None, task: Task, outcome: Outcome
) -> None:
    """Add what is left in a document, whose text is by now `text`, to the outcome."""
    left = list(shown(text, findings))
    if touched is not None:
        left = [structs.replace(one, aside=not touched.holds(one.finding)) for one in left]
    outcome.left += left
    if task.articles and not all(one.aside for one in left) and len(text) <= ARTICLE:
        outcome.articles.append(Article(text=text, record=document.origin.record, field=document.origin.field))


def change(document: Document, fixed: Fixed) -> Change:
    """What becomes of a document, with what the journal wants to know."""
    causes = [[Cause(fixed.applied[i].rule, fixed.applied[i].confidence) for i in found] for found in fixed.causes]
    old = [document.text[edit.start : edit.end] for edit in fixed.edits]
    return Change(edits=fixed.edits, record=document.origin.record, field=document.origin.field, old=old, causes=causes)


def _unreadable(name: str, bad: Unreadable) -> Shown:
    """The finding for a record that can't be read. It stays as it is."""
    start = bad.column - 1
    finding = Finding(
        rule="unreadable-record",
        group="input",
        path=name,
        record=bad.record,
        line=1,
        column=bad.column,
        end_line=1,
        end_column=bad.column + len(bad.match),
        start=start,
        end=start + len(bad.match),
        match=bad.match,
        message=f"the record can't be read: {bad.reason}",
        severity="error",
        confidence=1.0,
        fix=None,
        safe=False,
    )
    return Shown(finding)
