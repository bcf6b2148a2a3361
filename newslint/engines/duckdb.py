"""DuckDB: the functions `newslint_check`, `newslint_fix` and `newslint_score` in SQL, on whole vectors of Arrow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from newslint.engines import _tables
from newslint.engines._kernel import Kernel, made
from newslint.linter.linter import Linter

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from newslint.engines._kernel import Settings

SQL = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
}
"""What SQL calls the types of a finding."""


def register(
    connection: duckdb.DuckDBPyConnection, linter: Linter | Kernel | None = None, **settings: Unpack[Settings]
) -> duckdb.DuckDBPyConnection:
    """The connection, with `newslint_check(text)`, a list of structs, `newslint_fix(text)`, a struct of `text`,
    `taken`, `flags` and `scores`, and `newslint_score(text)`, one of `flags` and `scores`.
    """
    kernel, none = made(linter, **settings), pa.array([], pa.string())
    for work in (_tables.check_column, _tables.fix_column, _tables.score_column):
        name, kind = work.__name__.removesuffix("_column"), connection.type(_sql(work(kernel, none).type))
        ask = partial(work, kernel)
        connection.create_function(f"newslint_{name}", ask, ["VARCHAR"], kind, type="arrow", null_handling="special")
    return connection


def _sql(type: pa.DataType) -> str:
    """What SQL calls a type of Arrow."""
    if pa.types.is_list(type):
        return f"{_sql(type.value_type)}[]"
    if pa.types.is_struct(type):
        fields = (f'"{field.name}" {_sql(field.type)}' for field in type)
        return f"STRUCT({', '.join(fields)})"
    return SQL[type]
