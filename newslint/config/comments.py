"""What an article asks of newslint: comments and front matter, read into the rules and lines that they cover. Pure.

    <!-- newslint: ignore[photo-credit] the credit is the story -->
    <!-- newslint: ignore-start[glued, repeated] --> ... <!-- newslint: ignore-end -->
    <!-- newslint: ignore-file[typography] -->

`ignore` is for the line that it stands on; alone on its line, for the next one that holds anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from newslint.config.frontmatter import ignored
from newslint.model.documents import Document
from newslint.model.rules import ALL, Rule
from newslint.rules.suggestion import closest, did_you_mean

UNUSED = "unused-suppression"
"""The rule that judges suppressions; only by its own name is it suppressed."""

COMMENT = re.compile(r"<!--\s*newslint:\s*(?P<said>[\w-]*)\s*(?:\[(?P<names>[^\]]*)\])?(?P<reason>(?s:.*?))-->")
"""A comment that speaks to newslint."""

_WAYS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
_LISTED = re.compile(r"(<!--\s*newslint:\s*[\w-]*\s*)\[[^\]]*\]")

_UNNAMED = "suppression that names no rule"
_ORPHAN = "end of a suppression that never started"
_ENDLESS = "suppression that never ends; add 'newslint: ignore-end'"

Span = tuple[int, int]


class Suppression(msgspec.Struct, frozen=True):
    """One comment, or one key of a front matter: `text[start:end]`; `lines` are those it covers, first and last.

    `names` are rules and groups; None: every rule. `wrong` says what is wrong with it whatever is found. `whole` and
    `part`: is it certain that all of it, or one of its names, can go without changing what the others do?
    """

    start: int
    end: int
    names: tuple[str, ...] | None
    lines: tuple[Span, ...]
    wrong: str = ""
    whole: bool = True
    part: bool = True

    def holds(self, line: int, rule: Rule) -> bool:
        """Does it silence a rule on a line?"""
        return self.named(rule) is not None and any(first <= line <= last for first, last in self.lines)

    def named(self, rule: Rule) -> str | None:
        """The name by which it means a rule; None if it does not."""
        if rule.name == UNUSED:
            return UNUSED if UNUSED in (self.names or ()) else None
        if self.names is None:
            return ALL
        return next((name for name in self.names if name in rule.names), None)


def comments(text: str) -> Iterator[Span]:
    """The comments of a text that is HTML all through."""
    return (match.span() for match in COMMENT.finditer(text))


def read(document: Document) -> list[Suppression]:
    """The suppressions of a document, in their order; none of one that can hold no comments."""
    text = document.text
    comments = document.medium.comments
    if comments is None or "newslint" not in text:
        return []
    matches = [match for start, end in comments(text) if (match := COMMENT.fullmatch(text, start, end))]
    whole = ((1, len(document.lines)),)
    front = [
        Suppression(one.start, one.end, one.names, whole, wrong=one.wrong, whole=False, part=False)
        for one in ignored(text)
    ]
    return front + sorted(_Reading(document, matches).suppressions(), key=lambda one: one.start)


def renamed(comment: str, names: Sequence[str]) -> str:
    """A comment that lists other rules."""
    return _LISTED.sub(lambda match: f"{match[1]}[{', '.join(names)}]", comment, count=1)


_Open = list[tuple[re.Match[str], tuple[str, ...] | None]]


class _Reading:
    """The comments of one text on their way to suppressions."""

    def __init__(self, document: Document, matches: Sequence[re.Match[str]]) -> None:
        self._document = document
        self._matches = matches
        self._starts = [line.start for line in document.lines]
        self._own = {number for match in matches if self._alone(match) for number in self._numbers(match)}
        self._single = sum(match["said"] == "ignore-start" for match in matches) == 1

    def suppressions(self) -> Iterator[Suppression]:
        """All of them; a region comes when it ends."""
        open: _Open = []
        last = len(self._starts)
        for match in self._matches:
            names, said = _names(match["names"]), match["said"]
            if said not in _WAYS:
                yield self._made(match, names, (), wrong=_unknown(said), whole=False)
            elif names == ():
                yield self._made(match, names, (), wrong=_UNNAMED)
            elif said == "ignore-start":
                open.append((match, names))
            elif said == "ignore-end":
                yield self._ended(match, names, open)
            elif said == "ignore-file":
                yield self._made(match, names, ((1, last),))
            else:
                yield self._made(match, names, self._line(match))
        for start, names in open:
            yield self._made(start, names, ((self._numbers(start)[0], last),), wrong=_ENDLESS, whole=False)

    def _ended(self, match: re.Match[str], names: tuple[str, ...] | None, open: _Open) -> Suppression:
        """The region that a comment ends. Which comments belong together is certain where there is only one."""
        begun = _begun(open, names)
        if begun is None:
            return self._made(match, names, (), wrong=_ORPHAN)
        start, meant = open.pop(begun)
        lines = ((self._numbers(start)[0], self._numbers(match)[-1]),)
        return self._made(start, meant, lines, whole=self._single, part=names is None)

    def _made(
        self,
        match: re.Match[str],
        names: tuple[str, ...] | None,
        lines: tuple[Span, ...],
        *,
        wrong: str = "",
        whole: bool = True,
        part: bool = True,
    ) -> Suppression:
        start, end = match.span()
        return Suppression(start, end, names, lines, wrong=wrong, whole=whole, part=part)

    def _numbers(self, match: re.Match[str]) -> range:
        """The numbers of the lines that a comment stands on."""
        return range(bisect_right(self._starts, match.start()), bisect_right(self._starts, match.end() - 1) + 1)

    def _line(self, match: re.Match[str]) -> tuple[Span, ...]:
        """The lines that an `ignore` is for."""
        own = self._numbers(match)
        if not self._alone(match):
            return ((own[0], own[-1]),)
        lines = self._document.lines
        following = range(own[-1] + 1, len(lines) + 1)
        target = next((at for at in following if lines[at - 1].text.strip() and at not in self._own), None)
        return () if target is None else ((target, target),)

    def _alone(self, match: re.Match[str]) -> bool:
        """Is there nothing on its lines but comments of this kind, and the marks of a quotation?"""
        own = self._numbers(match)
        lines = self._document.lines
        start, stop = lines[own[0] - 1].start, lines[own[-1] - 1].end
        return not COMMENT.sub("", self._document.text[start:stop]).strip(" \t>")


def _unknown(said: str) -> str:
    meant = did_you_mean(closest(said, _WAYS), f"it knows {', '.join(_WAYS)}")
    return f"comment that newslint does not know; {meant}"


def _names(listed: str | None) -> tuple[str, ...] | None:
    if listed is None:
        return None
    names = tuple(name.strip() for name in listed.split(",") if name.strip())
    return None if ALL in names else names


def _begun(open: list[tuple[re.Match[str], tuple[str, ...] | None]], names: tuple[str, ...] | None) -> int | None:
    """Which open region an end is for: the last; where it lists rules, the last that lists the same."""
    for index in range(len(open) - 1, -1, -1):
        if names is None or set(open[index][1] or ()) == set(names):
            return index
    return None
