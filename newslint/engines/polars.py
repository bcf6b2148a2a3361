"""Polars: `.newslint.check()`, `.fix()` and `.score()` of a Series and of an expression, once this module is imported.

import polars as pl
import newslint.engines.polars

df.with_columns(pl.col("text").newslint.fix().struct.field("text"))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from newslint.engines import _tables
from newslint.engines._kernel import Kernel, made
from newslint.linter.linter import Linter

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from newslint.engines._kernel import Settings

Column = Callable[[Kernel, pa.Array], pa.Array]


@pl.api.register_series_namespace("newslint")
class SeriesNamespace:
    """What newslint does with a Series of strings. Without a linter, the built-in rules are used."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def check(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pl.Series:
        """The findings of each text: a list of structs."""
        return _series(self._series, _tables.check_column, made(linter, **settings))

    def fix(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pl.Series:
        """Each text mended: a struct of `text`, `taken`, `flags` and `scores`."""
        return _series(self._series, _tables.fix_column, made(linter, **settings))

    def score(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pl.Series:
        """What each text is worth: a struct of `flags` and `scores`."""
        return _series(self._series, _tables.score_column, made(linter, **settings))


@pl.api.register_expr_namespace("newslint")
class ExprNamespace:
    """What newslint does with a column of strings, as it does with a Series."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def check(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pl.Expr:
        """The findings of each text: a list of structs."""
        return _expr(self._expr, _tables.check_column, made(linter, **settings))

    def fix(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pl.Expr:
        """Each text mended: a struct of `text`, `taken`, `flags` and `scores`."""
        return _expr(self._expr, _tables.fix_column, made(linter, **settings))

    def score(self, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]) -> pl.Expr:
        """What each text is worth: a struct of `flags` and `scores`."""
        return _expr(self._expr, _tables.score_column, made(linter, **settings))


def _series(series: pl.Series, work: Column, kernel: Kernel) -> pl.Series:
    return pl.Series(series.name, pl.from_arrow(work(kernel, series.cast(pl.String).to_arrow())))


def _expr(expr: pl.Expr, work: Column, kernel: Kernel) -> pl.Expr:
    kind = pl.from_arrow(work(kernel, pa.array([], pa.string()))).dtype
    return expr.map_batches(lambda series: _series(series, work, kernel), return_dtype=kind, is_elementwise=True)
