"""`.md`: the whole file is one article, in Markdown; its markup is not judged.

Scrapers that write Markdown keep links, code and lists. A rule for plain text would take a list's bullet for a stray
one, a hard line break for trailing spaces, an indented block for a damaged paragraph. So hits that touch front matter,
code, link targets, tables or HTML are dropped, and so are those that hold nothing but a line's indentation, bullet or
hard break. A line that goes as a whole may go with its bullet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from newslint.files.charset import decode, edited
from newslint.files.charset import is_binary as foreign
from newslint.files.formats import whole as shards
from newslint.files.parts import Change, Shard, Source
from newslint.model import documents
from newslint.model.documents import Document, Medium, Origin, Spared

__all__ = ["MARKDOWN", "RECORDS", "foreign", "markup", "read", "rewrite", "shards"]

RECORDS = False

Span = tuple[int, int]

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?s:.*?)^\1[ \t]*(?:\n|\Z)", re.M)
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})", re.M)
_TICKS = re.compile(r"`+")
_MARKUP = re.compile(
    r"""
      <!--(?s:.*?-->|.*\Z)                      # a comment; one that is never closed takes the rest
    | <(script|style|pre|textarea)\b(?:(?s:.*?)</\1>|(?s:.*)\Z)   # an element whose content is no prose, likewise
    | <code\b[^<>]*>[^<]*</code>
    | </?[A-Za-z][^<>]*> | <[!?][^<>]*>         # a tag, an automatic link, a declaration
    | &(?:\w{1,32}|\#\w{1,8});                  # a character reference
    | (?<=\])\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t\n]+(?:"[^"]*"|'[^']*'))?\)     # a link target
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


def read(shard: Shard) -> Iterator[Document]:
    """The file's text, which knows its markup. Raises ReadError."""
    text = decode(shard.data, shard.name, shard.encoding).text
    yield Document(text, origin=Origin(shard.name), medium=MARKDOWN)


def rewrite(source: Source, out: BinaryIO, changes: Iterable[Change]) -> None:
    """The file with its text changed: same encoding, byte order mark and line endings. Raises ReadError."""
    edits = [edit for change in changes for edit in change.edits]
    with source.open() as file:
        out.write(edited(file.read(), source.name, source.encoding, edits))


def markup(text: str) -> Spared:
    """Which spans of a Markdown text must be left alone."""
    code, marks = merged(_code(text)), merged(m.span() for m in _MARKS.finditer(text))

    def spared(start: int, end: int) -> bool:
        return any(True for _ in _touched(code, start, end)) or _only_marks(text, marks, start, end)

    return spared


def comments(text: str) -> Iterator[Span]:
    """Where comments stand in a Markdown text; what is shown as code is none."""
    code = merged([*_blocks(text), *_inline_code(text, 0, len(text))]) if "<!--" in text else []

    def past(at: int) -> int | None:
        return next((end for _, end in _touched(code, at, at + 1)), None)

    return documents.comments(text, past)


MARKDOWN = Medium(markup=markup, comments=comments)
"""Text in Markdown."""


def _code(text: str) -> Iterator[Span]:
    """What is no prose: front matter, blocks of code, then, outside of these, everything inline."""
    blocks = merged(_blocks(text))
    yield from blocks
    at = 0
    for start, end in [*blocks, (len(text), len(text))]:
        yield from _inline_code(text, at, start)
        yield from (m.span() for m in _MARKUP.finditer(text, at, start))
        at = end


def _blocks(text: str) -> Iterator[Span]:
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


def _inline_code(text: str, start: int, end: int) -> Iterator[Span]:
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


def _touched(spans: list[Span], start: int, end: int) -> Iterator[Span]:
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
    for low, high in _touched(marks, start, end):
        rest.append(text[at : max(low, at)])
        at, found = min(high, end), True
    return found and not "".join([*rest, text[at:end]]).strip()
