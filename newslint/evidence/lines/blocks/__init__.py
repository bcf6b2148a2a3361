"""Blocks: several lines that belong to the page together, one file for each shape; none may import another.

A list of links has a heading and titles; an embedded post has a first and a last line; the comments go on to the end.
What one line alone does not tell, the others beside it do. `shape: nested-links` of a rule is nested_links.py, and a
new file is a new shape. Each has two functions:

`find(page, lists) -> Iterator[Part]`
    What of the page is such a block: line by line, from the top, each with the names of what tells it. How much these
    weigh is the rule's to say.
`needles(language) -> frozenset[Needle] | None`
    Of which words a text must have one where such a block can be; None where there is no telling.

>>> get("nested-links").__name__.rpartition(".")[2]
'nested_links'
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from newslint.evidence.lines.sheet import Row, Sheet
from newslint.model.languages import Language
from newslint.model.members import members
from newslint.model.needles import Needle


class Lists(NamedTuple):
    """The phrase lists that a rule names: of a block's first line, of its last, of a first line before a title."""

    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()


class Part(NamedTuple):
    """What of a line belongs to a block, text[start:end] in code points, the names of what tells it, and what should
    stand there.
    """

    start: int
    end: int
    names: tuple[str, ...]
    fix: str = ""


def whole(row: Row, *names: str) -> Part:
    """All of a row's line, with its line break."""
    return Part(row.line.start, row.line.stop, names)


class Shape(Protocol):
    """What a module of this folder offers."""

    def find(self, page: Sheet, lists: Lists) -> Iterator[Part]:
        """The parts of the page that are such a block."""
        ...  # pragma: no cover

    def needles(self, language: Language) -> frozenset[Needle] | None:
        """What every text with such a block has one of."""
        ...  # pragma: no cover


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The shapes there are, as they are written in a rule."""
    return tuple(name.replace("_", "-") for name in members(__path__))


@cache
def get(name: str) -> Shape:
    """The shape called `name`."""
    module: Shape = importlib.import_module(f"newslint.evidence.lines.blocks.{name.replace('-', '_')}")
    return module
