"""Ray Data: the findings of a Dataset, or the Dataset mended, by `map_batches`.

The linter is made where the job is, and travels to the workers, which need newslint of the same version. Each process
makes it ready once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ray.data import Dataset

from newslint.engines import _tables
from newslint.engines._kernel import Kernel, made
from newslint.linter.linter import Linter

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from newslint.engines._kernel import Settings

BATCH = 1024
"""Rows of a batch: some seconds of work. Ray has none by default, so that a block is one batch."""


def check(
    dataset: Dataset,
    linter: Linter | Kernel | None = None,
    *,
    batch_size: int | None = BATCH,
    ray_args: dict[str, Any] | None = None,
    **settings: Unpack[Settings],
) -> Dataset:
    """The findings of a Dataset, a row each. `ray_args` are more arguments for `map_batches`, such as `num_cpus`."""
    work = partial(_tables.check, made(linter, **settings))
    return dataset.map_batches(work, batch_format="pyarrow", batch_size=batch_size, **(ray_args or {}))


def fix(
    dataset: Dataset,
    linter: Linter | Kernel | None = None,
    *,
    batch_size: int | None = BATCH,
    ray_args: dict[str, Any] | None = None,
    **settings: Unpack[Settings],
) -> Dataset:
    """The Dataset with its texts mended and, beside them, what was taken, the flags and the scores of each row."""
    work = partial(_tables.fix, made(linter, **settings))
    return dataset.map_batches(work, batch_format="pyarrow", batch_size=batch_size, **(ray_args or {}))


def score(
    dataset: Dataset,
    linter: Linter | Kernel | None = None,
    *,
    batch_size: int | None = BATCH,
    ray_args: dict[str, Any] | None = None,
    **settings: Unpack[Settings],
) -> Dataset:
    """The Dataset as it is and, beside it, the flags and the scores of each row."""
    work = partial(_tables.score, made(linter, **settings))
    return dataset.map_batches(work, batch_format="pyarrow", batch_size=batch_size, **(ray_args or {}))
