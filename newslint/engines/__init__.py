"""The same linter where users have their data: in processes of one machine, on tables, on clusters, in pipelines.

Each engine is a module with the name that its users know. It is imported where it is used, and so is the library that
it is for. All ask one kernel: `check_batch`, `fix_batch` and `score_batch` are it, on tables of Arrow.

It may import model, config, evidence, profile, linter, files and run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Unpack

    from newslint.engines._kernel import Kernel, Settings
    from newslint.linter.linter import Linter

    T = TypeVar("T", pa.Table, pa.RecordBatch)

__all__ = ["check_batch", "fix_batch", "kernel", "score_batch"]


def kernel(linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> Kernel:
    """What all engines ask, for one that has no module here: `check`, `mend` and `score` of any value, never
    raising.

    Linter and settings are those of `check_batch`.

        >>> kernel().mend("The talks ended .").text
        'The talks ended.'
    """
    from newslint.engines._kernel import made

    return made(linter, **settings)


def check_batch(table: T, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> T:
    """The findings of a pyarrow Table or RecordBatch, a row each: docs/engines.md has the columns.

    Without a linter, the built-in rules are used. Settings: `fields`, `lang_field`, `id_field`, `site_field`,
    `path_field` name columns, `longest` says from how many code points on a value is not judged. No value raises; a
    table without a column of texts does: ConfigError.
    """
    from newslint.engines import _tables
    from newslint.engines._kernel import made

    return _tables.check(made(linter, **settings), table)


def fix_batch(table: T, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> T:
    """The table with its texts mended, by safe fixes or, with `unsafe=True`, by all; beside its own columns, what was
    taken (`newslint_taken`), the rules that still find something (`newslint_flags`) and scores (`newslint_scores`).

    Linter, settings and errors are those of `check_batch`.
    """
    from newslint.engines import _tables
    from newslint.engines._kernel import made

    return _tables.fix(made(linter, **settings), table)


def score_batch(table: T, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> T:
    """The table as it is; beside its own columns, the rules that find something in it (`newslint_flags`) and what it
    is worth (`newslint_scores`), to filter a corpus by. docs/engines.md has the scores.

    Linter, settings and errors are those of `check_batch`.
    """
    from newslint.engines import _tables
    from newslint.engines._kernel import made

    return _tables.score(made(linter, **settings), table)
