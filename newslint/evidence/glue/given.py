"""Given names: before one stands no brand, and behind one a family name.

`saidArthur` and `ArthurLira` lost a blank; `saidBoats` and `CloudBarn` may be names with capitals inside.

    >>> "Arthur" in given(), "Cloud" in given()
    (True, False)
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

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


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given names, as written."""

    names: list[str]


@lru_cache(maxsize=1)
def given() -> frozenset[str]:
    """Given names of eight languages' countries, as written (rules/evidence/given.yaml)."""
    file = home() / "evidence" / "given.yaml"
    return frozenset(
        compiled("given", [file], lambda: store.pack(_read(file)), lambda packed: store.unpack(packed, list[str]))
    )


def _read(file: Path) -> list[str]:
    from newslint.rules.yaml import build, parse

    listed: Given = build(parse(read_utf8(file, RuleError), str(file)), Given)
    return listed.names


def said(text: str, one: Placed) -> dict[str, float]:
    """Is a half of a seam a given name, or does one stand before the first?"""
    names, left, right = given(), one.seam.left, one.seam.right
    found = {}
    if left in names:
        found["left given name"] = 1.0
    if right in names:
        found["right given name"] = 1.0
    if left[:1].isupper():
        start = one.at - len(left)
        before = _WORD_BEFORE.search(text, max(0, start - REACH), start)
        if before and before[1] in names:
            found["given name before"] = 1.0
    return found
