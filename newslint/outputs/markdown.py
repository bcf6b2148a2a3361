"""`--output-format markdown`: a summary for a pull request: totals, rules, the worst files, of data files the worst
articles, the findings folded away.

It stays below what GitHub takes as a comment. Whatever the articles hold stands in code spans, where nothing is markup,
a link or a mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newslint.model.findings import Finding
from newslint.outputs import Look
from newslint.outputs._escaping import cell, code, html, prose
from newslint.run.outcome import Outcome

LONGEST = 60_000
"""Code points of the whole; a comment may have 65,536."""

WORST = 10
"""Files in the table of the worst, and articles in theirs."""

SHOWN = 60
"""Code points of a place that are shown, and of what should stand there."""

TROUBLES = 10
"""Lines of trouble that are told."""


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The summary; nothing of it is known before the end."""
    summary = _Summary(look)
    for outcome in outcomes:
        summary.add(outcome)
        yield ""
    yield from summary.lines()


class _Summary:
    """What a run comes to."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._checked = 0
        self._fixable: Counter[str] = Counter()
        self._rules: Counter[tuple[str, str, str]] = Counter()
        self._files: Counter[str] = Counter()
        self._articles: Counter[tuple[str, int, str]] = Counter()
        """How much is wrong with each record of a data file: its file, its number, what it calls itself."""
        self._details: list[str] = []
        self._left_out = 0
        self._room = LONGEST // 2
        self._troubles: list[str] = []

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self._checked += not outcome.more and outcome.skipped is None
        self._troubles += outcome.troubles
        for one in outcome.left:
            finding = one.finding
            self._rules[finding.rule, finding.message, finding.severity] += 1
            self._fixable[finding.rule] += self._look.fixable(finding)
            if finding.record is not None:
                self._articles[finding.path, finding.record, finding.id or ""] += 1
        if not outcome.left:
            return
        self._files[outcome.path] += len(outcome.left)
        details = "".join(_details(outcome))
        if len(details) > self._room:
            self._left_out += len(outcome.left)
            return
        self._room -= len(details)
        self._details.append(details)

    def lines(self) -> Iterator[str]:
        """The document."""
        left = self._files.total()
        found = f"{_number(left, 'problem')} in {len(self._files)} of" if left else "no problems in"
        yield f"## newslint: {found} {_number(self._checked, 'file')}\n"
        if left:
            yield from self._tables(left)
        yield from self._details
        if self._left_out:
            yield f"\n{_number(self._left_out, 'more problem')} would make this too long.\n"
        if self._troubles:
            yield "\n### Trouble\n\n"
            yield from (f"- {code(_cut(trouble, 200))}\n" for trouble in self._troubles[:TROUBLES])
            if len(self._troubles) > TROUBLES:
                yield f"- and {len(self._troubles) - TROUBLES} more\n"

    def _tables(self, left: int) -> Iterator[str]:
        fixable = self._fixable.total()
        yield f"\n{fixable} can be mended with `--fix{' --unsafe-fixes' if self._look.unsafe else ''}`"
        yield f", {left - fixable} not.\n" if fixable < left else ".\n"
        yield "\n| problems | fixable | rule | what is wrong | severity |\n|--:|--:|---|---|---|\n"
        for (rule, message, severity), count in sorted(self._rules.items(), key=lambda item: (-item[1], item[0])):
            told = prose(_cut(message, 2 * SHOWN))
            yield f"| {count} | {self._fixable[rule]} | {cell(rule)} | {told} | {severity} |\n"
        yield from _worst({(path,): count for path, count in self._files.items()}, "file")
        if self._articles:
            yield from _worst(self._articles, "article")


def _worst(counts: Mapping[tuple[Any, ...], int], noun: str) -> Iterator[str]:
    """A table of those with the most problems; the others in one line."""
    worst = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    yield f"\n| problems | {noun} |\n|--:|---|\n"
    for (path, *record), count in worst[:WORST]:
        place = f"{path}:{record[0]}" if record else path
        told = f" {cell(_cut(record[1], SHOWN))}" if record and record[1] else ""
        yield f"| {count} | {cell(place)}{told} |\n"
    if len(worst) > WORST:
        yield f"| {sum(count for _, count in worst[WORST:])} | in {_number(len(worst) - WORST, f'more {noun}')} |\n"


def _details(outcome: Outcome) -> Iterator[str]:
    count = _number(len(outcome.left), "problem")
    yield f"\n<details><summary><code>{html(outcome.path)}</code>: {count}</summary>\n\n"
    yield from (_item(one.finding) for one in outcome.left)
    yield "\n</details>\n"


def _item(finding: Finding) -> str:
    place = code(finding.place.removeprefix(f"{finding.path}:"))
    match, fix = code(_cut(finding.match, SHOWN)), code(_cut(finding.fix or "", SHOWN))
    change = "" if finding.fix is None else f" → {fix}" if fix else " → nothing"
    return f"- {place} {code(finding.rule)} {match or 'here'}{change}\n"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
