"""Fixes made round after round until nothing changes. Pure.

A fix can show what another rule finds: where a label goes, two copies of a line stand side by side; of two that overlap
only one is made at a time. So a mended text is checked again, and it has settled when a round finds nothing to mend.
Two rules that undo each other never would: where a text comes back, it stays as it was, and the rules at odds are
named. The edits of all rounds are told as edits of the original.

    >>> import newslint
    >>> fixed = newslint.fix("The  talks ended .\\n", lang="en")
    >>> fixed.text, fixed.rounds, fixed.unsettled
    ('The talks ended.\\n', 1, ())
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from newslint.linter.asking import NOTHING, Notes, Scanned
from newslint.model.edits import Traced, choose, composed, parted, splice
from newslint.model.findings import Edit, Finding

MAX_ROUNDS = 50
"""Of 1,364 texts as scrapers stored them the slowest settled in 21 rounds: a page in one line, of whose foot each part
shows where the one before it ends. All but seven need 10 at most."""

Step = Sequence[Edit]
"""The edits of one round, in its text: sorted by start, without overlaps."""


class Fixed(msgspec.Struct, frozen=True):
    """The outcome of fixing one text.

    `edits` turn the original into `text` in one go; `applied` are the findings behind them, in the order of the rounds
    (offsets of a later round count in that round's text), and `causes` says for each edit which of them they are, by
    their index. `remaining` are the findings of `text`. `unsettled` names the rules that were still at odds after the
    last round; it is empty when the text settled, as it should. `refused` tells which fixes were not made, and why;
    `held` names what held them back: max-deleted, or else the guard. `notes` is what else the rounds told. `found` are
    the findings of the original.
    """

    text: str
    applied: list[Finding]
    remaining: list[Finding]
    edits: list[Edit]
    rounds: int = 0
    unsettled: tuple[str, ...] = ()
    causes: list[tuple[int, ...]] = []
    refused: tuple[str, ...] = ()
    held: str = ""
    notes: Notes = NOTHING
    found: list[Finding] = []


def settle(
    first: Scanned,
    check: Callable[[str], Scanned],
    wished: Callable[[Scanned, Sequence[Step]], list[Finding]],
    emptied: Callable[[str, str], Step] | None = None,
    max_rounds: int = MAX_ROUNDS,
) -> Fixed:
    """Fix and check again until nothing changes.

    `first` is what the text's check found, `check` checks what becomes of it, `wished` says which findings' fixes may
    be made, after the steps so far; what they have `emptied` in the end goes along. A text that comes back, or has not
    settled after `max_rounds`, is given back as it was, with the rules at odds in `unsettled`.
    """
    now, notes = first, first.notes
    applied, edits, steps, seen = list[Finding](), list[Traced](), list[Step](), {hash(first.text)}
    for rounds in range(max_rounds + 1):
        chosen = [one for one in choose(wished(now, steps)) if one.fix != now.text[one.start : one.end]]
        left = emptied(first.text, now.text) if emptied and edits and not chosen else ()
        if not chosen and not left:
            whole, causes = [traced.edit for traced in edits], [traced.causes for traced in edits]
            return Fixed(
                now.text, applied, now.findings, whole, rounds, causes=causes, notes=notes, found=first.findings
            )
        made = [
            Traced(edit, (len(applied) + number,))
            for number, one in enumerate(chosen)
            for edit in parted(now.text, one.start, one.end, one.fix or "")
        ] or [Traced(edit) for edit in left]
        step = [traced.edit for traced in made]
        edits = composed(edits, made)
        steps.append(step)
        applied += chosen
        text = splice(now.text, step)
        if hash(text) in seen:
            break
        seen.add(hash(text))
        now = check(text)
        notes += now.notes
    rules = tuple(sorted({one.rule for one in chosen}))
    return Fixed(first.text, [], first.findings, [], rounds, rules, notes=notes, found=first.findings)
