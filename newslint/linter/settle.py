"""Fixes made round after round until nothing changes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from newslint.model import Edit, Finding
from newslint.model.edits import _composed, _Traced, choose, splice

MAX_ROUNDS = 10


class Fixed(msgspec.Struct, frozen=True):
    """The outcome of fixing one text.

    `edits` turn the original into `text` in one go; `applied` are the findings behind them, in the order of the rounds
    (offsets of a later round count in that round's text), and `causes` says for each edit which of them they are, by
    their index. `remaining` are the findings of `text`. `unsettled` names the rules that were still at odds after the
    last round; it is empty when the text settled, as it should. `refused` tells which fixes were not made, and why.
    """

    text: str
    applied: list[Finding]
    remaining: list[Finding]
    edits: list[Edit]
    rounds: int = 0
    unsettled: tuple[str, ...] = ()
    causes: list[tuple[int, ...]] = []
    refused: tuple[str, ...] = ()


def settle(
    text: str,
    check: Callable[[str], list[Finding]],
    wanted: Callable[[str, Finding], bool],
    max_rounds: int = MAX_ROUNDS,
    moved: Callable[[Sequence[Edit]], None] = lambda _: None,
) -> Fixed:
    """Fix and check again until nothing changes.

    `check` finds, `wanted` says which findings' fixes may be made in the text of the round, `moved` is told of each
    round's edits. A text that has not settled after `max_rounds` is given back as it was, with the rules at odds in
    `unsettled`.
    """
    original, applied, edits = text, [], []  # type: str, list[Finding], list[_Traced]
    for rounds in range(max_rounds + 1):
        findings = check(text)
        chosen = [f for f in choose([f for f in findings if wanted(text, f)]) if f.fix != text[f.start : f.end]]
        if not chosen:
            causes = [traced.causes for traced in edits]
            return Fixed(text, applied, findings, [traced.edit for traced in edits], rounds, causes=causes)
        step = [Edit(f.start, f.end, f.fix or "") for f in chosen]
        text = splice(text, step)
        moved(step)
        edits = _composed(edits, [_Traced(edit, (len(applied) + i,)) for i, edit in enumerate(step)])
        applied += chosen
    rules = tuple(sorted({f.rule for f in chosen}))
    return Fixed(original, [], check(original), [], max_rounds, rules)
