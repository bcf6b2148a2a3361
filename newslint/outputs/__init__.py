"""The outputs: what a run found, as people and programs want it told.

An output is a module of this folder, named as `--output-format` calls it.

Each has one function, `render(outcomes, look) -> Iterator[str]`: the pieces of what is to be printed, as early as they
are known. It never prints, and gives a whole document (an empty list, say) for no findings. Several outputs share one
run, so it yields something, be it an empty string, for every outcome that it takes: else those that it took wait in
memory for the others.

`NEEDS`, where a module has it, names what it wants to be given beside the findings: `articles` (`Outcome.articles`),
`fingerprints` (`Shown.fingerprint`) or `rules` (`Look.rules`).

It may import model, config, linter and run.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from newslint.model.findings import Finding
from newslint.model.members import members
from newslint.run.outcome import Outcome

if TYPE_CHECKING:
    from newslint.model.rules import Rule


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How the user wants it: in colour or not; whether unsafe fixes count as fixes. And the rules, by their names."""

    color: bool = False
    unsafe: bool = False
    rules: Mapping[str, Rule] = {}

    def fixable(self, finding: Finding) -> bool:
        """Would `--fix` mend it?"""
        return finding.fix is not None and (finding.safe or self.unsafe)


IDENTITY = 80
"""Characters of a record's identity that are shown to people."""


def message(finding: Finding) -> str:
    """What is said to people: the message and, of a record that has an identity, which one it is."""
    from newslint.model.visible import visible

    id = finding.id or ""
    return visible(f"{finding.message} (in {id[:IDENTITY]})" if id else finding.message)


Render = Callable[[Iterable[Outcome], Look], Iterator[str]]


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The outputs there are."""
    return members(__path__)


def get(name: str) -> Render:
    """The output called `name`."""
    render: Render = importlib.import_module(f"newslint.outputs.{name}").render
    return render


def needs(name: str) -> frozenset[str]:
    """What the output called `name` wants to be given beside the findings."""
    wanted: frozenset[str] = getattr(importlib.import_module(f"newslint.outputs.{name}"), "NEEDS", frozenset())
    return wanted
