"""Spark: a DataFrame's findings, the DataFrame mended or scored, its profile, by `mapInArrow`; a command for files.

    from newslint.engines import spark as newslint_spark

    findings = newslint_spark.check(df)
    mended = newslint_spark.fix(df, linter, fields=["body"])

The linter is made where the job is, and travels to the workers with its rules, words and configuration. They need
newslint, of the same version, and what it needs. docs/spark.md tells how it gets there.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StringType, StructType

from newslint.engines import _tables
from newslint.engines._kernel import Kernel, made
from newslint.engines._tables import BESIDE, FINDINGS, SCORED
from newslint.linter.linter import Linter
from newslint.model.errors import NewslintError
from newslint.profile.profile import Profile, packed_leaf
from newslint.profile.profile import made as reduced
from newslint.profile.spill import Spill

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from newslint.engines._kernel import Settings

LOG = logging.getLogger("newslint.engines.spark")

Judge = Callable[[Kernel, pa.RecordBatch], pa.RecordBatch]


class Counters:
    """What the tasks of a job have done so far, counted by accumulators of Spark: `rows`; `findings`, or with `fix`
    findings left; `fixed`; `unreadable`, findings that say that something could not be judged.

    A task that Spark runs twice, as after a crash, counts twice. What must be exact is counted in the result.
    """

    NAMES = ("rows", "findings", "fixed", "unreadable")

    def __init__(self, spark: SparkSession) -> None:
        self._counts = {name: spark.sparkContext.accumulator(0) for name in self.NAMES}

    @property
    def values(self) -> dict[str, int]:
        """The counts by now."""
        return {name: count.value for name, count in self._counts.items()}

    def add(self, rows: int, findings: Iterable[str], fixed: int = 0) -> None:
        """So much more is done; findings are told by their rules."""
        rules = list(findings)
        done = rows, len(rules), fixed, rules.count("unreadable-record")
        for count, more in zip(self._counts.values(), done, strict=True):
            count.add(more)


def check(
    df: DataFrame,
    linter: Linter | Kernel | None = None,
    *,
    counters: Counters | None = None,
    **settings: Unpack[Settings],
) -> DataFrame:
    """The findings of a DataFrame, a row each; docs/engines.md has the columns, and the settings.

    Raises ConfigError where the DataFrame has no column of texts.
    """
    kernel = made(linter, **settings)
    names = _tables.needed(kernel, _outline(df))
    return df.select(*(f"`{name}`" for name in names)).mapInArrow(
        partial(_checked, kernel, counters), from_arrow_schema(FINDINGS)
    )


def fix(
    df: DataFrame,
    linter: Linter | Kernel | None = None,
    *,
    counters: Counters | None = None,
    **settings: Unpack[Settings],
) -> DataFrame:
    """The DataFrame with its texts mended and, beside them, what was taken, the flags and the scores of each row."""
    return _judged(_tables.fix, BESIDE, df, made(linter, **settings), counters)


def score(
    df: DataFrame,
    linter: Linter | Kernel | None = None,
    *,
    counters: Counters | None = None,
    **settings: Unpack[Settings],
) -> DataFrame:
    """The DataFrame as it is and, beside it, the flags and the scores of each row."""
    return _judged(_tables.score, SCORED, df, made(linter, **settings), counters)


def _judged(judge: Judge, schema: pa.Schema, df: DataFrame, kernel: Kernel, counters: Counters | None) -> DataFrame:
    _tables.columns(kernel, _outline(df))
    kept = [field for field in df.schema if field.name not in schema.names]
    work = partial(_beside, partial(judge, kernel), counters)
    return df.mapInArrow(work, StructType([*kept, *from_arrow_schema(schema)]))


def learn(df: DataFrame, *, lang: str | None = None, by: str = "", **settings: Unpack[Settings]) -> Profile:
    """The profile of a corpus, as `newslint.learn` makes it of the same articles, to the byte.

    What is kept of each article is worked out where it is, and each once; the driver reduces that, with
    some 0.7 kB of memory for each article.
    `lang` is the language of all that say none, or None to tell it for each; `by` is noted as how their sites were
    told.
    """
    kernel = made(Linter(lang), **settings)
    names = _tables.needed(kernel, _outline(df))
    kept = df.select(*(f"`{name}`" for name in names)).mapInArrow(partial(_leaves, kernel, lang), "leaf binary")
    leaves = (bytes(row.leaf) for row in kept.distinct().toLocalIterator(prefetchPartitions=True))
    return reduced(Spill(leaves), by)


def _outline(df: DataFrame) -> pa.Schema:
    """The schema, as far as it tells which columns hold strings."""
    return pa.schema(
        [(field.name, pa.string() if isinstance(field.dataType, StringType) else pa.null()) for field in df.schema]
    )


def _checked(kernel: Kernel, counters: Counters | None, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        found = _tables.check(kernel, batch)
        if counters:
            counters.add(batch.num_rows, found.column("rule").to_pylist())
        yield found


def _beside(
    judge: Callable[[pa.RecordBatch], pa.RecordBatch], counters: Counters | None, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        mended = judge(batch)
        if counters:
            flags = (flag for some in mended.column("newslint_flags").to_pylist() for flag in some)
            fixed = sum(scores["fixed"] for scores in mended.column("newslint_scores").to_pylist())
            counters.add(batch.num_rows, flags, fixed)
        yield mended


def _leaves(kernel: Kernel, lang: str | None, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    leaf = packed_leaf(lang)
    for batch in batches:
        leaves = [leaf(article) for article in _tables.articles(kernel, batch)]
        yield pa.record_batch([pa.array(leaves, pa.binary())], ["leaf"])


READERS: dict[str, dict[str, Any]] = {
    "parquet": {},
    "orc": {},
    "json": {"mode": "PERMISSIVE"},
    "csv": {"header": True, "multiLine": True, "escape": '"'},
}
"""How each kind of file is read."""

_FIELDS = ("fields", "id_field", "lang_field", "site_field", "path_field")
"""The options that name columns."""

ENDINGS = {"jsonl": "json", "ndjson": "json", "tsv": "csv"}
"""Endings that are not called as Spark calls the kind."""


def main(args: Sequence[str] | None = None) -> None:
    """`python -m newslint.engines.spark IN OUT`: the findings of files as another file, with --fix the files mended,
    with --score with their scores.

    What is there already is not written over. Ends with exit code 2 where something of the set-up is wrong.
    """
    parser = _parser()
    given = parser.parse_args(args)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings: dict[str, Any] = {name: value for name in _FIELDS if (value := getattr(given, name))}
    try:
        linter = Linter(
            given.lang, select=given.select, ignore=given.ignore or (), rules=given.rules or (), config=given.config
        )
        spark = _session(given.master)
        kind = _kind(given.source, given.input_format)
        df = spark.read.format(kind).options(**READERS.get(kind, {})).load(given.source)
        ask = fix if given.fix or given.unsafe_fixes else score if given.score else check
        counters = Counters(spark)
        done = ask(df, linter, counters=counters, unsafe=given.unsafe_fixes, **settings)
        done.write.format(_kind(given.target, given.output_format)).mode("errorifexists").save(given.target)
    except NewslintError as error:
        parser.error(str(error))
    LOG.info("%s", ", ".join(f"{count:,} {name}" for name, count in counters.values.items()))


def _session(master: str | None) -> SparkSession:
    """The session that there is, or one at a master; on this machine the workers' Python is this one."""
    builder = SparkSession.builder.appName("newslint")
    if master is None:
        return builder.getOrCreate()
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return builder.master(master).getOrCreate()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m newslint.engines.spark",
        description="Check, mend or score files with Spark. OUT gets the findings; with --fix the rows of IN mended; "
        "with --score the rows of IN with their scores.",
    )
    parser.add_argument("source", metavar="IN", help="a file or folder, on whatever Spark reads")
    parser.add_argument("target", metavar="OUT", help="a folder that is not there yet")
    parser.add_argument("--fix", action="store_true", help="mend what is safe to mend")
    parser.add_argument("--unsafe-fixes", action="store_true", help="mend the rest, too")
    parser.add_argument("--score", action="store_true", help="leave the texts as they are, and score them")
    parser.add_argument("--input-format", help="parquet, json, csv, orc or another; told by the ending, else parquet")
    parser.add_argument("--output-format", help="the same for OUT")
    parser.add_argument("--master", help="where Spark runs; else where spark-submit or its configuration says")
    parser.add_argument("--config", help="a configuration file")
    parser.add_argument("--lang", help="the articles' language")
    for name in ("select", "ignore", "rules"):
        parser.add_argument(f"--{name}", action="append", metavar="NAME" if name != "rules" else "PATH")
    parser.add_argument("--field", action="append", dest="fields", metavar="NAME", help="a column that holds texts")
    for name in ("id", "lang", "site", "path"):
        parser.add_argument(f"--{name}-field", metavar="NAME", help=f"the column that tells the {name}")
    return parser


def _kind(path: str, told: str | None) -> str:
    """What Spark calls the kind of a file."""
    ending = PurePath(path.rstrip("/")).suffix.removeprefix(".").lower()
    kind = told or ENDINGS.get(ending, ending)
    return kind if told or kind in READERS else "parquet"


if __name__ == "__main__":
    from newslint.engines.spark import main as as_module  # what travels is the module's, not that of __main__

    as_module()
