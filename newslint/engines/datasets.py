"""Hugging Face datasets: the findings of a Dataset, or the Dataset mended, by `map` on batches of Arrow.

Results are cached as those of any `map`: the same linter over the same data is not run twice.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from datasets import Dataset, IterableDataset

from newslint.engines import _tables
from newslint.engines._kernel import Kernel, made
from newslint.linter.linter import Linter

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from newslint.engines._kernel import Settings

D = TypeVar("D", Dataset, IterableDataset)


def check(
    dataset: D,
    linter: Linter | Kernel | None = None,
    *,
    map_args: dict[str, Any] | None = None,
    **settings: Unpack[Settings],
) -> D:
    """The findings of a dataset, a row each. `map_args` are more arguments for `map`, such as `num_proc`."""
    work = partial(_tables.check, made(linter, **settings))
    arrow = dataset.with_format("arrow")
    return arrow.map(work, batched=True, remove_columns=dataset.column_names, **(map_args or {})).with_format(None)


def fix(
    dataset: D,
    linter: Linter | Kernel | None = None,
    *,
    map_args: dict[str, Any] | None = None,
    **settings: Unpack[Settings],
) -> D:
    """The dataset with its texts mended and, beside them, what was taken, the flags and the scores of each row."""
    work = partial(_tables.fix, made(linter, **settings))
    return dataset.with_format("arrow").map(work, batched=True, **(map_args or {})).with_format(None)


def score(
    dataset: D,
    linter: Linter | Kernel | None = None,
    *,
    map_args: dict[str, Any] | None = None,
    **settings: Unpack[Settings],
) -> D:
    """The dataset as it is and, beside it, the flags and the scores of each row."""
    work = partial(_tables.score, made(linter, **settings))
    return dataset.with_format("arrow").map(work, batched=True, **(map_args or {})).with_format(None)
