"""Edits: choosing those that don't overlap, splicing them in, and adding up several rounds into one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from newslint.model.findings import Edit, Finding


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. Edits are sorted by start and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def parted(text: str, start: int, end: int, new: str) -> list[Edit]:
    """The edits that make text[start:end] `new`: one, or, where several lines lose what they begin with, one in each,
    so that their words are left alone.

    >>> parted("  one\\n  two", 0, 11, "one\\ntwo")
    [Edit(start=0, end=2, new=''), Edit(start=6, end=8, new='')]
    """
    before, after = text[start:end].split("\n"), new.split("\n")
    if len(before) == 1 or len(before) != len(after):
        return [Edit(start, end, new)]
    edits, at = list[Edit](), start
    for line, rest in zip(before, after, strict=True):
        if not line.endswith(rest):
            return [Edit(start, end, new)]
        if line != rest:
            edits.append(Edit(at, at + len(line) - len(rest), ""))
        at += len(line) + 1
    return edits or [Edit(start, end, new)]


def choose(findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose fixes can be made together, sorted by start: of two that overlap, the wider goes first.

    Two insertions at one place also count as overlapping; the loser gets its turn in the next round. Until then nothing
    is mended in what is to go: the gap at the end of a title may be all that tells where it ends. Two that go share a
    blank: the first takes it.
    """
    chosen: list[Finding] = []
    going = 0  # where what is to go in the next round ends
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if chosen and _share_blank(chosen[-1], finding):
            shared = chosen[-1].end - finding.start
            chosen.append(msgspec.structs.replace(finding, start=chosen[-1].end, match=finding.match[shared:]))
        elif chosen and _overlap(chosen[-1], finding):
            going = max(going, finding.end) if finding.fix == "" else going
        elif finding.start >= going:
            chosen.append(finding)
    return chosen


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One list of edits that does what `first` and then `second` do.

    splice(splice(text, first), second) == splice(text, compose(first, second))

    Edits that touch no common text stay apart, so that each can be told, and taken back, by itself.
    """
    return [traced.edit for traced in composed([Traced(edit) for edit in first], [Traced(edit) for edit in second])]


class Traced(msgspec.Struct, frozen=True, gc=False):
    """An edit and what caused it: indices of findings."""

    edit: Edit
    causes: tuple[int, ...] = ()


class _Span(msgspec.Struct, frozen=True, gc=False):
    """Where an edit lies in the text between two rounds; `growth` is by how much it made that text longer."""

    start: int
    end: int
    traced: Traced
    growth: int
    later: bool


def composed(first: Sequence[Traced], second: Sequence[Traced]) -> list[Traced]:
    """The edits of two rounds as `compose` makes them one, each with what caused it in either."""
    spans = sorted([*_earlier(first), *_later(second)], key=lambda span: (span.start, span.end))
    result: list[Traced] = []
    shift = 0
    for cluster in _clusters(spans):
        low, high = cluster[0].start, max(span.end for span in cluster)
        start, shift = low - shift, shift + sum(span.growth for span in cluster)
        edit = Edit(start, high - shift, _written(cluster, low, high))
        if edit.new or edit.end > edit.start:
            causes = {cause for span in cluster for cause in span.traced.causes}
            result.append(Traced(edit, tuple(sorted(causes))))
    return result


def _earlier(edits: Sequence[Traced]) -> Iterator[_Span]:
    """Where the first round's edits lie in the text that it made."""
    shift = 0
    for traced in edits:
        edit = traced.edit
        start, growth = edit.start + shift, len(edit.new) - (edit.end - edit.start)
        yield _Span(start, start + len(edit.new), traced, growth, later=False)
        shift += growth


def _later(edits: Sequence[Traced]) -> Iterator[_Span]:
    return (_Span(traced.edit.start, traced.edit.end, traced, 0, later=True) for traced in edits)


def _clusters(spans: Iterable[_Span]) -> Iterator[list[_Span]]:
    """Spans that share text belong together; so do an insertion of the second round and what it touches."""
    cluster: list[_Span] = []
    high = 0
    for span in spans:
        if cluster and span.start >= high and not (span.start == high and _meet(cluster[-1], span)):
            yield cluster
            cluster = []
        high = max(high, span.end)
        cluster.append(span)
    if cluster:
        yield cluster


def _meet(left: _Span, right: _Span) -> bool:
    return left.later != right.later and any(span.later and span.start == span.end for span in (left, right))


def _written(cluster: Sequence[_Span], low: int, high: int) -> str:
    """What stands from low to high after the second round: its own texts, and the first's between them."""
    first = [span for span in cluster if not span.later]
    parts: list[str] = []
    at = low
    for span in cluster:
        if span.later:
            parts += (_between(first, at, span.start), span.traced.edit.new)
            at = span.end
    return "".join([*parts, _between(first, at, high)])


def _between(first: Iterable[_Span], start: int, end: int) -> str:
    spans = (span for span in first if span.start < end)
    return "".join(span.traced.edit.new[max(start - span.start, 0) : max(end - span.start, 0)] for span in spans)


def _overlap(left: Finding, right: Finding) -> bool:
    """Do two findings, left.start <= right.start, touch the same text?"""
    return right.start < left.end or right.start == left.start


def _share_blank(left: Finding, right: Finding) -> bool:
    """Do two findings, left.start < right.start, that both go have nothing in common but white space?"""
    if not left.fix == right.fix == "" or not left.start < right.start < left.end < right.end:
        return False
    return right.match[: left.end - right.start].isspace()
