"""`--output-format json`: one array with an object for each finding; docs/outputs.md tells of its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslint.outputs import Look
from newslint.outputs._entry import Entry
from newslint.outputs._escaping import json
from newslint.run.outcome import Outcome

NEEDS = frozenset({"fingerprints"})


def render(outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
    """The array, an entry a line."""
    opening = "[\n  "
    for outcome in outcomes:
        entries = ",\n  ".join(json(Entry.of(one)) for one in outcome.left)
        yield opening + entries if entries else ""
        opening = ",\n  " if entries else opening
    yield "\n]\n" if opening == ",\n  " else "[]\n"
