"""Suppressions at work: what they silence, which of them nothing needs, and how to write one. Pure.

A finding is suppressed where its first line is covered. Without a list, and with `all`, every rule is meant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from newslint.config.comments import COMMENT, UNUSED, Span, Suppression, read, renamed
from newslint.model.documents import Document, Line
from newslint.model.findings import Edit, Finding, Hit
from newslint.model.newlines import Newlines
from newslint.model.rules import ALL, Rule
from newslint.rules.suggestion import closest, did_you_mean


class Roster(msgspec.Struct, frozen=True):
    """Which rules there are, and which of them run: `known` says for each name what it stands for, `now` what a rule is
    called that had it.
    """

    known: Mapping[str, frozenset[str]] = {}
    runs: frozenset[str] = frozenset()
    now: Mapping[str, str] = {}

    @classmethod
    def of(cls, rules: Iterable[Rule], running: Iterable[Rule]) -> Roster:
        """The roster of all rules and of those that run. A group stands for its rules that run by default."""
        known: dict[str, set[str]] = {ALL: set()}
        now: dict[str, str] = {}
        for rule in rules:
            for name in (rule.name, *rule.formerly):
                known.setdefault(name, set()).add(rule.name)
            now |= dict.fromkeys(rule.formerly, rule.name)
            if rule.default:
                known.setdefault(rule.group, set()).add(rule.name)
                known[ALL].add(rule.name)
            known.setdefault(rule.group, set())
        runs = frozenset(rule.name for rule in running)
        return cls({name: frozenset(some) for name, some in known.items()}, runs, now)

    def judges(self, name: str) -> bool:
        """Did everything run that a name stands for, so that it can be called unused?"""
        return name != UNUSED and self.known.get(name, frozenset()) <= self.runs

    def unknown(self, name: str) -> str:
        """What to say of a name that no rule has; empty for one that is known."""
        if name in self.known:
            return ""
        meant = did_you_mean(closest(name, self.known))
        return f"suppression of an unknown rule {name!r}" + (f"; {meant}" if meant else "")

    def outdated(self, name: str) -> str:
        """What to say of a name that a rule no longer has; empty for any other."""
        return f"suppression by a name that is no more: {name!r} is now {self.now[name]!r}" if name in self.now else ""


class Silenced:
    """A document's suppressions at work: which hits they let through, and which of them silenced nothing."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._all = read(document)
        self._starts = [line.start for line in document.lines] if self._all else []
        self._covered = {name: _merged(spans) for name, spans in self._spans().items()}

    @classmethod
    def of(cls, document: Document) -> Silenced:
        """The suppressions of a document; read once."""
        return document.once("suppressions", lambda: cls(document))

    def __bool__(self) -> bool:
        return bool(self._all)

    def lets(self, hit: Hit, rule: Rule) -> bool:
        """Is the hit to be reported?"""
        if not self._all:
            return True
        line, names = self._line(hit), (UNUSED,) if rule.name == UNUSED else rule.names
        return not any(_in(self._covered[name], line) for name in names if name in self._covered)

    def _line(self, hit: Hit) -> int:
        return max(bisect_right(self._starts, hit.start), 1)

    def _spans(self) -> dict[str, list[Span]]:
        """The lines that are covered for each rule and group that is named."""
        spans: dict[str, list[Span]] = {}
        for one in self._all:
            for name in one.listed:
                spans.setdefault(name, []).extend(one.lines)
        return spans

    def complaints(self, hits: Iterable[tuple[Hit, Rule]], roster: Roster) -> Iterator[Hit]:
        """A hit for each suppression that is wrong or silences none of the hits; what can be taken out for certain has
        a fix.
        """
        at = _Places((self._line(hit), rule) for hit, rule in hits)
        for one in self._all:
            if one.wrong:
                yield self._hit(one, one.wrong, [])
                continue
            names, spent = one.listed, at.spent(one)
            useless = {name: roster.unknown(name) or _idle(name, roster, spent) for name in names}
            wrong = [said for name in names if (said := useless[name] or roster.outdated(name))]
            if wrong:
                kept = dict.fromkeys(roster.now.get(name, name) for name in names if not useless[name])
                yield self._hit(one, wrong[0], list(kept))

    def _hit(self, one: Suppression, message: str, kept: list[str]) -> Hit:
        """`kept` are the names that stay; where there are none, all of it goes."""
        text, start, end, fix = self._document.text, one.start, one.end, None
        if kept and one.part:
            fix = renamed(text[start:end], kept)
        elif one.whole and not kept:
            (start, end), fix = _whole(text, start, end), ""
        return Hit(start, end, fix, message=message)


