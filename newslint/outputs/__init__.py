"""The outputs. An output is a module of this folder, named as `--output-format` calls it.

Each has one function, `render(shown, look) -> Iterator[str]`: the pieces of what is to be printed, as early as they are
known. It never prints, and gives a whole document (an empty list, say) for no findings.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from newslint.model import Finding, Shown


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How the user wants it: in colour or not; whether unsafe fixes count as fixes."""

    color: bool = False
    unsafe: bool = False

    def fixable(self, finding: Finding) -> bool:
        """Would `--fix` mend it?"""
        return finding.fix is not None and (finding.safe or self.unsafe)


Render = Callable[[Iterable[Shown], Look], Iterator[str]]


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The outputs there are."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def get(name: str) -> Render:
    """The output called `name`."""
    render: Render = importlib.import_module(f"newslint.outputs.{name}").render
    return render
