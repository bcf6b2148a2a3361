"""What rules were called once: a name that somebody has written down goes on to mean the rule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.model.errors import RuleError
from newslint.rules.load import load, sources
from newslint.rules.utf8 import read_bytes


def former(extra: Sequence[str | Path] = ()) -> dict[str, str]:
    """The names that built-in rules and those of `extra` had, each with the one that its rule has now.

    They are kept apart from the rules, for runs that need no more than the names. Raises RuleError.
    """
    return compiled("names", sources(extra), lambda: store.pack(_former(extra)), _unpacked, _opened)


def _opened(file: Path) -> bytes:
    return read_bytes(file, RuleError)


def had(extra: Sequence[str | Path] = ()) -> dict[str, list[str]]:
    """For each rule that was called otherwise, how. Raises RuleError."""
    names: dict[str, list[str]] = {}
    for name, now in former(extra).items():
        names.setdefault(now, []).append(name)
    return names


def _unpacked(packed: bytes) -> dict[str, str]:
    return store.unpack(packed, dict[str, str])


def _former(extra: Sequence[str | Path]) -> dict[str, str]:
    return {name: rule.name for rule in load(extra) for name in rule.formerly}
