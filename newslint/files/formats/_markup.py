"""What of a Markdown text is no prose: front matter, code, link targets, tables, HTML, bullets and hard line breaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from newslint.model.documents import Spared

Span = tuple[int, int]

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?s:.*?)^\1[ \t]*(?:\n|\Z)", re.M)
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})", re.M)
_TICKS = re.compile(r"`+")
TARGET = r"""\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t\n]+(?:"[^"]*"|'[^']*'))?\)"""
"""Where a link leads, behind its text."""

_MARKUP = re.compile(
    r"""
      <!--(?s:.*?-->|.*\Z)                      # a comment; one that is never closed takes the rest
    | <(script|style|pre|textarea)\b(?:(?s:.*?)</\1>|(?s:.*)\Z)   # an element whose content is no prose, likewise
    | <code\b[^<>]*>[^<]*</code>
    | </?[A-Za-z][^<>]*> | <[!?][^<>]*>         # a tag, an automatic link, a declaration
    | &(?:\w{1,32}|\#\w{1,8});                  # a character reference
    | (?P<target> (?<=\]) """
    + TARGET
    + r""" )                                    # a link target
    | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*              # a link definition
    | ^[ \t>]*\|[^\n]*                          # a table row
    | ^[ \t>]*(?:[-*_=][ \t]*){3,}$             # a rule, or a heading's underline
    """,
    re.M | re.VERBOSE,
)
_MARKS = re.compile(
    r"""
      ^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|\#{1,6})(?:[ \t]+|$))+      # indentation, quote marks, bullets, heading marks
    | ^[ \t>]+(?=[^\s>])                                          # indentation, quote marks
    | (?<=\S)[ ]{2,}$                                             # a hard line break
    """,
    re.M | re.VERBOSE,
)


def markup(text: str) -> Spared:
    """Which spans of a Markdown text must be left alone."""
    inline, marks = merged(code(text)), merged(m.span() for m in _MARKS.finditer(text))

    def spared(start: int, end: int) -> bool:
        return any(True for _ in touched(inline, start, end)) or _only_marks(text, marks, start, end)

    return spared


def code(text: str, *, targets: bool = True) -> Iterator[Span]:
    """What is no prose: front matter, blocks of code, then, outside of these, everything inline, with the `targets` of
    links or without.
    """
    fenced = merged(blocks(text))
    yield from fenced
    at = 0
    for start, end in [*fenced, (len(text), len(text))]:
        yield from inline_code(text, at, start)
        yield from (m.span() for m in _MARKUP.finditer(text, at, start) if targets or not m["target"])
        at = end


def blocks(text: str) -> Iterator[Span]:
    """Front matter and fenced code; a fence that is never closed takes the rest."""
    front = _FRONT_MATTER.match(text)
    at = 0
    if front:
        yield front.span()
        at = front.end()
    while fence := _FENCE.search(text, at):
        ticks = fence[1]
        close = re.compile(rf"^[ \t>]*{ticks[0]}{{{len(ticks)},}}[ \t]*(?:\n|\Z)", re.M).search(text, fence.end())
        at = close.end() if close else len(text)
        yield fence.start(), at


def inline_code(text: str, start: int, end: int) -> Iterator[Span]:
    """From a run of back-ticks to the next of the same length, within one paragraph."""
    runs = [match.span() for match in _TICKS.finditer(text, start, end)]
    following: dict[int, int] = {}
    closer: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closer[index] = following.get(length)
        following[length] = index
    index = 0
    while index < len(runs):
        other = closer[index]
        if other is not None and "\n\n" not in text[runs[index][1] : runs[other][0]]:
            yield runs[index][0], runs[other][1]
            index = other
        index += 1


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans sorted, those that overlap or meet made one; empty ones left out."""
    result: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def touched(spans: list[Span], start: int, end: int) -> Iterator[Span]:
    """The spans that share a character with text[start:end]; of an insertion, those that it would split."""
    at = max(bisect_left(spans, (start, start)) - 1, 0)
    for low, high in spans[at:]:
        if low >= end:
            return
        if (low < end and start < high) or (start == end and low < start < high):
            yield low, high


def _only_marks(text: str, marks: list[Span], start: int, end: int) -> bool:
    """Does a hit touch marks and nothing else but white space?"""
    at, rest, found = start, [], False
    for low, high in touched(marks, start, end):
        rest.append(text[at : max(low, at)])
        at, found = min(high, end), True
    return found and not "".join([*rest, text[at:end]]).strip()