class _Places:
    """The lines on which each rule has hits, so that a suppression need not be held against every hit."""

    def __init__(self, hits: Iterable[tuple[int, Rule]]) -> None:
        self._lines: dict[str, list[int]] = {}
        self._rules: dict[str, set[str]] = {}
        for line, rule in hits:
            if rule.name not in self._lines:
                for name in (UNUSED,) if rule.name == UNUSED else rule.names:
                    self._rules.setdefault(name, set()).add(rule.name)
            self._lines.setdefault(rule.name, []).append(line)
        for lines in self._lines.values():
            lines.sort()

    def spent(self, one: Suppression) -> set[str]:
        """The names of a suppression that silence something; of several that mean a rule the first counts."""
        meant, spent = set[str](), set[str]()
        for name in one.listed:
            mine = self._rules.get(name, set()) - meant
            meant |= mine
            if any(_between(self._lines[rule], *span) for rule in mine for span in one.lines):
                spent.add(name)
        return spent


def _between(lines: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= last


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans of lines in ascending order, those that overlap made one."""
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


def _in(spans: Sequence[Span], line: int) -> bool:
    """Is a line in one of some spans, which ascend and do not overlap?"""
    at = bisect_right(spans, line, key=lambda span: span[0])
    return at > 0 and line <= spans[at - 1][1]


def _idle(name: str, roster: Roster, spent: Container[str]) -> str:
    if name in spent or not roster.judges(name):
        return ""
    return "suppression that suppresses nothing" + ("" if name == ALL else f": {name}")


def _whole(text: str, start: int, end: int) -> Span:
    """What goes with a comment: its line where it is alone there, else the blanks before it."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    stop = len(text) if after < 0 else after + 1
    if not (text[before:start].strip() or text[end:stop].strip()):
        return before, stop
    while start > before and text[start - 1] in " \t":
        start -= 1
    return start, end


def comment(document: Document, finding: Finding) -> Edit | None:
    """The edit that suppresses a finding by a comment; None where the document can hold no comments.

    The rule joins a comment that is there for the line already. Else a comment of its own goes above the line or, where
    that would cut a paragraph in two, at its end.
    """
    if document.medium.comments is None:
        return None
    newlines = Newlines(document.text)
    plain = document.again(newlines.plain)
    own = ((finding.line, finding.line),)
    for one in read(plain):
        if one.lines == own and one.names and not one.wrong and plain.text.startswith("<!--", one.start):
            new = renamed(plain.text[one.start : one.end], [*one.names, finding.rule])
            return newlines.edit(Edit(one.start, one.end, new))
    return newlines.edit(_inserted(plain, finding))


def _inserted(document: Document, finding: Finding) -> Edit:
    lines, last = document.lines, len(document.text)
    line = lines[finding.line - 1] if finding.line <= len(lines) else Line(last, last, last, "")
    new = f"<!-- newslint: ignore[{finding.rule}] -->"
    above = lines[finding.line - 2].text if finding.line > 1 else ""
    within = above.strip(" \t>") and not COMMENT.fullmatch(above.strip(" \t>"))
    if within and finding.end_line == finding.line and finding.end_column <= len(line.text.rstrip()):
        at = line.start + len(line.text.rstrip())
        return Edit(at, at, f" {new}")
    indent = line.text[: len(line.text) - len(line.text.lstrip(" \t>"))]
    return Edit(line.start, line.start, f"{indent}{new}\n")
