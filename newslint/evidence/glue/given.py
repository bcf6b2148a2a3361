"""Given and family names: before a given name stands no brand, and behind one a family name.

`saidArthur` and `ArthurLira` lost a blank; `saidBoats` and `CloudBarn` may be names with capitals inside. What stands
before tells, too: in `Upper MarketStreet` a name goes on, and `TheMarket` begins a sentence.

    >>> "Arthur" in names().given, "Cloud" in names().given, "Durand" in names().families
    (True, False, True)
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import regex

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.evidence.glue.seams import Placed
from newslint.model.errors import RuleError
from newslint.rules.home import home
from newslint.rules.utf8 import read_utf8

REACH = 20
"""Letters of the longest given name before a family name, and a blank."""

_WORD_BEFORE = regex.compile(r"(?r)(?<!\p{L})(\p{Lu}\p{Ll}+) $")

_OPENS = regex.compile(r"(?r)(?:^|\n|[.!?:] )[\"“„«‘']?$")
"""Where a sentence begins."""


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given names and family names, as written."""

    names: list[str]
    families: list[str]


class Names(NamedTuple):
    """Given names and family names of eight languages' countries, as written."""

    given: frozenset[str]
    families: frozenset[str]


@lru_cache(maxsize=1)
def names() -> Names:
    """The names of rules/evidence/given.yaml."""
    file = home() / "evidence" / "given.yaml"
    listed = compiled(
        "given", [file], lambda: store.pack(_read(file)), lambda packed: store.unpack(packed, list[list[str]])
    )
    return Names(*map(frozenset, listed))


def _read(file: Path) -> list[list[str]]:
    from newslint.rules.yaml import build, parse

    listed: Listed = build(parse(read_utf8(file, RuleError), str(file)), Listed)
    return [listed.names, listed.families]


def said(text: str, one: Placed, small: Collection[str]) -> dict[str, float]:
    """Are halves of a seam given or family names, or does a name stand before the first? `small` words are none."""
    given, families = names()
    left, right = one.seam.left, one.seam.right
    found = {}
    if left in given:
        found["left given name"] = 1.0
    if right in given:
        found["right given name"] = 1.0
    if left in families:
        found["left family name"] = 1.0
    if right in families:
        found["right family name"] = 1.0
    if left[:1].isupper():
        start = one.at - len(left)
        before = _WORD_BEFORE.search(text, max(0, start - REACH), start)
        if before and before[1] in given:
            found["given name before"] = 1.0
        if before and before[1].lower() not in small:
            found["name before"] = 1.0
        if left.lower() in small and right[:1].isupper() and _OPENS.search(text, max(0, start - 3), start):
            found["small word begins a sentence"] = 1.0
    return found
