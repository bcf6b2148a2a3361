"""`--output-format jsonl`: an object for each finding, a line each, as it is found; the same objects as `json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.outputs import Look
from newslint.outputs._entry import Entry
from newslint.outputs._escaping import json
from newslint.run.outcome import Outcome

NEEDS = frozenset({"fingerprints"})


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The lines."""
    for outcome in outcomes:
        yield "".join(f"{json(Entry.of(one))}\n" for one in outcome.left)
