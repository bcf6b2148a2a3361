"""`--output-format jsonl`: an object for each finding, a line each, as it is found; the same objects as `json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.entry import Entry
from newslint.escaping import json
from newslint.outcome import Outcome
from newslint.outputs import Look

NEEDS = frozenset({"fingerprints"})


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The lines."""
    for outcome in outcomes:
        yield "".join(f"{json(Entry.of(one))}\n" for one in outcome.left)
