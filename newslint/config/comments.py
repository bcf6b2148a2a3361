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
from newslint.model.documents import Document, comments
from newslint.model.rules import ALL
from newslint.rules.suggestion import closest, did_you_mean

UNUSED = "unused-suppression"
"""The rule that judges suppressions; only by its own name is it suppressed."""

COMMENT = re.compile(r"<!--\s*newslint:\s*(?P<said>[\w-]*)\s*(?:\[(?P<names>[^\]]*)\])?(?P<reason>(?s:.*))-->")
"""A comment that speaks to newslint: all of a comment, however it was found."""

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

    @property
    def listed(self) -> tuple[str, ...]:
        """What it names; every rule has the name `all`, but for the one that judges suppressions."""
        return (ALL,) if self.names is None else self.names


def without(text: str) -> str:
    """The text without the comments that speak to newslint."""
    said = [span for span in comments(text) if COMMENT.fullmatch(text, *span)]
    ends, starts = [0, *(end for _, end in said)], [*(start for start, _ in said), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def read(document: Document) -> list[Suppression]:
    """The suppressions of a document, in their order; none of one that can hold no comments."""
    text = document.text
    standing = document.medium.comments
    if standing is None or "newslint" not in text:
        return []
    matches = [match for start, end in standing(text) if (match := COMMENT.fullmatch(text, start, end))]
    whole = ((1, len(document.lines)),)
    front = [
        Suppression(one.start, one.end, one.names, whole, wrong=one.wrong, whole=False, part=False)
        for one in ignored(text)
    ]
    return front + sorted(_Reading(document, matches).suppressions(), key=lambda one: one.start)


def renamed(comment: str, names: Sequence[str]) -> str:
    """A comment that lists other rules."""
    return _LISTED.sub(lambda match: f"{match[1]}[{', '.join(names)}]", comment, count=1)


class _Open:
    """The regions that have started and not yet ended."""

    def __init__(self) -> None:
        self._started: dict[int, tuple[re.Match[str], tuple[str, ...] | None]] = {}
        self._last: dict[frozenset[str] | None, list[int]] = {None: []}

    def start(self, match: re.Match[str], names: tuple[str, ...] | None) -> None:
        """One more."""
        self._started[match.start()] = match, names
        for key in (None, frozenset(names or ())):
            self._last.setdefault(key, []).append(match.start())

    def end(self, names: tuple[str, ...] | None) -> tuple[re.Match[str], tuple[str, ...] | None] | None:
        """Which an end is for: the last; where it lists rules, the last that lists the same."""
        waiting = self._last.get(None if names is None else frozenset(names), [])
        while waiting:
            if started := self._started.pop(waiting.pop(), None):
                return started
        return None

    def __iter__(self) -> Iterator[tuple[re.Match[str], tuple[str, ...] | None]]:
        return iter(self._started.values())


class _Reading:
    """The comments of one text on their way to suppressions."""

    def __init__(self, document: Document, matches: Sequence[re.Match[str]]) -> None:
        self._document = document
        self._matches = matches
        self._starts = [line.start for line in document.lines]
        self._bare: dict[tuple[int, int], bool] = {}
        self._own = {number for match in matches if self._alone(match) for number in self._numbers(match)}
        self._target = self._targets()
        self._single = sum(match["said"] == "ignore-start" for match in matches) == 1

    def suppressions(self) -> Iterator[Suppression]:
        """All of them; a region comes when it ends."""
        open = _Open()
        last = len(self._starts)
        for match in self._matches:
            names, said = _names(match["names"]), match["said"]
            if said not in _WAYS:
                yield self._made(match, names, (), wrong=_unknown(said), whole=False)
            elif names == ():
                yield self._made(match, names, (), wrong=_UNNAMED)
            elif said == "ignore-start":
                open.start(match, names)
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
        begun = open.end(names)
        if begun is None:
            return self._made(match, names, (), wrong=_ORPHAN)
        start, meant = begun
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
        target = self._target[own[-1]]
        return ((target, target),) if target else ()

    def _targets(self) -> list[int]:
        """For each line, from the one before the first on, which is the next that holds anything but such comments."""
        lines, following = self._document.lines, 0
        targets = [0] * (len(lines) + 1)
        for number in range(len(lines), 0, -1):
            targets[number] = following
            if number not in self._own and lines[number - 1].text.strip():
                following = number
        return targets

    def _alone(self, match: re.Match[str]) -> bool:
        """Is there nothing on its lines but comments of this kind, and the marks of a quotation?"""
        own, lines = self._numbers(match), self._document.lines
        first, last = own[0], own[-1]
        if (first, last) not in self._bare:  # many may stand on one line
            text = self._document.text[lines[first - 1].start : lines[last - 1].end]
            self._bare[first, last] = not without(text).strip(" \t>")
        return self._bare[first, last]


def _unknown(said: str) -> str:
    meant = did_you_mean(closest(said, _WAYS), f"it knows {', '.join(_WAYS)}")
    return f"comment that newslint does not know; {meant}"


def _names(listed: str | None) -> tuple[str, ...] | None:
    if listed is None:
        return None
    names = tuple(name.strip() for name in listed.split(",") if name.strip())
    return None if ALL in names else names
