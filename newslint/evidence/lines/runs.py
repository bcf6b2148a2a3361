"""Signs that stand a few rows apart: what threads of comments and consent dialogues are told by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newslint.evidence.lines.sheet import Row


def runs(rows: Sequence[Row], sign_of: Callable[[Row], str | None], apart: int) -> Iterator[list[tuple[int, str]]]:
    """The runs of rows that are a sign, with their numbers; from one to the next are no more than `apart` rows."""
    run: list[tuple[int, str]] = []
    for number, row in enumerate(rows):
        sign = sign_of(row)
        if sign is None:
            continue
        if run and number - run[-1][0] > apart:
            yield run
            run = []
        run.append((number, sign))
    if run:
        yield run
