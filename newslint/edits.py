"""Edits: choosing those that don't overlap, splicing them in, and adding up several rounds into one. Pure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

import msgspec

from newslint.model import Edit, Finding

MAX_ROUNDS = 10


class Fixed(msgspec.Struct, frozen=True):
    """The outcome of fixing one text.

    `edits` turn the original into `text` in one go; `applied` are the findings behind them, in the order of the rounds
    (offsets of a later round count in that round's text); `remaining` are the findings of `text`. `unsettled` names the
    rules that were still at odds after the last round; it is empty when the text settled, as it should.
    """

    text: str
    applied: list[Finding]
    remaining: list[Finding]
    edits: list[Edit]
    rounds: int = 0
    unsettled: tuple[str, ...] = ()


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. Edits are sorted by start and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def choose(findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose fixes can be made together, sorted by start: of two that overlap, the wider goes first.

    Two insertions at one place also count as overlapping; the loser gets its turn in the next round.
    """
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if chosen and _overlap(chosen[-1], finding):
            continue
        chosen.append(finding)
    return chosen


def settle(
    text: str, check: Callable[[str], list[Finding]], wanted: Callable[[Finding], bool], max_rounds: int = MAX_ROUNDS
) -> Fixed:
    """Fix and check again until nothing changes.

    `check` finds, `wanted` says which findings' fixes may be made. A text that has not settled after `max_rounds` is
    given back as it was, with the rules at odds in `unsettled`.
    """
    original, applied, edits = text, [], []  # type: str, list[Finding], list[Edit]
    for rounds in range(max_rounds + 1):
        findings = check(text)
        chosen = [f for f in choose([f for f in findings if wanted(f)]) if f.fix != text[f.start : f.end]]
        if not chosen:
            return Fixed(text, applied, findings, edits, rounds)
        step = [Edit(f.start, f.end, f.fix or "") for f in chosen]
        text = splice(text, step)
        edits = compose(edits, step)
        applied += chosen
    rules = tuple(sorted({f.rule for f in chosen}))
    return Fixed(original, [], check(original), [], max_rounds, rules)


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One list of edits that does what `first` and then `second` do.

    splice(splice(text, first), second) == splice(text, compose(first, second))
    """
    return _edits(_apply(_pieces(first), second))


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """A part of an edited text: original[start:end] kept as it is, or, where `new` is not None, text written there."""

    start: int
    end: int
    new: str | None = None

    @property
    def length(self) -> int:
        return self.end - self.start if self.new is None else len(self.new)

    def part(self, start: int, end: int) -> _Piece:
        """The piece's characters from start to end, counted within it."""
        if self.new is None:
            return _Piece(self.start + start, self.start + end)
        return _Piece(self.start, self.start, self.new[start:end])


_END = sys.maxsize
"""The end of a text whose length is not known: the last piece keeps everything up to it."""


def _pieces(edits: Sequence[Edit]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for edit in edits:
        pieces += (_Piece(at, edit.start), _Piece(edit.end, edit.end, edit.new))
        at = edit.end
    return [*pieces, _Piece(at, _END)]


def _apply(pieces: list[_Piece], edits: Sequence[Edit]) -> list[_Piece]:
    """The pieces after more edits, whose offsets count in the text that the pieces make."""
    result: list[_Piece] = []
    stream = iter(pieces)
    piece, at = next(stream), 0
    for edit in edits:
        for upto, keep in ((edit.start, True), (edit.end, False)):
            while at + piece.length <= upto:
                if keep:
                    result.append(piece)
                at += piece.length
                piece = next(stream)
            if keep:
                result.append(piece.part(0, upto - at))
            piece, at = piece.part(upto - at, piece.length), upto
        result.append(_Piece(0, 0, edit.new))
    return [*result, piece, *stream]


def _edits(pieces: Sequence[_Piece]) -> list[Edit]:
    """What the pieces change: every stretch between two kept parts of the original."""
    edits, at, new = [], 0, ""
    for piece in pieces:
        if piece.new is not None:
            new += piece.new
        elif piece.length:
            if new or piece.start > at:
                edits.append(Edit(at, piece.start, new))
            at, new = piece.end, ""
    return edits


def _overlap(left: Finding, right: Finding) -> bool:
    """Do two findings, left.start <= right.start, touch the same text?"""
    return right.start < left.end or right.start == left.start
